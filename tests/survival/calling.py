"""Somebody who calls again and again while things break, and listens like anybody else."""

import re
import time
from random import Random
from threading import Event, Thread
from typing import Final

from helpline.providers.practice.remote import Remote
from tests.running import System
from tests.survival.acting import Remembered

PATIENCE: Final = 25.0
"""Seconds after which a caller hangs up and tries again later."""
BETWEEN: Final = 0.05
PAUSE: Final = 4.0
"""Before the next call: others need the machine too."""
KINDS: Final = ("danger", "callback")
NUMBER: Final = "+12025550142"
PRESSES: Final = {
    "danger": (
        r"If someone is in danger now, press (\d)",
        r"talk with you now because there is danger, press (\d)",
    ),
    "callback": (
        r"For English, press (\d)",
        r"work with people and have a question, press (\d)",
        r"want us to call you back, press (\d)",
        r"To be called [^.]*, press (\d)",
    ),
}
"""What a caller waits for before each key; the last may be asked more than once."""
CONFIRMED: Final = {
    "danger": "We are calling our people on duty",
    "callback": "Thank you. We will call you",
}


class Caller:
    """One call after the other, in a thread of their own, until told to stop."""

    def __init__(self, system: System, remembered: Remembered, seed: int) -> None:
        self._line = Remote(system.practice)
        self._remembered = remembered
        self._chance = Random(f"{seed}/calls")  # noqa: S311  (to be replayed, not to be secret)
        self._enough = Event()
        self._thread = Thread(target=self._call_on, name="caller")
        self.tried = 0

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._enough.set()
        self._thread.join()

    def _call_on(self) -> None:
        while not self._enough.is_set():
            kind = self._chance.choice(KINDS)
            self.tried += 1
            sid = self._line.call_in(NUMBER)
            if self._walk(sid, kind):
                self._remembered.by_phone[kind].append(sid)
            self._line.hang_up(sid)
            self._enough.wait(PAUSE)

    def _walk(self, sid: str, kind: str) -> bool:
        """Whether the caller was told that it was done."""
        keys, heard_before = list(PRESSES[kind]), 0
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            call = self._line.call(sid)
            heard = [line["words"] for line in call["heard"]]
            said = " ".join(heard[heard_before:])
            if not keys[1:] and CONFIRMED[kind] in said:
                return True
            if found := re.search(keys[0], said):
                heard_before = len(heard)
                self._line.press(sid, found[1])
                keys = keys[1:] or keys
            if call["over"]:
                return False
            time.sleep(BETWEEN)
        return False
