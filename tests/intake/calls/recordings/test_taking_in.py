"""Only what the phone can play is taken in, and it is bound to the very words that it says."""

from pathlib import Path

import pytest

from helpline.intake.calls.recordings.importing import NotTaken, take_in
from helpline.intake.calls.recordings.shelf import Shelf
from helpline.intake.calls.recordings.slots import Slot
from helpline.sound import read, write
from tests.intake.calls.recordings.conftest import record, somali, voice


def test_a_recording_is_found_by_its_words(phone: Shelf, folder: Path, tmp_path: Path) -> None:
    file, slot = tmp_path / "said.wav", somali()
    file.write_bytes(voice())

    place = take_in(file, slot, folder)

    assert phone.find("so", slot.words) == place.name
    assert read(place.read_bytes()).notes["words"] == slot.words


def test_one_letter_changed_and_it_is_missing_again(phone: Shelf, folder: Path) -> None:
    slot = somali()
    record(folder, slot)

    assert phone.find("so", slot.words)
    assert not phone.find("so", slot.words.replace("112", "110"))
    assert not phone.find("fa", slot.words)


def test_a_recording_that_comes_later_is_found_without_a_new_start(
    phone: Shelf, folder: Path
) -> None:
    one, other = somali("danger_1"), somali("danger_2")
    record(folder, one)
    assert not phone.find("so", other.words)

    record(folder, other)

    assert phone.find("so", other.words)


def test_a_stand_in_is_as_good_as_missing_for_real_callers(phone: Shelf, folder: Path) -> None:
    slot = somali()
    record(folder, slot, source="placeholder")

    assert not phone.find("so", slot.words)
    assert Shelf(folder, with_placeholders=True).find("so", slot.words)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Words, not sounds.", "no WAV"),
        (b"ID3\x04 an MP3 that says it is a WAV", "no WAV"),
        (voice()[:-100], "cut off"),
        (voice(seconds=61), "longer than 60 seconds"),
        (b"\0" * (5 * 1024 * 1024), "longer than 60 seconds"),
        (voice(seconds=0.1), "too short"),
        (voice(loudness=20), "is silent"),
        (voice(rate=22050), "22050 samples"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_cannot_be_played_stays_outside(
    phone: Shelf, folder: Path, tmp_path: Path, data: bytes, reason: str
) -> None:
    file = tmp_path / "said.wav"
    file.write_bytes(data)

    with pytest.raises(NotTaken, match=reason):
        take_in(file, somali(), folder)

    assert not folder.exists()


def test_a_stand_in_cannot_be_taken_in_as_a_persons(
    phone: Shelf, folder: Path, tmp_path: Path
) -> None:
    slot = somali()
    record(folder, slot, source="placeholder")
    made = folder / "so" / slot.file

    with pytest.raises(NotTaken, match="a machine made"):
        take_in(made, slot, tmp_path / "other")


def test_a_damaged_file_on_the_shelf_is_no_recording(phone: Shelf, folder: Path) -> None:
    slot = somali()
    record(folder, slot)
    (folder / "so" / slot.file).write_bytes(b"half of it")
    (folder / "so" / "another.wav").write_bytes(write(read(voice())))

    assert phone.files("so") == {}


def test_a_language_that_is_none_has_no_place(phone: Shelf) -> None:
    assert phone.place("../keys") is None
    assert phone.find("../keys", "words") == ""


def test_the_name_says_slot_and_words() -> None:
    one = Slot("danger_1", "so", "one")
    other = Slot("danger_1", "so", "other")

    assert one.file.startswith("danger_1-")
    assert one.file != other.file
