"""The companies outside, standing still: what they were asked, and how they fail when told to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

import pytest

from helpline.providers import Leg, Mail
from tests.house import House


@dataclass
class Outside:
    """Carrier and mail relay in one. ``failures`` are raised one by one, then all works."""

    rung: list[Leg] = field(default_factory=list)
    hung_up: list[str] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    on_call: Callable[[], None] = lambda: None
    """Runs in the middle of every outside call."""

    _numbers: Iterator[int] = field(default_factory=count)

    def ring(self, leg: Leg) -> str:
        self.rung.append(leg)
        self._answer()
        return f"CA{next(self._numbers):032d}"

    def hang_up(self, call_ref: str) -> None:
        self.hung_up.append(call_ref)
        self._answer()

    def send_text(self, to: str, words: str, status_url: str) -> str:
        self.texts.append((to, words))
        self._answer()
        return f"SM{next(self._numbers):032d}"

    def send(self, mail: Mail) -> None:
        self.mails.append(mail)
        self._answer()

    def _answer(self) -> None:
        self.on_call()
        if self.failures:
            raise self.failures.pop(0)

    def mailed(self, subject: str) -> list[str]:
        """Who got a mail of this subject."""
        return sorted(mail.to for mail in self.mails if mail.subject == subject)


@pytest.fixture
def outside(house: House, monkeypatch: pytest.MonkeyPatch) -> Outside:
    """Carrier and relay of the worker, answering well unless told otherwise."""
    outside = Outside()
    for name in ("helpline.carrier", "helpline.mailer"):
        monkeypatch.setitem(house.worker.extensions, name, outside)
    return outside
