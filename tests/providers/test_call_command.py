import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner
from flask import Response

from helpline.cli.call import call, phone
from helpline.providers import Answer, Ask, Carrier, Leg, Record, Spoken
from helpline.providers.practice.house import PracticeLine
from helpline.providers.practice.remote import Remote
from helpline.sound import Sound, read, write
from tests.players import StandIn
from tests.providers.conftest import eventually
from tests.providers.test_calls import menu, queue
from tests.providers.toy import Toy
from tests.terminals import Desk, terminals

SAID = ("Salaan", "Nabad")
A_LONG_TALK = Spoken("and on and on " * 250, "en")


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with terminals() as desk:
        yield desk


def test_a_call_prints_what_the_caller_hears_until_it_is_over(toy: Toy, line: PracticeLine) -> None:
    toy.says("/voice/call", lambda _: menu(toy))
    toy.says("/language", lambda _: Answer().ask(Ask(toy.url("/desk"), (Spoken("Was?", "de"),))))
    toy.says("/desk", lambda _: Answer().say(Spoken("Auf Wiederhören", "de")).hang_up())

    run = CliRunner().invoke(call, ["--lang", "de", "--keys", "4", "--practice-url", line.url])

    assert run.exit_code == 0, run.output
    assert [form["Digits"] for form in toy.told("/desk")] == ["4"]
    assert "de-DE  Auf Wiederhören" in run.output
    assert "The call is over: completed." in run.output


def test_what_is_typed_is_pressed_at_once_and_words_are_said_after_the_tone(
    toy: Toy, line: PracticeLine, desk: Desk
) -> None:
    line.exchange.setup = replace(line.exchange.setup, pace=1)
    toy.says("/voice/call", lambda _: Answer().ask(Ask(toy.url("/desk"), (A_LONG_TALK,))))
    toy.says("/desk", lambda _: Answer().record(Record(toy.url("/kept"), toy.url("/recording"))))
    toy.says("/kept", lambda _: Answer().say(Spoken("Thank you", "en")).hang_up())

    caller = desk.call("--practice-url", line.url)
    caller.shows("Type a key and Enter")
    caller.shows("and on and on")
    caller.type("4")
    caller.shows("a beep")
    caller.type("Please call my neighbour")
    caller.type("#")
    caller.is_over()

    assert [form["Digits"] for form in toy.told("/desk")] == ["4"]
    [recording] = line.exchange.recordings.values()
    assert recording.words == "Please call my neighbour"


def test_ctrl_c_hangs_up(toy: Toy, line: PracticeLine, desk: Desk) -> None:
    toy.says("/voice/call", lambda form: queue(toy, form))
    toy.says("/waiting", lambda _: Answer().say(Spoken("Please wait", "en")))
    toy.says("/left", lambda _: Answer())

    caller = desk.call("--practice-url", line.url)
    caller.shows("Please wait")
    caller.press_ctrl_c()
    caller.is_over()

    assert "You hang up." in caller.screen
    assert {one.status for one in line.exchange.calls.values()} == {"completed"}


def test_languages_that_run_from_the_right_keep_together(toy: Toy, line: PracticeLine) -> None:
    toy.says("/voice/call", lambda _: Answer().say(Spoken("اضغطوا على 0.", "ar")).hang_up())

    run = CliRunner().invoke(call, ["--practice-url", line.url])

    assert "ar-AE  \u2067اضغطوا على 0.\u2069\n" in run.output


def test_a_recording_that_cannot_be_had_is_printed_and_the_others_are_played(
    toy: Toy, line: PracticeLine, tmp_path: Path
) -> None:
    hello, goodbye = (Spoken(words, "so", toy.url(f"/{words}.wav")) for words in SAID)
    toy.says("/voice/call", lambda _: Answer().say(hello, goodbye).hang_up())
    had_by_the_carrier_only = iter((sound_of(hello), Response(status=404)))
    toy.serves("/Salaan.wav", lambda: next(had_by_the_carrier_only))
    toy.serves("/Nabad.wav", lambda: sound_of(goodbye))
    player = StandIn(tmp_path / "player")

    where = ["--practice-url", line.url, "--play"]
    run = CliRunner().invoke(call, where, env={"PATH": str(player.folder)})

    assert run.exit_code == 0, run.output
    assert re.findall(r"  so +(.+)", run.output) == list(SAID)
    assert [read(played).notes["words"] for played in player.played] == ["Nabad"]


