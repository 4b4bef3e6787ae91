"""What the carrier says by itself while nothing of ours answers."""

from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest
from babel.support import Translations
from click.testing import CliRunner, Result

from helpline.cli.fallback import fallback_twiml
from helpline.embedded.instance import PRESET
from helpline.i18n import LANGUAGES, TRANSLATIONS
from helpline.intake.calls.hosted import LONGEST
from helpline.intake.calls.recordings.shelf import mark_of
from helpline.providers.practice import rules
from helpline.sound import Sound, write

SILENCE: Final = write(Sound(8000, bytes(1600), {"slot": "broken_1"}))
ELSEWHERE: Final = "https://recordings.example.org/line"
DUTY: Final = "+493023125101"


def printed(*words: str) -> Result:
    run = CliRunner().invoke(fallback_twiml, ["--policy", str(PRESET), *words])
    assert run.exit_code == 0, run.output
    return run


def verbs(document: str) -> list[ET.Element]:
    """Raises BadTwiml for what the carrier would refuse."""
    return rules.read(document, rules.Context.CALL)[0]


def test_the_emergency_number_is_said_in_every_voice_and_then_the_duty_phone_rings() -> None:
    steps = verbs(printed().stdout.strip())

    dial = next(number for number, step in enumerate(steps) if step.tag == "Dial")
    said = {step.get("language", "")[:2] for step in steps[:dial]}
    assert said == set(LANGUAGES) - {"fa", "so", "ur"}
    assert all("112" in (step.text or "") for step in steps[:dial])
    assert [number.text for number in steps[dial]] == [DUTY]
    assert steps[-1].tag == "Hangup"


def test_it_asks_nothing_of_ours_and_is_short_enough() -> None:
    document = printed().stdout.strip()

    assert "/voice/" not in document
    assert "action" not in document
    assert len(document) <= LONGEST


def test_a_language_without_a_voice_is_named_and_not_left_silent() -> None:
    assert [line.split()[3].rstrip(":") for line in printed().stderr.splitlines()] == [
        "fa",
        "so",
        "ur",
    ]


def test_recordings_are_played_from_elsewhere_only(tmp_path: Path) -> None:
    somali = Translations.load(str(TRANSLATIONS), ["so"])
    words = somali.gettext("Something is broken here. In an emergency, call %(number)s.")
    words %= {"number": "112"}
    shelf = tmp_path / "so"
    shelf.mkdir()
    file = f"broken_1-{mark_of(words)}.wav"
    (shelf / file).write_bytes(SILENCE)

    steps = verbs(printed("--folder", str(tmp_path), "--recordings-url", ELSEWHERE).stdout.strip())

    assert f"{ELSEWHERE}/so/{file}" in [step.text for step in steps if step.tag == "Play"]
    assert "Play" not in printed("--folder", str(tmp_path)).stdout


@pytest.mark.parametrize("address", ["http://recordings.example.org", "/recordings"])
def test_an_address_that_the_carrier_cannot_trust_is_refused(address: str) -> None:
    run = CliRunner().invoke(fallback_twiml, ["--policy", str(PRESET), "--recordings-url", address])

    assert run.exit_code == 2
