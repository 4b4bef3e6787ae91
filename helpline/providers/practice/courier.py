"""Carries status reports to the helpline, one after the other, with the faults asked for."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from queue import SimpleQueue
from threading import Thread
from typing import Final

from helpline.providers.practice.faults import Faults
from helpline.providers.practice.transport import Broken, Browser, Page

_FAULTS: Final = frozenset({"twice", "late", "lost", "swapped"})
Heed = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Report:
    url: str
    form: dict[str, str]
    heed: Heed | None = None
    """Who wants to know what the helpline answered."""


class Courier:
    """Reports have no fallback; what nobody takes is lost, as with Twilio."""

    def __init__(self, browser: Browser, faults: Faults) -> None:
        self._browser = browser
        self._faults = faults
        self._waiting: SimpleQueue[Report] = SimpleQueue()
        self._kept_back: list[Report] = []
        Thread(target=self._carry, name="courier", daemon=True).start()

    def send(self, url: str, form: Mapping[str, str], heed: Heed | None = None) -> None:
        if url:
            self._waiting.put(Report(url, dict(form), heed))

    def _carry(self) -> None:
        while True:
            report = self._waiting.get()
            fault = self._faults.webhook(_FAULTS)
            if fault == "swapped":
                self._kept_back.append(report)
                continue
            self._deliver(report, fault)
            while self._kept_back:
                self._deliver(self._kept_back.pop(0), "")

    def _deliver(self, report: Report, fault: str) -> None:
        if fault == "lost":
            return
        if fault == "late":
            self._faults.dawdle()
        for _time in range(2 if fault == "twice" else 1):
            with contextlib.suppress(Broken):
                page = self._browser.ask(report.url, report.form)
                if report.heed is not None:
                    report.heed(page)
                    report = replace(report, heed=None)
