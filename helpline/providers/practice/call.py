"""One call: its state, what its owner hears, and the keys they press."""

import secrets
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from threading import Condition
from typing import Any, Final

from helpline import clock

FINAL: Final = frozenset({"completed", "busy", "no-answer", "failed", "canceled"})


def new_id(prefix: str) -> str:
    """Shaped like Twilio's: two letters and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)


class CallerGone(Exception):
    """The call is over, whoever ended it."""


class Moved(Exception):
    """The call goes on at another address, whatever it was doing."""

    def __init__(self, url: str, words: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.url = url
        self.words = words or {}
        self.method = "POST"
        self.document = ""


@dataclass(slots=True)
class Heard:
    """One line of a call's transcript."""

    at: datetime
    kind: str
    """say, play, pause, key, note or fault."""
    words: str
    language: str = ""
    voice: str = ""
    cut: bool = False
    """A key was pressed before it was spoken to the end."""


@dataclass(frozen=True, slots=True)
class Callback:
    """Where a leg's changes are reported, and which."""

    url: str = ""
    events: frozenset[str] = frozenset({"completed"})


NOWHERE: Final = Callback()


@dataclass(eq=False, slots=True)
class Call:
    """Guarded by ``change``, the condition that the whole exchange shares."""

    change: Condition
    direction: str
    sender: str
    to: str
    pace: float = 1.0
    """1 is natural; 0 lets everything that lasts pass in no time."""
    sid: str = field(default_factory=lambda: new_id("CA"))
    status: str = "queued"
    parent: str = ""
    callback: Callback = NOWHERE
    sequence: int = -1
    created_at: datetime = field(default_factory=clock.now)
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    heard: list[Heard] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    typed: deque[str] = field(default_factory=deque)
    """Keys pressed and not yet taken."""
    script: deque[str] = field(default_factory=deque)
    """Entries still to be made, one for each Gather; "-" makes none."""
    hurries: bool = False
    """Presses what the script says next without hearing the prompt to its end."""
    forwarded_from: str = ""
    says: deque[str] = field(default_factory=deque)
    """What the caller will say when recorded."""
    mind: Callable[[str], str] | None = None
    """Told what was said since the last question; says what is keyed, as a script does."""
    heeded: int = 0
    """How many lines the mind was told of."""
    language: str = ""
    """Looked for in the first menu that offers several."""
    asking: bool = False
    conference: str = ""
    queue: str = ""
    moved: Moved | None = None
    """Where a REST request wants it to go on."""
    leave: Callable[[], None] = lambda: None
    """Hang up, as the caller would."""
    kept_report: dict[str, str] | None = None
    """The report of its end, if that waits for the last action."""
    _began: float = field(default_factory=time.monotonic)
    _skipped: float = 0
    """Seconds that lasted in the call and not for us."""

    @property
    def is_over(self) -> bool:
        return self.status in FINAL

    @property
    def interrupts(self) -> bool:
        """Whether a key is pressed while something is still said that a key cuts short."""
        return bool(self.typed or (self.hurries and self.script))

    @property
    def clock(self) -> float:
        """Seconds since the call began, as its caller feels them."""
        return time.monotonic() - self._began + self._skipped

    @property
    def seconds(self) -> int:
        """How long it was talked."""
        if self.answered_at is None:
            return 0
        spent = (self.ended_at or clock.now()) - self.answered_at
        return int(spent.total_seconds() + self._skipped)

    def hear(self, kind: str, words: str, language: str = "", voice: str = "") -> Heard:
        with self.change:
            line = Heard(clock.now(), kind, words, language, voice)
            self.heard.append(line)  # nobody waits for words: no need to wake all phones that ring
            return line

    def decide(self) -> str:
        """What somebody who listens keys now; nothing where nobody does."""
        if self.mind is None:
            return ""
        news, self.heeded = self.heard[self.heeded :], len(self.heard)
        return self.mind(" ".join(line.words for line in news if line.kind in {"say", "play"}))

    def press(self, keys: str) -> None:
        with self.change:
            self.typed.extend(key for key in keys if key in "0123456789*#")
            self.change.notify_all()

    def move(self, url: str, *, method: str = "POST", document: str = "") -> None:
        """Go on at an address, or with a document."""
        with self.change:
            self.moved = Moved(url)
            self.moved.method, self.moved.document = method, document
            self.change.notify_all()

    def become(self, status: str) -> bool:
        """Change state, unless it is final already. Says whether it changed."""
        with self.change:
            if self.is_over or status == self.status:
                return False
            self.status = status
            if status == "in-progress":
                self.answered_at = clock.now()
            if status in FINAL:
                self.ended_at = clock.now()
            self.change.notify_all()
            return True

    def wait(self, seconds: float | None, ready: Callable[[], bool]) -> bool:
        """Wait until ready, or the time is up. Raises CallerGone or Moved meanwhile."""
        with self.change:
            self.change.wait_for(lambda: self.is_over or self.moved is not None or ready(), seconds)
            if self.is_over:
                raise CallerGone
            if self.moved is not None:
                moved, self.moved = self.moved, None
                raise moved
            return ready()

    def lasts(self, seconds: float, ready: Callable[[], bool]) -> bool:
        """Let this much of the caller's time pass, unless it is ready before."""
        if self.wait(seconds * self.pace, ready):
            return True
        self._skipped += seconds * (1 - self.pace)
        return False

    def shown(self, since: int = 0) -> dict[str, Any]:
        """For the control pages: everything from transcript line ``since`` on."""
        with self.change:
            lines = [{**asdict(line), "at": line.at.isoformat()} for line in self.heard[since:]]
            return {
                "sid": self.sid,
                "direction": self.direction,
                "from": self.sender,
                "to": self.to,
                "status": self.status,
                "over": self.is_over,
                "asking": self.asking,
                "queue": self.queue,
                "conference": self.conference,
                "heard": lines,
                "warnings": list(self.warnings),
            }
