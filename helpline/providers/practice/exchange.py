"""All that the phone company knows, in memory: calls, conferences, texts, and what was asked."""

from collections import deque
from dataclasses import asdict, dataclass, field
from threading import Condition, RLock
from typing import Any, Final

from helpline import clock
from helpline.providers.practice.call import Call, Callback, new_id
from helpline.providers.practice.conference import Conference
from helpline.providers.practice.courier import Courier
from helpline.providers.practice.faults import Faults
from helpline.providers.practice.setup import Setup
from helpline.providers.practice.transport import Browser

API_VERSION: Final = "2010-04-01"
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
    """wait (for a person to act), answer, busy or never."""
    keys: str = ""
    seconds: float = 0


@dataclass(slots=True)
class Text:
    sender: str
    to: str
    words: str
    status: str = "queued"
    sid: str = field(default_factory=lambda: new_id("SM"))

    def shown(self) -> dict[str, Any]:
        return asdict(self)


class Exchange:
    """One lock for everything: a practice line has a handful of calls."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.change = Condition(RLock())
        self.faults = Faults()
        self.calls: dict[str, Call] = {}
        self.conferences: dict[str, Conference] = {}
        self.texts: list[Text] = []
        self.habits: dict[str, Habit] = {}
        self.log: deque[dict[str, Any]] = deque(maxlen=10_000)
        self.courier = Courier(self.browser(), self.faults)

    def browser(self) -> Browser:
        return Browser(self.setup.signing_secret, self.setup.public_base_url, self.faults)

    def new_call(
        self, direction: str, sender: str, to: str, *, callback: Callback, parent: str = ""
    ) -> Call:
        call = Call(self.change, direction, sender, to, callback=callback, parent=parent)
        with self.change:
            self.calls[call.sid] = call
            self.change.notify_all()
        return call

    def become(self, call: Call, status: str) -> None:
        """Change a call's state and report it, if its owner wants to know."""
        with self.change:
            if not call.become(status):
                return
            if _EVENT_OF.get(status, "completed") in call.callback.events and call.callback.url:
                call.sequence += 1
                self.courier.send(call.callback.url, self._status_report(call))

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
        return words | ({"ParentCallSid": call.parent} if call.parent else {})

    def conference(self, name: str, callback: Callback) -> Conference:
        """The one of this name that is under way, or a new one."""
        with self.change:
            for known in self.conferences.values():
                if known.name == name and not known.is_over:
                    return known
            new = Conference(name, self._tell, callback)
            self.conferences[new.sid] = new
            return new

    def record(self, entry: dict[str, Any]) -> None:
        self.log.append({"at": clock.now().isoformat(), **entry})

    def forget(self) -> None:
        """Every call ends, and is reported to nobody; nothing that happened is known any more."""
        with self.change:
            for call in self.calls.values():
                call.become("canceled")
            for known in (self.calls, self.conferences, self.texts, self.habits, self.log):
                known.clear()
            self.faults.want({})

    def _tell(self, url: str, report: dict[str, str]) -> None:
        self.courier.send(url, {"AccountSid": self.setup.account, **report})

    def _status_report(self, call: Call) -> dict[str, str]:
        return self.words(call) | {
            "CallbackSource": "call-progress-events",
            "SequenceNumber": str(call.sequence),
            "Timestamp": clock.now().strftime("%a, %d %b %Y %H:%M:%S +0000"),
            **({"CallDuration": str(call.seconds)} if call.is_over else {}),
        }
