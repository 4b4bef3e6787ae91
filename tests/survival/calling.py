"""Somebody who calls again and again while things break, and listens like anybody else."""

from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Event
from typing import Final

from helpline.providers.practice.remote import Remote
from tests.callers import (
    HAS_LEFT_A_MESSAGE,
    IN_DANGER,
    PEOPLE_ARE_CALLED,
    TO_BE_CALLED_BACK,
    TO_LEAVE_A_MESSAGE,
    WILL_BE_CALLED,
    walk,
)
from tests.running import System
from tests.survival.acting import Remembered
from tests.survival.talking import Talks

PATIENCE: Final = 25.0
"""Seconds after which a caller hangs up and tries again later."""
PAUSE: Final = 2.0
"""Before the next call: others need the machine too."""
IN_CALM: Final = 75.0
"""The same, once nothing breaks any more."""
MOST_TRIES: Final = 3
"""Of one kind, then."""
NUMBER: Final = "+12025550142"
WALKS: Final = {
    "danger": (IN_DANGER, PEOPLE_ARE_CALLED),
    "callback": (TO_BE_CALLED_BACK, WILL_BE_CALLED),
    "message": (TO_LEAVE_A_MESSAGE, HAS_LEFT_A_MESSAGE),
}
KINDS: Final = (*WALKS, "talk")


class Caller:
    """One call after the other, in a thread of their own, until told to stop."""

    def __init__(self, system: System, remembered: Remembered, seed: int) -> None:
        self._line = Remote(system.practice)
        self._remembered = remembered
        self._chance = Random(f"{seed}/calls")  # noqa: S311  (to be replayed, not to be secret)
        self._talks = Talks(system, self._chance)
        self._enough = Event()
        self._pool = ThreadPoolExecutor(1, "caller")
        self.tried = 0

    def start(self) -> None:
        self._doing = self._pool.submit(self._call_on)

    def stop(self) -> None:
        """Raises what stopped them before."""
        self._enough.set()
        self._pool.shutdown()
        self._doing.result()

    def make_up(self) -> None:
        """Nothing breaks any more: every kind of call comes to its end at least once."""
        for kind in KINDS:
            for _try in range(MOST_TRIES):
                if not self._remembered.by_phone[kind]:
                    self._call(kind, IN_CALM)

    def _call_on(self) -> None:
        while not self._enough.is_set():
            self._call(self._chance.choice(KINDS), PATIENCE)
            self._enough.wait(PAUSE)

    def _call(self, kind: str, patience: float) -> None:
        self.tried += 1
        sid = self._talks.talk(patience) if kind == "talk" else self._walk(kind, patience)
        if sid:
            self._remembered.by_phone[kind].append(sid)

    def _walk(self, kind: str, patience: float) -> str:
        """The call, if they were told that it was done."""
        words = f"spoken{self.tried:03}x"
        sid = self._line.call_in(NUMBER, says=words)
        self._remembered.spoken[sid] = words
        presses, told = WALKS[kind]
        is_done = walk(self._line, sid, presses, told, patience=patience)
        self._line.hang_up(sid)
        return sid if is_done else ""
