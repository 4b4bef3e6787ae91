"""Promised calls: only within staffed hours, brought to mind in time, seen when missed (R21, R28).

Through the door of the contact's desk. The number is sealed with the thread key and
destroyed when the call was made or cancelled.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import delete, select

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk
from helpline.intake.actions.reminding import remind_by_text
from helpline.intake.callable_numbers import callable_number
from helpline.intake.callback_errors import CallbackUnsafe
from helpline.intake.content import thread_of
from helpline.intake.decisions import moment_of
from helpline.intake.errors import (
    CallbackInThePast,
    CallbackOutsideHours,
    CallbackOver,
    UnknownTimeZone,
)
from helpline.intake.events import CallbackAgreed
from helpline.intake.models import Callback, CallbackState, CallbackTry, Contact
from helpline.intake.safe_times import SafeTimes
from helpline.messages import number_hashes, withdraw_texts
from helpline.outbox import HOUSE, announce, cancel, owe
from helpline.outbox.events import Event
from helpline.people import Staff
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
    texts_allowed: bool = False
    name_to_say: str = ""
    code_word: str = ""
    safe_days: str = ""
    safe_from: int | None = None
    safe_until: int | None = None
    once: UUID = field(default_factory=uuid4)
    """Drawn with the form, and the callback's own id: posted twice, it is one promise."""

    @property
    def is_a_plan(self) -> bool:
        """Whether anything was said of what is safe."""
        said = (self.voicemail_allowed, self.texts_allowed, self.name_to_say, self.code_word)
        times = (self.safe_from, self.safe_until)
        return any(said) or bool(self.safe_days) or any(each is not None for each in times)


@dataclass(frozen=True, slots=True, repr=False)
class Opened(Secret):
    """A promised call, ready to be made."""

    callback: Callback
    number: str
    name_to_say: str
    code_word: str


def agree_callback(contact: Contact, promise: Promise, *, by: Staff) -> Callback:
    """Promise a call. Raises the reasons of ``agree_to`` and NotACallableNumber.

    Of two posts of one form at the same moment the second breaks a unique rule.
    """
    callback_id = promise.once
    if (promised := db.session.get(Callback, callback_id)) is not None:
        return promised
    number, thread = callable_number(promise.number).number, thread_of(contact)
    sealed = {"number": number, "name_to_say": promise.name_to_say, "code_word": promise.code_word}
    callback = Callback(
        id=callback_id,
        operator=contact.operator,
        contact_id=contact.id,
        desk=contact.desk,
        voicemail_allowed=promise.voicemail_allowed,
        texts_allowed=promise.texts_allowed,
        number_hash=hash_for_texts(number, allowed=promise.texts_allowed),
        safe_days=promise.safe_days,
        safe_from=promise.safe_from,
        safe_until=promise.safe_until,
        time_zone=promise.time_zone,
        **{
            name: thread.seal(words, place(callback_id, f"callback.{name}"))
            for name, words in sealed.items()
            if words
        },
    )
    _set_time(callback, promise.wall)
    callback.agreed_by = by.id
    db.session.add(callback)
    promise_call(callback, by=by.id)
    remind_by_text(callback, contact, number, by=by.id)
    return callback


def agree_to(callback: Callback, wall: datetime, *, by: Staff, plan: Promise | None = None) -> None:
    """Say yes to a wish, or move a promise, to this time on the enquirer's own clock.

    With what makes it safe as it is known now, if more was said. Raises the reasons of
    ``checked_moment``, CallbackUnsafe and CallbackOver.
    """
    lock(callback)
    contact = db.session.get_one(Contact, callback.contact_id)
    if plan is not None:
        _set_plan(callback, contact, plan)
    _set_time(callback, wall)
    callback.agreed_by = by.id
    promise_call(callback, by=by.id)
    remind_by_text(callback, contact, opened(callback, contact).number, by=by.id)


def safe_times(callback: Callback) -> SafeTimes:
    """When they may be rung."""
    return SafeTimes(
        zone=ZoneInfo(callback.time_zone),
        days=callback.safe_days,
        from_=callback.safe_from,
        until=callback.safe_until,
    )


