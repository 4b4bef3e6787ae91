"""What shall go wrong, switched on by a test."""

import time
from dataclasses import asdict, dataclass
from threading import Lock
from typing import Any, Final

REST: Final = frozenset({"", "429", "500", "refused", "lost"})
MAIL: Final = frozenset({"", "451", "550", "lost"})
WEBHOOKS: Final = frozenset({"", "twice", "late", "lost", "swapped", "forged"})
RECORDINGS: Final = frozenset({"", "late", "never", "absent"})


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
    """forged: with a wrong signature. The others concern status reports only, but twice."""
    webhook_times: int = 0
    recording: str = ""
    """late: it exists only after a while; never: nobody is told; absent: nothing was kept."""
    recording_times: int = 0
    seconds: float = 0.5
    """How late is late."""

    @property
    def is_known(self) -> bool:
        known = self.rest in REST and self.mail in MAIL and self.webhooks in WEBHOOKS
        return known and self.recording in RECORDINGS


class Faults:
    def __init__(self) -> None:
        self._lock = Lock()
        self._wanted = _Wanted()

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

    def rest(self) -> str:
        """The fault of the next REST request, or nothing."""
        with self._lock:
            if self._wanted.rest_times < 1:
                return ""
            self._wanted.rest_times -= 1
            return self._wanted.rest

    def mail(self) -> str:
        """The fault of the next mail, or nothing."""
        with self._lock:
            if self._wanted.mail_times < 1:
                return ""
            self._wanted.mail_times -= 1
            return self._wanted.mail

    def recording(self) -> str:
        """What is wrong with the next recording, or nothing."""
        with self._lock:
            if self._wanted.recording_times < 1:
                return ""
            self._wanted.recording_times -= 1
            return self._wanted.recording

    @property
    def late_seconds(self) -> float:
        return self._wanted.seconds

    def webhook(self, among: frozenset[str]) -> str:
        """The fault of the next webhook, or nothing."""
        with self._lock:
            if self._wanted.webhook_times < 1 or self._wanted.webhooks not in among:
                return ""
            self._wanted.webhook_times -= 1
            return self._wanted.webhooks

    def dawdle(self) -> None:
        time.sleep(self._wanted.seconds)
