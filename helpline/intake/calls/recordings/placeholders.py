"""What stands for recordings in demonstrations and tests: a machine speaks, or a tone lasts."""

import shutil
import subprocess
from array import array
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from math import sin, tau
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from helpline.intake.calls.recordings.importing import put
from helpline.intake.calls.recordings.shelf import PLACEHOLDER
from helpline.intake.calls.recordings.slots import Slot
from helpline.sound import RATES, NotASound, Sound, as_numbers, read

SYNTHESISER: Final = "espeak-ng"
"""Free, and in Debian's package of that name."""
NOT_SPOKEN: Final = frozenset({"so"})
RATE: Final = RATES[0]
SECONDS_PER_WORD: Final = 0.35
HUM_HERTZ: Final = 200
LOUDNESS: Final = 2000
SLOWLY: Final = "155"
"""Words a minute."""
PATIENCE_SECONDS: Final = 10
AT_ONCE: Final = 4


def make(slots: Iterable[Slot], folder: Path) -> int:
    """One for each of these slots. Says how many a machine speaks; the others hum."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(lambda slot: _make(slot, folder), slots))


def speak(words: str, language: str) -> Sound | None:
    """A machine's voice. None where it is not installed, or does not know the language."""
    program = shutil.which(SYNTHESISER)
    if program is None or language in NOT_SPOKEN:
        return None
    with TemporaryDirectory() as folder:
        file = Path(folder) / "spoken.wav"
        try:
            subprocess.run(  # noqa: S603  (no shell; the words come by the pipe)
                [program, "-v", language, "-s", SLOWLY, "-w", str(file)],
                input=words.encode(),
                check=True,
                capture_output=True,
                timeout=PATIENCE_SECONDS,
            )
            return _as_on_the_phone(file.read_bytes())
        except (OSError, subprocess.SubprocessError, NotASound):
            return None


def _make(slot: Slot, folder: Path) -> bool:
    spoken = speak(slot.words, slot.language)
    put(folder, slot, spoken or _hum(slot), PLACEHOLDER)
    return spoken is not None


def _as_on_the_phone(data: bytes) -> Sound:
    """As many samples a second as telephones have: of a stand-in every third will do."""
    sound = read(data, any_rate=True)
    every = max(1, round(sound.rate / RATE))
    return Sound(RATE, as_numbers(sound.samples)[::every].tobytes())


def _hum(slot: Slot) -> Sound:
    wave = [round(LOUDNESS * sin(tau * at * HUM_HERTZ / RATE)) for at in range(RATE // HUM_HERTZ)]
    seconds = SECONDS_PER_WORD * len(slot.words.split())
    return Sound(RATE, array("h", wave).tobytes() * round(seconds * HUM_HERTZ))
