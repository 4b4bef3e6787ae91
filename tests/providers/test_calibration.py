"""A tape of the practice line itself, played to the practice line. None is of Twilio."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from werkzeug.serving import BaseWSGIServer

from helpline.providers.practice.calibrate import main
from helpline.providers.practice.remote import Remote
from helpline.providers.practice.replaying import play
from helpline.providers.practice.taping import NotScrubbed, Recorder, Tape
from tests.providers.conftest import MOTHER, eventually
from tests.providers.heard import over
from tests.providers.toy import Toy

NAME = "My name is Amal"


@pytest.fixture
def tape(remote: Remote, toy: Toy, web: BaseWSGIServer) -> Tape:
    """Four callers: one leaves the queue, one a message, one hangs up, one is put through."""
    taped = Tape("the practice line")
    toy.writes(
        "/voice/call",
        "<Gather numDigits='1' action='/key'><Say>Press a key</Say></Gather>"
        "<Redirect>/voice/call</Redirect>",
    )
    toy.writes("/key", "<Enqueue waitUrl='/waiting' action='/left'>opaque</Enqueue>")
    toy.writes("/waiting", "<Gather numDigits='6' action='/code'><Say>Please wait</Say></Gather>")
    toy.writes("/code", "<Leave/>")
    toy.writes("/left", "<Record action='/done' maxLength='30'/>")
    toy.writes("/done", f"<Say>{NAME}</Say><Hangup/>")
    web.app = Recorder(toy.app, taped)
    for keys in ("- 1 - 123456", "1 !", "1 654321 !"):
        over(remote, remote.call_in(MOTHER, keys=keys, says="Hello"))
    eventually(lambda: len(toy.told("/status")) == 3 and len(toy.told("/done")) == 2)
    return taped


def test_a_tape_holds_no_number_no_code_and_no_word(tape: Tape, tmp_path: Path) -> None:
    tape.save(tmp_path / "tape.json")

    kept = (tmp_path / "tape.json").read_text()
    for secret in (MOTHER, MOTHER[1:], "123456", "654321", NAME, "Please wait", "127.0.0.1"):
        assert secret not in kept
    assert Tape.load(tmp_path / "tape.json").steps == tape.steps


def test_a_tape_with_a_number_left_over_is_not_written(tape: Tape, tmp_path: Path) -> None:
    tape.steps.append(replace(tape.steps[0], answer="<Play>/4930 23125 100</Play>"))

    with pytest.raises(NotScrubbed):
        tape.save(tmp_path / "tape.json")
    assert not (tmp_path / "tape.json").exists()


def test_the_practice_line_asks_what_is_on_its_own_tape(tape: Tape, tmp_path: Path) -> None:
    tape.save(tmp_path / "tape.json")

    outcome = play(Tape.load(tmp_path / "tape.json"))

    assert (outcome.played, outcome.left_out) == (3, 0)
    assert outcome.faults == []
    assert outcome.notes == []


@pytest.mark.parametrize(
    ("name", "value"), [("QueueResult", "system-error"), ("CallStatus", "queued")]
)
def test_a_carrier_that_does_otherwise_is_found_out(tape: Tape, name: str, value: str) -> None:
    changed = [
        replace(step, form=step.form | {name: value}) if step.path == "/left" else step
        for step in tape.steps
    ]

    outcome = play(Tape("somebody else", changed))

    assert f"/left: {name} differs" in outcome.faults


def test_the_command_says_where_the_two_differ(tape: Tape, tmp_path: Path) -> None:
    tape.steps[:] = [
        replace(step, form=step.form | {"StirVerstat": "TN-Validation-Passed-A"})
        for step in tape.steps
    ]
    tape.save(tmp_path / "tape.json")

    told = CliRunner().invoke(main, ["play", str(tmp_path / "tape.json")])

    assert told.exit_code == 0
    assert "StirVerstat: only recorded" in told.output