def hash_for_texts(number: str, *, allowed: bool) -> bytes | None:
    """By which their own texts find the way to this contact; none where texts are not allowed."""
    return next(iter(number_hashes(number)), None) if allowed else None


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
    """Number, name and code word, for whoever calls. Raises Erased, CannotOpen, CallbackOver."""
    if callback.number is None:
        raise CallbackOver
    at = place(callback.id, "callback.number")
    if callback.key_id is not None:
        number = current_keyring().open_box(callback.key_id, callback.number, at)
        return Opened(callback, number, "", "")
    thread = thread_of(contact)
    rest = (
        thread.open(words, place(callback.id, f"callback.{name}")) if words else ""
        for name, words in (
            ("name_to_say", callback.name_to_say),
            ("code_word", callback.code_word),
        )
    )
    return Opened(callback, thread.open(callback.number, at), *rest)


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


def promise_call(callback: Callback, *, by: UUID) -> None:
    """From now on it is a promise, for this time."""
    _drop_obligations(callback.id)
    callback.state, callback.reminded_at = CallbackState.AGREED, None
    owe_in_time(callback.id, Desk(callback.desk), callback.wanted_at)
    audit.record("callback.agreed", subject_id=callback.id, actor_id=by)
    announce(CallbackAgreed(callback.id, callback.desk))


def owe_in_time(callback_id: UUID, desk: Desk, wanted_at: datetime) -> None:
    """Owe what a promise owes: a reminder in time, and that a missed one is seen."""
    terms = current_policy().callback
    remind_at = wanted_at - timedelta(minutes=terms.remind_minutes_before)
    missed_at = wanted_at + timedelta(minutes=terms.window_minutes)
    owe("callback.remind", callback_id, desk=desk, due_at=remind_at)
    owe("callback.missed", callback_id, desk=desk, due_at=missed_at, deadline_at=missed_at)


def end_callback(callback: Callback, state: CallbackState, *, by: UUID | None) -> None:
    """It is over: whatever could tell somebody apart is destroyed, and no phone rings for it."""
    callback.state, callback.ended_at = state, now()
    callback.number = callback.name_to_say = callback.code_word = callback.number_hash = None
    _drop_obligations(callback.id)
    forget_tries(callback.id)
    withdraw_texts(callback.id)
    owe("callback.stop", callback.id, desk=HOUSE)
    audit.record(f"callback.{state}", subject_id=callback.id, actor_id=by)


def forget_tries(callback_id: UUID) -> None:
    """Who tried when is no longer needed; what is under way forgets itself when it is over."""
    db.session.execute(
        delete(CallbackTry)
        .where(CallbackTry.callback_id == callback_id, CallbackTry.ended_at.is_not(None))
        .execution_options(synchronize_session=False)
    )


def lock(callback: Callback) -> None:
    """Raises CallbackOver."""
    db.session.refresh(callback, with_for_update=True)
    if callback.state not in OWED:
        raise CallbackOver


def _set_plan(callback: Callback, contact: Contact, plan: Promise) -> None:
    """A number that was asked for on the phone gets the contact's own key with it.

    What says nothing is no plan: then whoever calls is still told that nobody asked for one.
    """
    if callback.is_unplanned and not plan.is_a_plan:
        return
    number, thread = opened(callback, contact).number, thread_of(contact)
    sealed = {"number": number, "name_to_say": plan.name_to_say, "code_word": plan.code_word}
    for name, words in sealed.items():
        where = place(callback.id, f"callback.{name}")
        setattr(callback, name, thread.seal(words, where) if words else None)
    callback.key_id = None
    callback.voicemail_allowed, callback.texts_allowed = plan.voicemail_allowed, plan.texts_allowed
    callback.number_hash = hash_for_texts(number, allowed=plan.texts_allowed)
    callback.safe_days = plan.safe_days
    callback.safe_from, callback.safe_until = plan.safe_from, plan.safe_until


def _set_time(callback: Callback, wall: datetime) -> None:
    moment = checked_moment(Desk(callback.desk), wall, callback.time_zone)
    if not safe_times(callback).allow(moment):
        raise CallbackUnsafe
    callback.wanted_at = moment


def _end(callback: Callback, state: CallbackState, by: Staff) -> None:
    lock(callback)
    end_callback(callback, state, by=by.id)


def _drop_obligations(callback_id: UUID) -> None:
    for kind in ("callback.answer", "callback.remind", "callback.missed"):
        cancel(kind, callback_id)
