"""What an operator writes into its policy: the file's fields, as values that cannot change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from helpline.doors import Desk
from helpline.policy.choices import (
    AfterHours,
    Answering,
    Channel,
    Kept,
    Listening,
    NumberStorage,
    Threshold,
    Who,
)
from helpline.policy.codes import Code
from helpline.policy.hours import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymity:
    name_needed: bool
    network_address_kept: bool
    repeat_callers_recognised: bool
    """By a keyed hash of the number, never by the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideHours:
    answered_by: AfterHours
    name: Mapping[str, str] = field(default_factory=dict)
    """Of the service or police office that answers, by language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voicemail:
    """Messages that callers may leave when nobody can talk with them."""

    offered: bool
    longest_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBinding:
    """One of our numbers that is for some languages only, or for one desk."""

    number: str
    languages: tuple[str, ...]
    """In the order of its menu; where it is one, there is no menu."""
    desk: Desk | None = field(default_factory=lambda: None)
    """Nobody who calls this number is asked what they want."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Whose people answer, where several answer one line (R24)."""

    slug: str
    name: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """With whom callers are asked whether they would rather talk, or rather not."""

    gender: bool
    organisations: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """What the phone speaks, how long phones ring, and how long nobody is left without a word."""

    languages: tuple[str, ...]
    """In the order of the menu. More than the pages' where people answer in more."""
    ring_seconds: int
    """Of one phone of ours, before the next is tried."""
    listening: Listening
    offer_after: timedelta
    """Nobody came: the caller hears so and is offered a callback."""
    records_kept: timedelta
    """How long the carrier keeps its own record of a call or a text, before we delete it."""
    voicemail: Voicemail
    phone_code: bool
    """The mailbox shows a short code, with which its owner goes on by phone."""
    lines: tuple[LineBinding, ...]
    """Numbers that are not named here speak every language and ask for the desk."""
    wishes: Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    """Somebody who may be rung during a call to interpret."""

    name: str
    number: str
    languages: tuple[str, ...]
    """Codes, as of the languages that callers speak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    offered: bool
    window_minutes: int
    """We call within this time after the moment that was agreed."""
    remind_minutes_before: int
    tries: int
    """As often as this a promised call that nobody answers is tried."""
    again_after: timedelta
    """Between two tries, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """To enquirers who allowed them: never what it is about, never at night."""

    offered: bool
    quiet_from: int
    """In minutes after midnight, on the enquirer's own clock; the night may go over midnight."""
    quiet_until: int
    signed_as: str
    """Neutral: whoever sees the phone must not learn from it who we are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    first_answer_open_days: int
    """Days on which the desk is staffed, after the day of the message."""
    first_answer_at_most: timedelta
    outcome_at_most: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Police:
    threshold: Threshold
    contact: str
    """Slug of the police contact."""
    name: str
    number: str
    tells_first: bool
    """We say so to the person before we tell the police, where we can."""
    climbs_without_person: bool
    """The ladder may reach the police contact without a person's decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    duty_number: str
    """Dialled by static TwiML when nothing else of ours answers."""
    goes_round_after: timedelta
    """From the last rung of the ladder to the first one again."""
    acknowledged_within: timedelta
    reviewed_within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    after: timedelta
    """Since the danger was declared."""
    who: Who
    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurgeLevel:
    level: int
    suggested_when_waiting: int
    """People waiting at once; a person switches, the machine only suggests."""
    recorded_notice_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Floods:
    """What the form on the web takes from people, and from machines (docs/adr/0019-floods.md)."""

    form_takes_seconds: int
    """Who sends sooner after the first page is asked to press once more; 0 asks nobody."""
    free_forms: int
    """Of one source in ten minutes; from then on each waits for the one before it."""
    forms_a_minute: int
    """That this house takes from everybody together before people wait for their turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitor:
    """How long a signal may be watched before somebody looks again (R34)."""

    review_after: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Staleness:
    """After this an observation counts as unknown."""

    observation: timedelta
    danger: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Who has read the page of signs and answers for it (R93)."""

    read_by: str
    read_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontDoor:
    """The same pages under a path and a name of their own, for one community."""

    slug: str
    """The first part of its addresses. It stays in the browser's history, and must be neutral."""
    name: Mapping[str, str]
    """Stands where the line's name stands elsewhere; promises name the line itself."""
    languages: tuple[str, ...]
    """Those of the pages that it shows, in its own order."""
    desk: Desk | None = field(default_factory=lambda: None)
    """For those who leave open what they would like."""
    logo: str = field(default_factory=str)
    """A file beside the policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One operator's policy, as written."""

    version: str
    """Twelve hex digits of the file's SHA-256: each contact keeps the one it was told."""
    operator: str
    names: Mapping[str, str]
    """By language."""
    contact: str
    """Where complaints and requests about one's own data go; a mail address."""
    country: str
    time_zone: ZoneInfo
    languages: tuple[str, ...]
    phone_numbers: tuple[str, ...]
    emergency_number: str
    answered_by: Answering
    police_inside: bool
    """The police sit in the same house, as in an Infohouse: it must be said (R04)."""
    recording: bool
    anonymity: Anonymity
    number_storage: NumberStorage
    hours: Mapping[Desk, Week]
    after_hours: OutsideHours
    calls: Calls
    interpreters: tuple[Interpreter, ...]
    callback: Callback
    texts: Texts
    feedback: Feedback
    retention: Mapping[Kept, timedelta]
    deletion_on_wish: bool
    police: Police
    danger: Danger
    ladder: tuple[Rung, ...]
    surge: tuple[SurgeLevel, ...]
    floods: Floods
    monitor: Monitor
    staleness: Staleness
    spoken: tuple[Code, ...]
    """The clauses that a caller hears, in this order."""
    front_doors: tuple[FrontDoor, ...] = ()
    signs: Signs | None = None
    """None: no expert has read that page, and it is shown in demonstrations only."""
