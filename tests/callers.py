"""Callers who listen like anybody else, and press what they are told to press."""

import re
import time
from collections.abc import Sequence
from typing import Final

from helpline.providers.practice.remote import Remote

BETWEEN: Final = 0.05
TO_BE_CALLED_BACK: Final = (
    r"For English, press (\d)",
    r"work with people and have a question, press (\d)",
    r"(?:want us to call you back|would rather be called back), press (\d)",
    r"To be called [^.]*, press (\d)",
)
"""What a caller waits for before each key; the last may be asked more than once."""
WILL_BE_CALLED: Final = "Thank you. We will call you"
IN_DANGER: Final = (
    r"If someone is in danger now, press (\d)",
    r"talk with you now because there is danger, press (\d)",
)
PEOPLE_ARE_CALLED: Final = "We are calling our people on duty"


def walk(line: Remote, sid: str, presses: Sequence[str], told: str, *, patience: float) -> bool:
    """Press each key when it is named, until this is told. False: it was not, in that time."""
    keys, heard_before = list(presses), 0
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        call = line.call(sid)
        heard = [each["words"] for each in call["heard"]]
        said = " ".join(heard[heard_before:])
        if not keys[1:] and told in said:
            return True
        if found := re.search(keys[0], said):
            heard_before = len(heard)
            line.press(sid, found[1])
            keys = keys[1:] or keys
        if call["over"]:
            return False
        time.sleep(BETWEEN)
    return False
