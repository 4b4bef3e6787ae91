"""What the carrier tells us, in our own words: one shape per webhook."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class CallerKind(StrEnum):
    """What the caller's number turned out to be."""

    NUMBER = "number"
    WITHHELD = "withheld"
    OTHER = "other"
    """A softphone, a SIP address, or something nobody foresaw."""


@dataclass(frozen=True, slots=True, repr=False)
class Caller:
    """Who seems to be calling. Never printed: only ``number`` may be rung, and only if asked."""

    kind: CallerKind
    number: str = ""
    """E.164; empty unless kind is NUMBER, so that no sentinel is ever rung back."""


@dataclass(frozen=True, slots=True)
class IncomingCall:
    """A call has reached the line and is not answered yet."""

    call_ref: str
    caller: Caller
    line: str
    """Our number that was dialled."""


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What was keyed into an Ask; may be empty. Never printed: it may be a receipt."""

    call_ref: str
    pressed: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A tick while a call waits in its queue."""

    call_ref: str
    waited: timedelta


class QueueResult(StrEnum):
    """Why a call left its queue."""

    HUNG_UP = "hung_up"
    LEFT = "left"
    """By our own ``leave``."""
    MOVED = "moved"
    """We redirected it elsewhere; the carrier may tell us before or after it asks there."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class QueueLeft:
    call_ref: str
    result: QueueResult
    waited: timedelta


class LegState(StrEnum):
    """How far a phone call of ours has come. The last five are final."""

    QUEUED = "queued"
    RINGING = "ringing"
    ANSWERED = "answered"
    COMPLETED = "completed"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        return self not in {LegState.QUEUED, LegState.RINGING, LegState.ANSWERED}


@dataclass(frozen=True, slots=True)
class LegReport:
    """A leg has changed state. May come late, twice or out of order: see ``order``."""

    call_ref: str
    state: LegState
    order: int
    """The carrier's sequence number within this call, from 0; -1 where it gives none."""
    lasted: timedelta


class Happening(StrEnum):
    STARTED = "started"
    ENDED = "ended"
    JOINED = "joined"
    LEFT = "left"
    HELD = "held"
    UNHELD = "unheld"
    MUTED = "muted"
    UNMUTED = "unmuted"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ConferenceReport:
    """Something happened in a conference. May come late, twice or out of order."""

    conference_ref: str
    name: str
    """Our own opaque name for it."""
    happening: Happening
    call_ref: str
    """The leg concerned; empty when the whole conference is."""
    label: str
    order: int


@dataclass(frozen=True, slots=True)
class TalkOver:
    """A leg has left its conference, or its dialled number is done."""

    call_ref: str
    is_live: bool
    """Whether the leg itself is still there to be told something."""
    was_answered: bool = False
    """Whether the dialled number was picked up, by whomever."""


class RecordingState(StrEnum):
    """Whether what a caller said can be fetched. The first two are final."""

    KEPT = "kept"
    ABSENT = "absent"
    """Nothing was said, or it could not be kept."""
    UNDERWAY = "underway"


@dataclass(frozen=True, slots=True)
class RecordingReport:
    """What became of a recording. May come late, twice, or before the caller is done."""

    call_ref: str
    recording_ref: str
    """The carrier's reference; may be empty where nothing was kept."""
    state: RecordingState
    lasted: timedelta


@dataclass(frozen=True, slots=True, repr=False)
class IncomingText:
    """A text from outside. Never printed."""

    text_ref: str
    sender: Caller
    words: str
    media: int = 0
    """Pictures and files that came with it, and lie at the carrier's."""


class TextState(StrEnum):
    """How far a text of ours has come. The last three are final."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TextReport:
    """A text's fate. The carrier keeps no order: a final state wins."""

    text_ref: str
    state: TextState
