"""What waits at a desk, and what is overdue in the house. Never what anybody said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, String, cast, func, or_, select

from helpline.clock import now
from helpline.db import db
from helpline.intake.models import (
    Call,
    Callback,
    CallbackState,
    Channel,
    Contact,
    ContactState,
    Voicemail,
    VoicemailState,
)
from helpline.intake.models.calls import CallState
from helpline.outbox.models import Obligation, State
from helpline.people.models import Account, Shift
from helpline.people.queries import on_shift
from helpline.triage.danger.models import Danger, DangerState
from helpline.triage.desk.queries import GONE, NEEDS_US

MOST: Final = 200
TOO_OFTEN: Final = 3
"""Failures in a row that somebody should look at."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in the queue. Empty means all that is open."""

    me: UUID
    reference: str = ""
    language: str = ""
    state: str = ""
    whose: str = ""

    @property
    def is_search(self) -> bool:
        """Whether closed contacts are looked through as well."""
        return bool(self.reference or self.state)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue."""

    id: UUID
    reference: str
    language: str
    wish: str
    channel: Channel
    state: ContactState
    last_activity_at: datetime
    taken_by: UUID | None
    is_drill: bool

    @property
    def needs_us(self) -> bool:
        return self.state in NEEDS_US


def queue(wanted: Wanted) -> list[Waiting]:
    """Those who wait for us first, the longest waiting at the head."""
    waits = Contact.state.in_(NEEDS_US)
    query = (
        select(Contact)
        .where(*_conditions(wanted))
        .order_by(waits.desc(), Contact.last_activity_at)
        .limit(MOST)
    )
    return [
        Waiting(
            id=contact.id,
            reference=contact.reference,
            language=contact.language,
            wish=contact.wish,
            channel=contact.channel,
            state=contact.state,
            last_activity_at=contact.last_activity_at,
            taken_by=contact.taken_by,
            is_drill=contact.is_drill,
        )
        for contact in db.session.scalars(query)
    ]


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    possible = (
        (not wanted.is_search, Contact.state.not_in(GONE)),
        (wanted.reference, _begins_with(wanted.reference)),
        (wanted.language, Contact.language == wanted.language),
        (wanted.state, cast(Contact.state, String) == wanted.state),
        (wanted.whose == "mine", Contact.taken_by == wanted.me),
        (wanted.whose == "nobody", Contact.taken_by.is_(None)),
    )
    return [condition for applies, condition in possible if applies]


def _begins_with(reference: str) -> ColumnElement[bool]:
    """A reference is the beginning of the id; what can be no id finds nothing."""
    digits = "".join(c for c in reference.lower() if c in "0123456789abcdef")
    return cast(Contact.id, String).startswith(digits[:8] or "none", autoescape=True)


def callers_waiting() -> Sequence[Call]:
    """People on the line for this desk who hear that somebody will come."""
    query = select(Call).where(Call.state == CallState.WAITING).order_by(Call.waiting_since)
    return db.session.scalars(query).all()


def callers_on_the_line() -> int:
    """How many wait at all desks together."""
    query = select(func.count(Call.id)).where(Call.state == CallState.WAITING)
    return db.session.scalar(query) or 0


def calls_due(contacts: Sequence[UUID]) -> Mapping[UUID, Callback]:
    """Calls that somebody waits for: wished, near, or missed. The earliest of each contact."""
    is_near = (Callback.state == CallbackState.AGREED) & Callback.reminded_at.is_not(None)
    is_open = Callback.state.in_((CallbackState.ASKED, CallbackState.MISSED))
    query = (
        select(Callback)
        .where(Callback.contact_id.in_(contacts), or_(is_open, is_near))
        .order_by(Callback.wanted_at.desc())
    )
    return {callback.contact_id: callback for callback in db.session.scalars(query)}


def unheard(contacts: Sequence[UUID]) -> Mapping[UUID, VoicemailState]:
    """Who left a message that nobody has listened to, or one that we never got."""
    query = select(Voicemail.contact_id, Voicemail.state).where(
        Voicemail.contact_id.in_(contacts),
        Voicemail.heard_at.is_(None),
        Voicemail.state.in_((VoicemailState.REPORTED, VoicemailState.STORED, VoicemailState.LOST)),
    )
    # What can be listened to comes last, and so it is what is shown.
    rows = db.session.execute(query.order_by(Voicemail.state == VoicemailState.STORED)).all()
    return {row.contact_id: row.state for row in rows}


def overdue() -> Sequence[Obligation]:
    """Promises past their deadline, or failing again and again; the longest overdue first."""
    query = (
        select(Obligation)
        .where(
            Obligation.state == State.OPEN,
            or_(Obligation.deadline_at < now(), Obligation.failures >= TOO_OFTEN),
        )
        .order_by(func.coalesce(Obligation.deadline_at, Obligation.due_at))
        .limit(MOST)
    )
    return db.session.scalars(query).all()


def on_duty_now() -> Sequence[Row[str, list[str], list[str], datetime]]:
    """Names, desks, languages and since when."""
    query = (
        select(Account.display_name, Account.desks, Account.languages, Shift.starts_at)
        .join(Shift, Shift.account_id == Account.id)
        .where(on_shift(now()))
        .order_by(Account.display_name)
    )
    return db.session.execute(query).all()


def calls_ended() -> Sequence[Row[str, int]]:
    """How the calls that are still remembered ended, or what they were marked as; how many."""
    ending = func.coalesce(cast(Call.marked, String), Call.ending)
    query = (
        select(ending, func.count())
        .where(Call.ended_at.is_not(None), ending.is_not(None))
        .group_by(ending)
        .order_by(func.count().desc(), ending)
    )
    return db.session.execute(query).all()


def oldest_danger_seconds() -> float:
    """Age of the oldest danger that has not ended; 0 where there is none."""
    query = select(func.min(Danger.raised_at)).where(Danger.state != DangerState.ENDED)
    oldest = db.session.scalar(query)
    return 0.0 if oldest is None else max(0.0, (now() - oldest).total_seconds())


def open_obligations() -> Sequence[Row[str, str, int]]:
    """How many are open, by queue and kind."""
    query = (
        select(Obligation.queue, Obligation.kind, func.count())
        .where(Obligation.state == State.OPEN)
        .group_by(Obligation.queue, Obligation.kind)
    )
    return db.session.execute(query).all()
