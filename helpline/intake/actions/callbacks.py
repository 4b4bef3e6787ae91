"""Promised calls: only within staffed hours, brought to mind in time, seen when missed (R21, R28).

Through the door of the contact's desk. The number is sealed with the thread key and
destroyed when the call was made or cancelled.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import select

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk
from helpline.intake.content import thread_of
from helpline.intake.decisions import moment_of
from helpline.intake.errors import (
    CallbackInThePast,
    CallbackOutsideHours,
    CallbackOver,
    NotACallableNumber,
    UnknownTimeZone,
)
from helpline.intake.events import CallbackAgreed
from helpline.intake.models import Callback, CallbackState, Contact
from helpline.outbox import announce, cancel, owe
from helpline.outbox.events import Event
from helpline.people import Staff
from helpline.phone import E164, parse_number
from helpline.policy import current_policy
from helpline.vault import place
from helpline.vault.current import current_keyring
from helpline.vault.secret import Secret

OWED: Final = frozenset({CallbackState.ASKED, CallbackState.AGREED, CallbackState.MISSED})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Promise(Secret):
    """What was agreed with the enquirer."""

    wall: datetime
    """As the enquirer's own clock shows it, without a zone."""
    time_zone: str
    number: str
    voicemail_allowed: bool = False
    name_to_say: str = ""
    once: UUID = field(default_factory=uuid4)
    """Drawn with the form, and the callback's own id: posted twice, it is one promise."""


@dataclass(frozen=True, slots=True, repr=False)
class Opened(Secret):
    """A promised call, ready to be made."""

    callback: Callback
    number: str
    name_to_say: str


def agree_callback(contact: Contact, promise: Promise, *, by: Staff) -> Callback:
    """Promise a call. Raises the reasons of ``checked_moment`` and NotACallableNumber.

    Of two posts of one form at the same moment the second breaks a unique rule.
    """
    callback_id = promise.once
    if (promised := db.session.get(Callback, callback_id)) is not None:
        return promised
    callback = Callback(
        id=callback_id,
        operator=contact.operator,
        contact_id=contact.id,
        desk=contact.desk,
        voicemail_allowed=promise.voicemail_allowed,
        wanted_at=checked_moment(contact.desk, promise.wall, promise.time_zone),
        time_zone=promise.time_zone,
        state=CallbackState.AGREED,
        agreed_by=by.id,
    )
    thread, number = thread_of(contact), _callable(promise.number)
    callback.number = thread.seal(number, place(callback_id, "callback.number"))
    if promise.name_to_say:
        callback.name_to_say = thread.seal(
            promise.name_to_say, place(callback_id, "callback.name_to_say")
        )
    db.session.add(callback)
    _promise(callback, by)
    return callback


def agree_to(callback: Callback, wall: datetime, *, by: Staff) -> None:
    """Say yes to a wish, or move a promise, to this time on the enquirer's own clock.

    Raises the reasons of ``checked_moment``, and CallbackOver.
    """
    _lock(callback)
    callback.wanted_at = checked_moment(callback.desk, wall, callback.time_zone)
    callback.state, callback.agreed_by = CallbackState.AGREED, by.id
    callback.reminded_at = None
    _drop_obligations(callback.id)
    _promise(callback, by)


def note_done(callback: Callback, *, by: Staff) -> None:
    """The call was made, in time or late. Raises CallbackOver."""
    _end(callback, CallbackState.DONE, by)


def cancel_callback(callback: Callback, *, by: Staff) -> None:
    """It is not wanted any more. Raises CallbackOver."""
    _end(callback, CallbackState.CANCELLED, by)


def callbacks_of(contact: Contact) -> list[Callback]:
    """All of a contact's, the next at the head."""
    query = select(Callback).where(Callback.contact_id == contact.id).order_by(Callback.wanted_at)
    return list(db.session.scalars(query))


def opened(callback: Callback, contact: Contact) -> Opened:
    """Number and name, for whoever calls. Raises Erased, CannotOpen, CallbackOver."""
    if callback.number is None:
        raise CallbackOver
    at = place(callback.id, "callback.number")
    if callback.key_id is not None:
        return Opened(
            callback, current_keyring().open_box(callback.key_id, callback.number, at), ""
        )
    thread, name = thread_of(contact), callback.name_to_say
    return Opened(
        callback,
        thread.open(callback.number, at),
        thread.open(name, place(callback.id, "callback.name_to_say")) if name else "",
    )


def checked_moment(desk: Desk, wall: datetime, time_zone: str) -> datetime:
    """The moment that an enquirer's clock shows, if a call may be promised for it.

    Raises UnknownTimeZone, CallbackInThePast, CallbackOutsideHours.
    """
    if time_zone not in available_timezones():
        raise UnknownTimeZone
    zone, policy = ZoneInfo(time_zone), current_policy()
    moment = moment_of(wall, zone)
    if moment <= now():
        raise CallbackInThePast
    if not policy.callback_allowed(desk, moment):
        after = moment + timedelta(minutes=policy.callback.window_minutes)
        raise CallbackOutsideHours(policy.next_opening(desk, after), zone)
    return moment


def watch_wish(event: Event) -> None:
    """Reaction to CallbackAsked: somebody must say yes or no while an answer is due."""
    due = current_policy().answer_due(Desk(event.desk), now())
    owe("callback.answer", event.subject_id, desk=event.desk, due_at=due, deadline_at=due)


def _promise(callback: Callback, by: Staff) -> None:
    terms = current_policy().callback
    remind_at = callback.wanted_at - timedelta(minutes=terms.remind_minutes_before)
    missed_at = callback.wanted_at + timedelta(minutes=terms.window_minutes)
    owe("callback.remind", callback.id, desk=callback.desk, due_at=remind_at)
    owe(
        "callback.missed",
        callback.id,
        desk=callback.desk,
        due_at=missed_at,
        deadline_at=missed_at,
    )
    audit.record("callback.agreed", subject_id=callback.id, actor_id=by.id)
    announce(CallbackAgreed(callback.id, callback.desk))


def _end(callback: Callback, state: CallbackState, by: Staff) -> None:
    _lock(callback)
    callback.state, callback.ended_at = state, now()
    callback.number = callback.name_to_say = None
    _drop_obligations(callback.id)
    audit.record(f"callback.{state}", subject_id=callback.id, actor_id=by.id)


def _drop_obligations(callback_id: UUID) -> None:
    for kind in ("callback.answer", "callback.remind", "callback.missed"):
        cancel(kind, callback_id)


def _lock(callback: Callback) -> None:
    db.session.refresh(callback, with_for_update=True)
    if callback.state not in OWED:
        raise CallbackOver


def _callable(text: str) -> str:
    number = parse_number(text, current_policy().country)
    if not isinstance(number, E164) or number.is_premium:
        raise NotACallableNumber
    return number.number
