"""All that the phone company knows, in memory: calls, conferences, texts, and what was asked."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from threading import Condition, RLock
from typing import Any, Final, Protocol

import requests
from requests.adapters import BaseAdapter

from helpline import clock
from helpline.providers.practice.call import FINAL, Call, Callback
from helpline.providers.practice.conference import Conference
from helpline.providers.practice.courier import Courier
from helpline.providers.practice.disturbances import CALM
from helpline.providers.practice.faults import Faults
from helpline.providers.practice.queues import Queue
from helpline.providers.practice.setup import Setup
from helpline.providers.practice.sounds import Recording
from helpline.providers.practice.texts import Text
from helpline.providers.practice.transport import Browser
from helpline.providers.practice.wire import Wire

API_VERSION: Final = "2010-04-01"
MOST_IN_QUEUE: Final = 100
_EVENT_OF: Final = {
    "queued": "initiated",
    "initiated": "initiated",
    "ringing": "ringing",
    "in-progress": "answered",
}


@dataclass(frozen=True, slots=True)
class Habit:
    """What the owner of a phone does when it rings, until told otherwise."""

    then: str = "wait"
    """wait (for a person to act), answer, busy, never or fail (no such phone)."""
    keys: str = ""
    seconds: float = 0


class _Emptied(Protocol):
    def clear(self) -> None: ...


class Exchange:
    """One lock for everything: a practice line has a handful of calls."""

    def __init__(self, setup: Setup, ways: Mapping[str, BaseAdapter] | None = None) -> None:
        """``ways``: how addresses are reached that begin so, other than by the network."""
        self.setup = setup
        self._ways = ways or {}
        self.change = Condition(RLock())
        self.faults = Faults()
        self.calls: dict[str, Call] = {}
        self.conferences: dict[str, Conference] = {}
        self.queues: dict[str, Queue] = {}
        self.recordings: dict[str, Recording] = {}
        self.texts: list[Text] = []
        self.fates: dict[str, tuple[str, ...]] = {}
        """What becomes of texts to a number, in order; otherwise sent and delivered."""
        self.overrides: dict[str, dict[str, str]] = {}
        """What was changed about a number of the line since the setup."""
        self.habits: dict[str, Habit] = {}
        self.log: deque[dict[str, Any]] = deque(maxlen=10_000)
        self.courier = Courier(self.browser(), self.faults)

    def browser(self) -> Browser:
        session, setup = requests.Session(), self.setup
        for start, way in self._ways.items():
            session.mount(start, way)
        slow = self.faults.slow_seconds
        wire = Wire(session, setup.signing_secret, setup.signature_header, slow)
        return Browser(wire, setup.public_base_url, self.faults)

    def new_call(
        self, direction: str, sender: str, to: str, *, callback: Callback, parent: str = ""
    ) -> Call:
        call = Call(self.change, direction, sender, to, callback=callback, parent=parent)
        call.pace = self.setup.pace
        call.leave = partial(self.become, call, "completed")
        with self.change:
            self.calls[call.sid] = call
            self.change.notify_all()
        return call

    def become(self, call: Call, status: str) -> None:
        """Change a call's state and report it, if its owner wants to know."""
        with self.change:
            if not call.become(status):
                return
            if _EVENT_OF.get(status, "completed") not in call.callback.events:
                return
            choices = self.setup.undocumented
            if status == "in-progress" and choices.answered_told_twice:
                self._report(call, {"CallStatus": "answered"})
            late = call.direction == "inbound" and not choices.status_before_action
            if status in FINAL and late:
                call.kept_report = {}
            else:
                self._report(call)

    def finish(self, call: Call) -> None:
        """The call's last page was asked: what was kept back until then is reported."""
        with self.change:
            if call.kept_report is not None:
                call.kept_report = None
                self._report(call)

    def words(self, call: Call) -> dict[str, str]:
        """The parameters that come with every request about a call."""
        words = {
            "AccountSid": self.setup.account,
            "ApiVersion": API_VERSION,
            "CallSid": call.sid,
            "CallStatus": call.status,
            "Direction": "inbound" if call.direction == "inbound" else "outbound-api",
            "From": call.sender,
            "Caller": call.sender,
            "To": call.to,
            "Called": call.to,
        }
        more = {"ParentCallSid": call.parent, "ForwardedFrom": call.forwarded_from}
        return words | {name: value for name, value in more.items() if value}

    def conference(self, name: str, callback: Callback) -> Conference:
        """The one of this name that is under way, or a new one."""
        with self.change:
            for known in self.conferences.values():
                if known.name == name and not known.is_over:
                    return known
            new = Conference(name, self._tell, callback)
            self.conferences[new.sid] = new
            return new

    def queue(self, name: str, most: int = 0) -> Queue:
        """The one of this name, or a new one."""
        with self.change:
            for known in self.queues.values():
                if known.name == name:
                    return known
            new = Queue(name, most or MOST_IN_QUEUE)
            self.queues[new.sid] = new
            return new

    def line(self, number: str) -> dict[str, str]:
        """What is asked and told about a number of the line."""
        setup = self.setup
        return {
            "voice_url": setup.url(setup.voice_path),
            "voice_fallback_url": setup.url(setup.fallback_path),
            "status_callback": setup.url(setup.status_path),
            "sms_url": setup.url(setup.text_path),
        } | self.overrides.get(number, {})

    def record(self, entry: dict[str, Any]) -> None:
        self.log.append({"at": clock.now().isoformat(), **entry})

    def forget(self) -> None:
        """Every call ends, and is reported to nobody; nothing that happened is known any more."""
        with self.change:
            for call in self.calls.values():
                call.become("canceled")
            known: tuple[_Emptied, ...] = (self.calls, self.conferences, self.queues, self.texts)
            known += (self.recordings, self.fates, self.overrides, self.habits, self.log)
            for one in known:
                one.clear()
            self.faults.want({})
            self.faults.disturb(CALM)

    def _tell(self, url: str, report: dict[str, str]) -> None:
        self.courier.send(url, {"AccountSid": self.setup.account, **report})

    def _report(self, call: Call, more: Mapping[str, str] | None = None) -> None:
        call.sequence += 1
        self.courier.send(call.callback.url, self._status_report(call) | dict(more or {}))

    def _status_report(self, call: Call) -> dict[str, str]:
        return self.words(call) | {
            "CallbackSource": "call-progress-events",
            "SequenceNumber": str(call.sequence),
            "Timestamp": clock.now().strftime("%a, %d %b %Y %H:%M:%S +0000"),
            **({"CallDuration": str(call.seconds)} if call.is_over else {}),
        }
