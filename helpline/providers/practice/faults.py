"""What shall go wrong, switched on by a test: the next so many times, or ever so often."""

import time
from collections import Counter
from dataclasses import asdict, dataclass
from threading import Lock
from typing import Any, Final

from helpline.providers.practice.disturbances import CALM, Disturbances, Shares

REST: Final = frozenset({"", "429", "500", "refused", "lost"})
MAIL: Final = frozenset({"", "451", "550", "lost"})
PAGES: Final = frozenset({"twice", "at once", "forged", "lost", "unheard", "slow"})
REPORTS: Final = frozenset({"twice", "late", "lost", "swapped"})
RECORDINGS: Final = frozenset({"", "late", "never", "absent", "untold"})

SLOW_SECONDS: Final = 3.0


class NoSuchFault(ValueError):
    """A fault that nobody can switch on."""


@dataclass(slots=True)
class _Wanted:
    rest: str = ""
    """429, 500 and refused do nothing; lost does it and never answers."""
    rest_times: int = 0
    mail: str = ""
    """451 and 550 keep nothing; lost keeps the mail and breaks the connection."""
    mail_times: int = 0
    webhooks: str = ""
    """forged: with a wrong signature. Of the others see disturbances; late lasts ``seconds``."""
    webhook_times: int = 0
    pages: str = ""
    """Like webhooks, but of pages that lead a call only."""
    page_times: int = 0
    pages_before: int = 0
    """How many go well before that."""
    recording: str = ""
    """late: it exists only after a while; never: it never does, and nobody is told; untold: it
    exists, and the report is lost; absent: nothing was kept."""
    recording_times: int = 0
    seconds: float = 0.5
    """How late is late, and how slow is slow."""

    @property
    def is_known(self) -> bool:
        known = self.rest in REST and self.mail in MAIL and self.recording in RECORDINGS
        return known and self.webhooks in {"", *REPORTS, *PAGES} and self.pages in {"", *PAGES}


class Faults:
    def __init__(self) -> None:
        self._lock = Lock()
        self._wanted = _Wanted()
        self._often = CALM
        self._met: Counter[str] = Counter()

    def want(self, wishes: dict[str, Any]) -> dict[str, Any]:
        """Replace all wishes. Raises NoSuchFault."""
        try:
            wanted = _Wanted(**wishes)
        except TypeError:
            raise NoSuchFault("no such fault") from None
        if not wanted.is_known:
            raise NoSuchFault("no such fault")
        with self._lock:
            self._wanted = wanted
            return asdict(wanted)

    def disturb(self, often: Disturbances) -> None:
        """From now on, until told otherwise."""
        with self._lock:
            self._often = often
            self._met.clear()

    @property
    def seed(self) -> int:
        return self._often.seed

    def slow_seconds(self) -> float:
        """How long a slow answer takes."""
        return max(self._wanted.seconds, SLOW_SECONDS)

    @property
    def late_seconds(self) -> float:
        return self._wanted.seconds

    def rest(self, what: str) -> str:
        """The fault of a REST request, or nothing."""
        return self._next("rest", "rest_times", REST) or self._drawn(self._often.rest, what)

    def mail(self) -> str:
        """The fault of the next mail, or nothing."""
        return self._next("mail", "mail_times", MAIL)

    def recording(self) -> str:
        """What is wrong with the next recording, or nothing."""
        return self._next("recording", "recording_times", RECORDINGS)

    def page(self, what: str) -> str:
        """The fault of a webhook that leads a call, or nothing."""
        wanted = "" if self._goes_well() else self._next("pages", "page_times", PAGES)
        wanted = wanted or self._next("webhooks", "webhook_times", PAGES - {"lost"})
        return wanted or self._drawn(self._often.webhooks, what)

    def report(self, what: str) -> str:
        """The fault of a report, or nothing."""
        wanted = self._next("webhooks", "webhook_times", REPORTS)
        drawn = wanted or self._drawn(self._often.reports, what)
        # What is drawn is late as far as the next one, and not by the clock.
        return drawn if wanted else {"late": "swapped"}.get(drawn, drawn)

    def dawdle(self) -> None:
        time.sleep(self._wanted.seconds)

    def _goes_well(self) -> bool:
        with self._lock:
            self._wanted.pages_before -= 1
            return self._wanted.pages_before >= 0

    def _next(self, kind: str, times: str, among: frozenset[str]) -> str:
        with self._lock:
            wanted: str = getattr(self._wanted, kind)
            left: int = getattr(self._wanted, times)
            if left < 1 or wanted not in among:
                return ""
            setattr(self._wanted, times, left - 1)
            return wanted

    def _drawn(self, shares: Shares, what: str) -> str:
        if not shares:
            return ""
        with self._lock:
            self._met[what] += 1
            met = self._met[what]
        return self._often.draw(shares, f"{what}|{met}")
