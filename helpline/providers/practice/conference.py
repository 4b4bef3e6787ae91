"""Conferences: who is in, who hears whom, and what the helpline is told about it."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

from helpline import clock
from helpline.providers.practice.call import NOWHERE, Call, Callback, new_id

Tell = Callable[[str, dict[str, str]], None]


@dataclass(eq=False, slots=True)
class Participant:
    call: Call
    label: str = ""
    muted: bool = False
    hold: bool = False
    hold_url: str = ""
    hold_method: str = "GET"
    """Twilio's own default; an announcement's is POST."""
    coaching: bool = False
    coached: str = ""
    """The one leg that hears this one, while it coaches."""
    starts_it: bool = True
    ends_it: bool = False
    announcements: deque[tuple[str, str]] = field(default_factory=deque)
    """Method and address of what this one is to hear, and nobody else."""

    @property
    def words(self) -> dict[str, str]:
        return {
            "CallSid": self.call.sid,
            "Muted": _yes(self.muted),
            "Hold": _yes(self.hold),
            "Coaching": _yes(self.coaching),
            "StartConferenceOnEnter": _yes(self.starts_it),
            "EndConferenceOnExit": _yes(self.ends_it),
            **({"ParticipantLabel": self.label} if self.label else {}),
        }

    def is_heard_by(self, other: "Participant") -> bool:
        """Whether the other one hears what this one says."""
        if self is other or self.muted or self.hold or other.hold:
            return False
        return not self.coaching or other.call.sid == self.coached


@dataclass(eq=False, slots=True)
class Conference:
    """Guarded by the exchange's condition, as calls are. Born when somebody enters."""

    name: str
    tell: Tell
    callback: Callback = NOWHERE
    """The first participant's counts; later ones are ignored."""
    sid: str = field(default_factory=lambda: new_id("CF"))
    status: str = "init"
    sequence: int = 0
    members: dict[str, Participant] = field(default_factory=dict)
    crowd: int = 0
    """How many there were at most, at one time."""
    heard: set[tuple[Participant, Participant]] = field(default_factory=set)
    """Everybody who was ever heard, and by whom."""
    reason: str = ""

    @property
    def is_over(self) -> bool:
        return self.status == "completed"

    def enter(self, who: Participant) -> bool:
        """Whether there is room: of one label there is only one."""
        with who.call.change:
            if who.label and who.label in {one.label for one in self.members.values()}:
                return False
            self.members[who.call.sid] = who
            self.crowd = max(self.crowd, len(self.members))
            who.call.conference = self.name
            self.happens("participant-join", who)
            if self.status == "in-progress":
                self._introduce(who)
            self._start_if_ready()
            self._note_heard()
            who.call.change.notify_all()
            return True

    def leave(self, call: Call, reason: str) -> None:
        """Somebody is out; the rest too, if they were what kept it together."""
        with call.change:
            who = self.members.pop(call.sid, None)
            if who is None:
                return
            call.conference = ""
            self.happens("participant-leave", who, ReasonParticipantLeft=reason)
            for other in self.members.values():
                if who.is_heard_by(other):
                    other.call.hear("note", f"{call_name(call)} has left")
            if who.ends_it or not self.members:
                self.end("participant-with-end-conference-on-exit-left")
            call.change.notify_all()

    def end(self, reason: str) -> None:
        """Everybody is out; each notices by itself."""
        if self.is_over:
            return
        self.status, self.reason = "completed", reason
        for who in list(self.members.values()):
            del self.members[who.call.sid]
            who.call.conference = ""
            self.happens(
                "participant-leave", who, ReasonParticipantLeft="moderator_ended_conference"
            )
        self.happens("conference-end", ReasonConferenceEnded=reason)

    def change(self, who: Participant, wishes: dict[str, Any]) -> None:
        """Hold, mute or whisper, or the opposite; says so only if it is news. None: as it is."""
        with who.call.change:
            for name in ("hold_url", "hold_method", "coached", "ends_it"):
                setattr(who, name, getattr(who, name) if wishes[name] is None else wishes[name])
            for name, event in (("hold", "hold"), ("muted", "mute"), ("coaching", "modify")):
                wish = wishes[name]
                if wish is not None and wish != getattr(who, name):
                    setattr(who, name, wish)
                    self.happens(f"participant-{_opposite(event, wish=wish)}", who)
            self._note_heard()
            who.call.change.notify_all()

    def announce(self, method: str, url: str, only: Participant | None = None) -> None:
        """Let one hear something, or everybody."""
        for who in self.members.values():
            if only in {None, who}:
                who.announcements.append((method, url))
                who.call.change.notify_all()

    def shown(self) -> list[dict[str, Any]]:
        """Who is in, and whom each of them hears."""
        members = list(self.members.values())
        return [
            {
                "sid": who.call.sid,
                "to": who.call.to,
                "hears": [one.call.sid for one in members if one.is_heard_by(who)],
            }
            for who in members
        ]

    def happens(self, event: str, who: Participant | None = None, **more: str) -> None:
        short = event.removeprefix("conference-").removeprefix("participant-").removeprefix("un")
        if short not in self.callback.events:
            return
        self.sequence += 1
        report = {
            "StatusCallbackEvent": event,
            "ConferenceSid": self.sid,
            "FriendlyName": self.name,
            "SequenceNumber": str(self.sequence),
            "Timestamp": clock.now().strftime("%a, %d %b %Y %H:%M:%S +0000"),
            **(who.words if who else {}),
            **more,
        }
        self.tell(self.callback.url, report)

    def _start_if_ready(self) -> None:
        enough = len(self.members) > 1 and any(who.starts_it for who in self.members.values())
        if self.status == "init" and enough:
            self.status = "in-progress"
            self.happens("conference-start")
            for who in self.members.values():
                self._note_company(who)

    def _note_heard(self) -> None:
        pairs = permutations(self.members.values(), 2)
        self.heard |= {(one, other) for one, other in pairs if one.is_heard_by(other)}

    def _introduce(self, who: Participant) -> None:
        self._note_company(who)
        for one in self.members.values():
            if who.is_heard_by(one):
                one.call.hear("note", f"joined with {call_name(who.call)}")

    def _note_company(self, who: Participant) -> None:
        """Whom somebody new can hear: those who are muted keep quiet."""
        heard = [call_name(one.call) for one in self.members.values() if one.is_heard_by(who)]
        if heard:
            who.call.hear("note", "joined with " + ", ".join(heard))


def call_name(call: Call) -> str:
    """Whom the others hear: the one who rang in, or the one we rang."""
    return call.sender if call.direction == "inbound" else call.to


def _opposite(event: str, *, wish: bool) -> str:
    return event if wish or event == "modify" else f"un{event}"


def _yes(value: bool) -> str:  # noqa: FBT001
    return "true" if value else "false"
