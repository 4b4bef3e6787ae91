"""Recordings: sounds as long as what was said, kept until somebody deletes them."""

import math
from array import array
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from helpline import clock
from helpline.providers.practice.call import new_id
from helpline.sound import Sound, write

SAMPLES_PER_SECOND: Final = 8000
HUM_HERTZ: Final = 220
_LOUDNESS: Final = 15_000


@dataclass(eq=False, slots=True)
class Recording:
    """A hum as long as what was said; the words are noted in it, as nobody hears them in a hum."""

    call_sid: str
    words: str = ""
    lasted: float = 0
    status: str = "in-progress"
    sid: str = field(default_factory=lambda: new_id("RE"))
    started_at: datetime = field(default_factory=clock.now)

    @property
    def seconds(self) -> int:
        return math.ceil(self.lasted)

    def sound(self) -> bytes:
        """A WAV file."""
        second = _hum() if self.words else bytes(2 * SAMPLES_PER_SECOND)
        return write(Sound(SAMPLES_PER_SECOND, second * self.seconds, {"words": self.words}))


def _hum() -> bytes:
    """For one second."""
    turns = (math.tau * HUM_HERTZ * i / SAMPLES_PER_SECOND for i in range(SAMPLES_PER_SECOND))
    return array("h", (round(_LOUDNESS * math.sin(turn)) for turn in turns)).tobytes()
