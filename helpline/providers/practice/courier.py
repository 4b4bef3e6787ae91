"""Carries status reports to the helpline, one after the other, with the faults asked for."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from random import Random
from threading import Event, Thread
from typing import Final
from urllib.parse import urlsplit

from helpline.providers.practice.faults import Faults
from helpline.providers.practice.transport import Broken, Browser, Page

KEPT_BACK_SECONDS: Final = 0.5
"""What waits for the next one goes out after this long at the latest."""
MOST_SHUFFLED: Final = 4
PATIENCE_SECONDS: Final = 5.0
_WAITS: Final = frozenset({"swapped", "shuffled"})
Heed = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Report:
    url: str
    form: dict[str, str]
    heed: Heed | None = None
    """Who wants to know what the helpline answered."""

    @property
    def name(self) -> str:
        """What it is about, for the dice."""
        about = self.form.get("CallStatus") or self.form.get("StatusCallbackEvent", "")
        return f"{self.form.get('From', '')}|{urlsplit(self.url).path}|{about}"


class Courier:
    """Reports have no fallback; what nobody takes is lost, as with Twilio."""

    def __init__(self, browser: Browser, faults: Faults) -> None:
        self._browser = browser
        self._faults = faults
        self._waiting: SimpleQueue[Report | Event] = SimpleQueue()
        self._kept_back: list[Report] = []
        self._shuffles = False
        Thread(target=self._carry, name="courier", daemon=True).start()

    def send(self, url: str, form: Mapping[str, str], heed: Heed | None = None) -> None:
        if url:
            self._waiting.put(Report(url, dict(form), heed))

    def settle(self) -> None:
        """Wait until everything was delivered, or lost. Waits for nobody who sends more."""
        done = Event()
        self._waiting.put(done)
        done.wait(PATIENCE_SECONDS)

    def _carry(self) -> None:
        while True:
            try:
                report = self._waiting.get(timeout=KEPT_BACK_SECONDS if self._kept_back else None)
            except Empty:
                self._release()
                continue
            if isinstance(report, Event):
                self._release()
                report.set()
                continue
            fault = self._faults.report(report.name)
            if fault in _WAITS and (fault == "shuffled" or not self._kept_back):
                self._keep_back(report, shuffles=fault == "shuffled")
            else:
                self._deliver(report, "" if fault in _WAITS else fault)
                self._release()

    def _keep_back(self, report: Report, *, shuffles: bool) -> None:
        self._shuffles = shuffles
        self._kept_back.append(report)
        if shuffles and len(self._kept_back) >= MOST_SHUFFLED:
            self._release()

    def _release(self) -> None:
        kept, self._kept_back = self._kept_back, []
        if self._shuffles:
            names = "|".join(report.name for report in kept)
            Random(f"{self._faults.seed}|{names}").shuffle(kept)  # noqa: S311  (a die)
        for report in kept:
            self._deliver(report, "")

    def _deliver(self, report: Report, fault: str) -> None:
        if fault == "lost":
            return
        if fault == "late":
            self._faults.dawdle()
        if fault == "imposter":
            self._browser.imposter(report.url, report.form)
        with suppress(Broken):
            page = self._browser.ask(report.url, report.form, disturbed=False)
            if report.heed is not None:
                report.heed(page)
        if fault == "twice":
            with suppress(Broken):
                self._browser.ask(report.url, report.form, disturbed=False)
