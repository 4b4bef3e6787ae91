"""What can be heard of a recording: the words that are noted in it, and how long it lasts."""

from dataclasses import dataclass
from typing import Final

from helpline.sound import NotASound, read

SECONDS_UNKNOWN: Final = 3.0
"""Of sound that is not ours: it may be of any kind that the carrier plays."""


@dataclass(frozen=True, slots=True)
class Played:
    words: str = ""
    language: str = ""
    seconds: float = SECONDS_UNKNOWN


def listen_to(data: bytes) -> Played:
    """Nothing but a length where nothing is noted."""
    try:
        sound = read(data)
    except NotASound:
        return Played()
    return Played(sound.notes.get("words", ""), sound.notes.get("language", ""), sound.seconds)
