"""Callers who listen like anybody else, and press what they are told to press."""

import re
import time
from collections.abc import Sequence
from typing import Final

from helpline.providers.practice.remote import Remote

BETWEEN: Final = 0.05
Press = str | tuple[str, str]
"""What a caller waits for before a key, which it names; or what they wait for and then key."""
ENGLISH: Final = r"For English, press (\d)"
QUESTION: Final = r"work with people and have a question, press (\d)"
TO_BE_CALLED_BACK: Final = (
    ENGLISH,
    QUESTION,
    r"(?:want us to call you back|would rather be called back), press (\d)",
    r"To be called [^.]*, press (\d)",
)
"""Each may be asked more than once: whoever waits for a person is asked for their wish again."""
TO_LEAVE_A_MESSAGE: Final = (
    ENGLISH,
    QUESTION,
    r"(?:would rather be called back|leave a message for us), press (\d)",
)
HAS_LEFT_A_MESSAGE: Final = "What you said after the tone will be listened to"
WILL_BE_CALLED: Final = "Thank you. We will call you"
IN_DANGER: Final = (
    r"If someone is in danger now, press (\d)",
    r"talk with you now because there is danger, press (\d)",
)
PEOPLE_ARE_CALLED: Final = "We are calling our people on duty"


def to_be_called_at(number: str) -> tuple[Press, ...]:
    """At another number than the one that they call from."""
    return (
        *TO_BE_CALLED_BACK[:-1],
        r"or soon after, press (\d)",
        r"To be called at another number, press (\d)",
        ("Please key the number", f"{number}#"),
        r"If that is right, press (\d)",
    )


def walk(line: Remote, sid: str, presses: Sequence[Press], told: str, *, patience: float) -> bool:
    """Press each key when it is named, until this is told. False: it was not, in that time.

    A key that is named again is pressed again. Only what was said since the last key counts:
    before that one was taken, the old words may be said once more.
    """
    done, heard_then = 0, 0
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        call = line.call(sid)
        kinds = [each["kind"] for each in call["heard"]]
        taken = max((number for number, kind in enumerate(kinds, 1) if kind == "key"), default=0)
        said = " ".join(each["words"] for each in call["heard"][taken:])
        if done >= len(presses) - 1 and told in said:
            return True
        if taken >= heard_then and (key := _named(presses[done : done + 1], said)):
            done, heard_then = done + 1, len(kinds) + 1
            line.press(sid, key)
        elif taken >= heard_then and (key := _named(presses[max(done - 1, 0) : done], said)):
            heard_then = len(kinds) + 1
            line.press(sid, key)
        if call["over"]:
            return False
        time.sleep(BETWEEN)
    return False


def _named(presses: Sequence[Press], said: str) -> str:
    """What to key at these words: the first of these presses that is asked for, or nothing."""
    for press in presses:
        awaited, keyed = (press, "") if isinstance(press, str) else press
        if found := re.search(awaited, said):
            return keyed or found[1]
    return ""
