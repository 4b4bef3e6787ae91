"""Recordings: sounds as long as what was said, kept until somebody deletes them."""

import io
import math
import wave
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from helpline import clock
from helpline.providers.practice.call import new_id

SAMPLES_PER_SECOND: Final = 8000
HUM_HERTZ: Final = 220
_LOUDNESS: Final = 60
_SILENCE: Final = 128


@dataclass(eq=False, slots=True)
class Recording:
    """A hum as long as what was said; the words are kept beside it, for the transcript."""

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
        """A WAV file: 8 bit, mono, as telephones sound."""
        length = self.seconds * SAMPLES_PER_SECOND
        hum = (
            _SILENCE + round(_LOUDNESS * math.sin(math.tau * HUM_HERTZ * i / SAMPLES_PER_SECOND))
            for i in range(SAMPLES_PER_SECOND)
        )
        second = bytes(hum) if self.words else bytes([_SILENCE]) * SAMPLES_PER_SECOND
        kept = io.BytesIO()
        with wave.open(kept, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(1)
            file.setframerate(SAMPLES_PER_SECOND)
            file.writeframes((second * self.seconds)[:length])
        return kept.getvalue()
