"""A phone without a house: it can say everything, and has a shelf for recordings."""

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpline.cli.phone_words import Place, at
from helpline.embedded.instance import PRESET
from helpline.intake.calls.prompts.speaking import has_voice
from helpline.intake.calls.recordings.importing import put
from helpline.intake.calls.recordings.lacking import can_be_offered
from helpline.intake.calls.recordings.shelf import Shelf, current_shelf, put_up
from helpline.intake.calls.recordings.slots import Slot, slots_of
from helpline.policy import current_policy
from helpline.sound import Sound, write
from tests.house import House


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "recordings"


@pytest.fixture
def phone(folder: Path) -> Iterator[Shelf]:
    """For real callers: no stand-ins."""
    with at(Place(PRESET, folder, is_demonstration=False)):
        yield current_shelf()


def voice(*, seconds: float = 1, rate: int = 8000, loudness: int = 9000) -> bytes:
    """Somebody says something, as far as a machine can tell."""
    wave = array("h", [loudness, -loudness]).tobytes()
    return write(Sound(rate, wave * int(seconds * rate / 2)))


def somali(name: str = "danger_1") -> Slot:
    slots = slots_of("so", current_policy().calls.languages)
    return next(slot for slot in slots if slot.name == name)


def record(folder: Path, *slots: Slot, source: str = "speaker") -> None:
    """As a person who reads aloud leaves it."""
    wave = array("h", [9000, -9000] * 4000).tobytes()
    for slot in slots:
        put(folder, slot, Sound(8000, wave), source)


@pytest.fixture
def menu(house: House, folder: Path) -> Iterator[tuple[str, ...]]:
    """Somebody has read everything aloud that no voice can say."""
    with house.public.test_request_context():
        before, offered = current_shelf(), current_policy().calls.languages
        for language in offered:
            if not has_voice(language):
                record(folder, *slots_of(language, offered))
        put_up(Shelf(folder, offered=offered))
        assert can_be_offered() == offered
    yield offered
    with house.public.app_context():
        put_up(before)
