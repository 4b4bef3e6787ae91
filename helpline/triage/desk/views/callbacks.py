"""Promised calls: agreeing on one, saying yes to a wish, noting that it was made or is off."""

from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from helpline.clock import now
from helpline.db import transaction
from helpline.doors import guard
from helpline.errors import Refusal
from helpline.intake.actions import callbacks, trying
from helpline.intake.actions.answering_by_text import answer_by_text
from helpline.intake.calls.actions import calling_back
from helpline.intake.models import Callback, Contact, TryOutcome
from helpline.messages import texts_are_offered
from helpline.people import current_staff
from helpline.policy import current_policy
from helpline.triage.desk import queries
from helpline.triage.desk.forms import CallbackForm, TextForm
from helpline.triage.desk.views.reading import done, rendered, shown
from helpline.triage.desk.work import at_this_desk

QUARTER: Final = 15
"""Minutes."""


@guard(at_this_desk)
def callback(contact_id: UUID) -> ResponseReturnValue:
    """A promise, or an answer to a wish (``?callback=``)."""
    contact = queries.contact(contact_id)
    return _page(contact, CallbackForm(None, **_begun(contact, _asked_for(contact))))


@guard(at_this_desk)
def agree(contact_id: UUID) -> ResponseReturnValue:
    """Promise the call: only within staffed hours (R21)."""
    contact, form = queries.contact(contact_id), CallbackForm(request.form)
    if not form.validate():
        return _page(contact, form), 422
    try:
        with transaction():
            _agree(contact, form)
    except Refusal as refusal:
        return _page(contact, form, refusal=refusal), refusal.status
    except IntegrityError:
        current_app.logger.info("a promise was posted twice at once")
    return redirect(url_for(f"{contact.desk}.contact", contact_id=contact.id))


@guard(at_this_desk)
def called(contact_id: UUID, callback_id: UUID) -> ResponseReturnValue:
    """The call was made."""
    contact, found = _both(contact_id, callback_id)
    return done(contact, lambda: callbacks.note_done(found, by=current_staff()))


@guard(at_this_desk)
def call_now(contact_id: UUID, callback_id: UUID) -> ResponseReturnValue:
    """Ring the handler's phone, and when they have it, the enquirer's."""
    contact, found = _both(contact_id, callback_id)
    return done(contact, lambda: calling_back.call_now(found, contact, by=current_staff()))


@guard(at_this_desk)
def unreached(contact_id: UUID, callback_id: UUID) -> ResponseReturnValue:
    """A machine, or somebody else, answered: the next try is planned."""
    contact, found = _both(contact_id, callback_id)
    answered = request.form.get("answered", "")
    said = next((one for one in trying.SAID_BY_HANDLER if one == answered), TryOutcome.ANSWERED)
    return done(contact, lambda: trying.note_unreached(found, said, by=current_staff()))


@guard(at_this_desk)
def text_them(contact_id: UUID, callback_id: UUID) -> ResponseReturnValue:
    """A few neutral words to their phone, where their plan allows it."""
    (contact, found), form = _both(contact_id, callback_id), TextForm(request.form)
    if not form.validate():
        return shown(contact, text=form)
    once, words = UUID(bytes=form.once.key), form.words.data or ""
    return done(
        contact,
        lambda: answer_by_text(contact, found, words, by=current_staff(), once=once),
        text=form,
    )


@guard(at_this_desk)
def call_off(contact_id: UUID, callback_id: UUID) -> ResponseReturnValue:
    """It is not wanted any more."""
    contact, found = _both(contact_id, callback_id)
    return done(contact, lambda: callbacks.cancel_callback(found, by=current_staff()))


def _agree(contact: Contact, form: CallbackForm) -> None:
    assert form.day.data
    assert form.time.data
    wall = datetime.combine(form.day.data, form.time.data)
    promise = callbacks.Promise(
        wall=wall,
        time_zone=form.time_zone.data or "",
        number=form.number.data or "",
        voicemail_allowed=bool(form.voicemail_allowed.data),
        texts_allowed=bool(form.texts_allowed.data) and texts_are_offered(),
        name_to_say=form.name_to_say.data or "",
        code_word=form.code_word.data or "",
        safe_days="".join(sorted(form.safe_days.data or ())),
        safe_from=_minutes(form.safe_from.data),
        safe_until=_minutes(form.safe_until.data),
        once=UUID(bytes=form.once.key),
    )
    wish = _asked_for(contact)
    if wish is not None:
        callbacks.agree_to(wish, wall, by=current_staff(), plan=promise)
    else:
        callbacks.agree_callback(contact, promise, by=current_staff())


def _minutes(clock: time | None) -> int | None:
    return None if clock is None else clock.hour * 60 + clock.minute


def _begun(contact: Contact, wish: Callback | None) -> dict[str, Any]:
    """What the form shows first: the wish, or the operator's own zone."""
    if wish is None:
        return {"time_zone": str(current_policy().time_zone)}
    wall = _still_to_come(wish.wanted_at).astimezone(ZoneInfo(wish.time_zone))
    known = callbacks.opened(wish, contact)
    return {
        "day": wall.date(),
        "time": wall.time(),
        "time_zone": wish.time_zone,
        "name_to_say": known.name_to_say,
        "code_word": known.code_word,
        "safe_days": list(wish.safe_days),
        "safe_from": _clock(wish.safe_from),
        "safe_until": _clock(wish.safe_until),
        "voicemail_allowed": wish.voicemail_allowed,
        "texts_allowed": wish.texts_allowed,
    }


def _still_to_come(wanted_at: datetime) -> datetime:
    """The wish, or the next quarter of an hour where it is over: "as soon as possible" is soon."""
    moment = now().replace(second=0, microsecond=0)
    soon = moment + timedelta(minutes=QUARTER - moment.minute % QUARTER)
    return max(wanted_at, soon)


def _clock(minutes: int | None) -> time | None:
    return None if minutes is None else time(*divmod(minutes, 60))


def _asked_for(contact: Contact) -> Callback | None:
    """The wish or promise that is answered here; nothing for a new promise."""
    wanted = request.values.get("callback", "")
    found = (one for one in callbacks.callbacks_of(contact) if str(one.id) == wanted)
    return next(found, None)


def _both(contact_id: UUID, callback_id: UUID) -> tuple[Contact, Callback]:
    return queries.contact(contact_id), queries.callback(contact_id, callback_id)


def _page(contact: Contact, form: CallbackForm, refusal: Refusal | None = None) -> str:
    wish = _asked_for(contact)
    offers = texts_are_offered()
    return rendered(
        "callback", contact, form=form, wish=wish, refusal=refusal, texts_offered=offers
    )
