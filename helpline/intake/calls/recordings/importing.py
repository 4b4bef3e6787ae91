"""Taking a recording in: only what the phone can play, bound to the words that it says."""

import os
from pathlib import Path
from typing import Final

from helpline.intake.calls.recordings.shelf import PLACEHOLDER
from helpline.intake.calls.recordings.slots import Slot
from helpline.sound import NotASound, Sound, read, write

LONGEST_SECONDS: Final = 60
SHORTEST_SECONDS: Final = 0.3
SILENCE: Final = 300
"""Quieter than this, of 32768, nobody has spoken."""
SPEAKER: Final = "speaker"
_LARGEST: Final = 4 * 1024 * 1024


class NotTaken(Exception):
    """A file that stays outside. Says why."""


def take_in(file: Path, slot: Slot, folder: Path) -> Path:
    """Put a person's recording where it belongs. Raises NotTaken; nothing changes then."""
    return put(folder, slot, _checked(file), SPEAKER)


def put(folder: Path, slot: Slot, sound: Sound, source: str) -> Path:
    """Whole or not at all, over an older one of the same words."""
    place = folder / slot.language / slot.file
    place.parent.mkdir(parents=True, exist_ok=True)
    notes = {"slot": slot.name, "words": slot.words, "language": slot.language, "source": source}
    fresh = place.with_suffix(f".{os.getpid()}.new")
    fresh.write_bytes(write(Sound(sound.rate, sound.samples, notes)))
    fresh.replace(place)
    return place


def _checked(file: Path) -> Sound:
    try:
        if file.stat().st_size > _LARGEST:
            raise NotTaken(f"{file.name}: is longer than {LONGEST_SECONDS} seconds")
        sound = read(file.read_bytes())
    except (NotASound, OSError) as error:
        raise NotTaken(f"{file.name}: cannot be used: {error}") from None
    if fault := _fault(sound):
        raise NotTaken(f"{file.name}: {fault}")
    return sound


def _fault(sound: Sound) -> str:
    if sound.seconds > LONGEST_SECONDS:
        return f"is longer than {LONGEST_SECONDS} seconds"
    if sound.seconds < SHORTEST_SECONDS:
        return "is too short to say anything"
    if sound.notes.get("source") == PLACEHOLDER:
        return "is a placeholder that a machine made"
    return "is silent" if sound.loudest < SILENCE else ""
