"""Somebody who calls again and again while things break, and listens like anybody else."""

from random import Random
from threading import Event, Thread
from typing import Final

from helpline.providers.practice.remote import Remote
from tests.callers import IN_DANGER, PEOPLE_ARE_CALLED, TO_BE_CALLED_BACK, WILL_BE_CALLED, walk
from tests.running import System
from tests.survival.acting import Remembered

PATIENCE: Final = 25.0
"""Seconds after which a caller hangs up and tries again later."""
PAUSE: Final = 2.0
"""Before the next call: others need the machine too."""
KINDS: Final = ("danger", "callback")
NUMBER: Final = "+12025550142"
WALKS: Final = {
    "danger": (IN_DANGER, PEOPLE_ARE_CALLED),
    "callback": (TO_BE_CALLED_BACK, WILL_BE_CALLED),
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
            if walk(self._line, sid, *WALKS[kind], patience=PATIENCE):
                self._remembered.by_phone[kind].append(sid)
            self._line.hang_up(sid)
            self._enough.wait(PAUSE)