def sound_of(passage: Spoken) -> Response:
    notes = {"words": passage.words, "language": passage.language}
    sound = Sound(8000, b"\1\0" * 800, notes)
    return Response(write(sound), content_type="audio/wav")


@pytest.mark.parametrize("wrong", [["--keys", "1 help"], ["--lang", "klingon"]])
def test_what_no_phone_has_is_refused_before_anybody_is_called(
    line: PracticeLine, wrong: list[str]
) -> None:
    run = CliRunner().invoke(call, [*wrong, "--practice-url", line.url])

    assert run.exit_code == 2
    assert wrong[1].split()[-1] in run.output
    assert not line.exchange.calls


def test_a_caller_can_hang_up_after_a_while(toy: Toy, line: PracticeLine) -> None:
    toy.says("/voice/call", lambda form: queue(toy, form))
    toy.says("/waiting", lambda _: Answer().say(Spoken("Please wait", "en")))
    toy.says("/left", lambda _: Answer())

    run = CliRunner().invoke(call, ["--hang-up-after", "0", "--practice-url", line.url])

    assert "The call is over: completed." in run.output


def test_a_phone_is_listed_and_answered(
    toy: Toy, line: PracticeLine, carrier: Carrier, remote: Remote
) -> None:
    toy.says("/leg", lambda _: Answer().ask(Ask(toy.url("/accept"), (Spoken("Press 1", "en"),))))
    toy.says("/accept", lambda _: Answer().say(Spoken("Thank you", "en")).hang_up())
    carrier.ring(Leg("client:maria", toy.url("/leg"), toy.url("/status")))
    eventually(lambda: bool(remote.phones()))

    url = ["--practice-url", line.url]
    assert "No phone rings" in CliRunner().invoke(phone, ["--as", "omar", *url]).output
    assert "maria is rung by" in CliRunner().invoke(phone, url).output
    run = CliRunner().invoke(phone, ["--as", "maria", "--answer", "--keys", "1", *url])

    assert "Thank you" in run.output


def test_a_house_that_does_not_run_is_said_plainly() -> None:
    run = CliRunner().invoke(call, ["--practice-url", "http://127.0.0.1:1"])

    assert run.exit_code == 1
    assert "Is the house running?" in run.output


def test_the_running_house_tells_where_its_practice_line_is(
    toy: Toy, line: PracticeLine, tmp_path: Path
) -> None:
    toy.says("/voice/call", lambda _: Answer().say(Spoken("Welcome", "en")))
    (tmp_path / "processes.json").write_text(json.dumps({"carrier_base_url": line.url}))

    run = CliRunner().invoke(call, ["--instance", str(tmp_path)])

    assert "Welcome" in run.output


def test_a_real_carrier_is_never_asked_to_play(tmp_path: Path) -> None:
    known = {"carrier_base_url": "https://api.twilio.com"}
    (tmp_path / "processes.json").write_text(json.dumps(known))

    run = CliRunner().invoke(call, ["--instance", str(tmp_path)])

    assert run.exit_code == 1
    assert "real carrier" in run.output


@pytest.mark.parametrize("path", ["/", "/healthz", "/practice/phones", "/practice/mails"])
def test_the_practice_lines_pages_open(line: PracticeLine, path: str) -> None:
    assert requests.get(line.url + path, timeout=5).status_code == 200


def test_a_page_of_another_site_cannot_press_its_buttons(line: PracticeLine) -> None:
    answer = requests.post(
        line.url + "/practice/calls", headers={"Origin": "https://example.org"}, timeout=5
    )

    assert answer.status_code == 403
