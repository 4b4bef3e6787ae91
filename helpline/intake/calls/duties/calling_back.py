"""Duties of a promised call: ringing the handler, then the enquirer, and what comes after.

The machine rings nobody's phone by itself: a handler asked, and has accepted, before it does.
"""

from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import select

from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import Door, Role, current_door, through
from helpline.intake.actions.callbacks import OWED, forget_tries
from helpline.intake.actions.trying import MISSED_THEM, plan_next
from helpline.intake.callable_numbers import callable_number
from helpline.intake.calls.actions.calling_back import ACCEPTED, NOT_RUNG_YET, back_address
from helpline.intake.calls.actions.ending import end_call
from helpline.intake.calls.addresses import status_address
from helpline.intake.calls.duties.one_phone import note_rung, ring_once
from helpline.intake.calls.locks import lock_call, lock_with_call
from helpline.intake.errors import NotACallableNumber
from helpline.intake.models import (
    Call,
    Callback,
    CallbackTry,
    CallLeg,
    CallState,
    LegState,
    TryOutcome,
    TryState,
)
from helpline.messages import Letter, Medium, tell
from helpline.outbox import Again, owe
from helpline.people import reachable
from helpline.people.decisions import SOFTPHONE
from helpline.policy import current_policy
from helpline.providers import (
    CallGone,
    CarrierRefused,
    Leg,
    current_carrier,
)
from helpline.vault import place
from helpline.vault.current import current_keyring

LONGEST_RING: Final = timedelta(minutes=5)
"""After so long without news nobody's phone rings any more."""
LONGEST_TALK: Final = timedelta(hours=4)
"""The carrier ends a talk then."""


def ring_handler(leg_id: UUID) -> None:
    """Ring whoever asked for it, once. If it may or may not have rung, they can ask again."""
    with transaction():
        leg = _handlers_phone(leg_id)
    if leg is not None:
        given_up = partial(_give_up, leg_id, TryOutcome.NO_HANDLER)
        ring_once(leg, rung=partial(note_rung, leg_id), unrung=given_up)


def ring_them(leg_id: UUID) -> None:
    """Ring the enquirer, once: the number is destroyed before the phone rings.

    A worker that dies here, or a carrier that falls silent, leaves it unrung: nobody's phone is
    rung twice by a machine's doubt.
    """
    with transaction():
        number = _their_number(leg_id)
    if number is None:
        return
    leg = Leg(
        to=number,
        answered_url=back_address(leg_id, "/them"),
        status_url=back_address(leg_id, "/them/status"),
        seconds=current_policy().calls.ring_seconds,
    )
    given_up = partial(_give_up, leg_id, TryOutcome.FAILED)
    ring_once(leg, rung=partial(_note_them_rung, leg_id), unrung=given_up)


def close_try(call_id: UUID) -> None:
    """The call is over, whoever ended it: their phone falls silent, and the try is counted."""
    with transaction():
        call, attempt = lock_call(call_id), _of_call(call_id)
        if attempt is None:
            return
        carrier_ref = call.carrier_ref if call is not None else NOT_RUNG_YET
        _end(attempt)
    if carrier_ref.startswith(NOT_RUNG_YET):
        return
    _silence(carrier_ref)


def after_try(try_id: UUID) -> None:
    """Nobody was reached: the next try is brought to mind, or it was the last (role: the desk)."""
    with transaction():
        query = select(CallbackTry.callback_id, CallbackTry.outcome, CallbackTry.account_id)
        row = db.session.execute(query.where(CallbackTry.id == try_id)).first()
        callback = row and db.session.get(Callback, row.callback_id, with_for_update=True)
        if row is None or callback is None:
            return
        if callback.state not in OWED:
            forget_tries(callback.id)
            return
        if row.outcome not in MISSED_THEM:
            return
        goes_on = plan_next(callback, by=row.account_id)
    if not goes_on:
        with through(Door(Role.WORKER, current_door().operator)), transaction():
            person = reachable(row.account_id)
            if person is not None:
                letter = Letter("callback_unreached", row.callback_id)
                tell(letter, person, Medium.MAIL, Medium.TEXT)


def stop_tries(callback_id: UUID) -> None:
    """It is not wanted any more: what rings for it stops. A talk that is under way goes on."""
    with transaction():
        query = select(CallbackTry).where(
            CallbackTry.callback_id == callback_id,
            CallbackTry.ended_at.is_(None),
            CallbackTry.state != TryState.TALKING,
        )
        for attempt in db.session.scalars(query.execution_options(populate_existing=True)):
            call = lock_call(attempt.call_id)  # locked before the try is changed, as everywhere
            attempt.number = attempt.number_key_id = None
            if call is not None:
                end_call(call, "not_reached")


def watch_try(try_id: UUID) -> Again | None:
    """The carrier may never tell us of its end: then the promise is not held up for ever."""
    with transaction():
        call_id = db.session.scalar(select(CallbackTry.call_id).where(CallbackTry.id == try_id))
        call = lock_call(call_id)  # locked before the try is, as everywhere
        attempt = db.session.get(CallbackTry, try_id, with_for_update=True, populate_existing=True)
        if attempt is None or attempt.ended_at is not None:
            return None
        is_talk = attempt.state is TryState.TALKING
        last = attempt.started_at + (LONGEST_TALK if is_talk else LONGEST_RING)
        if last > now():
            return Again(last)
        if attempt.state is TryState.THEM:
            attempt.outcome = attempt.outcome or TryOutcome.FAILED
        if call is not None:
            end_call(call, "not_reached")
        _end(attempt)
    return None


def _handlers_phone(leg_id: UUID) -> Leg | None:
    leg, call = lock_with_call(leg_id)
    if leg.state is not LegState.OWED or leg.account_id is None:
        return None
    person = reachable(leg.account_id)
    if call is None or call.state is not CallState.CALLING_BACK:
        return None
    if person is None or not person.ring_address:
        leg.state, leg.ended_at = LegState.ENDED, now()
        end_call(call, "not_reached")
        return None
    leg.state = LegState.RINGING
    in_browser = person.ring_address.startswith(SOFTPHONE)
    return Leg(
        to=person.ring_address,
        answered_url=back_address(leg_id, "/yes" if in_browser else ""),
        status_url=status_address(leg_id, person.ring_address),
        seconds=current_policy().calls.ring_seconds,
    )


def _their_number(leg_id: UUID) -> str | None:
    """Once: whoever comes second finds no number any more."""
    leg, call = lock_with_call(leg_id)
    attempt = _of_leg(leg_id)
    if attempt is None or attempt.number is None or attempt.number_key_id is None:
        return None
    if leg.state not in ACCEPTED or attempt.state is not TryState.HANDLER:
        return None
    where = place(attempt.id, "callback_try.number")
    number = current_keyring().open_box(attempt.number_key_id, attempt.number, where)
    attempt.number, attempt.number_key_id, attempt.state = None, None, TryState.THEM
    return _checked(number, attempt, call)


def _checked(number: str, attempt: CallbackTry, call: Call | None) -> str | None:
    """Looked at once more before it is rung, whoever sealed it."""
    try:
        return callable_number(number).number
    except NotACallableNumber:
        attempt.outcome = TryOutcome.FAILED
        if call is not None:
            end_call(call, "not_reached")
        return None


def _note_them_rung(leg_id: UUID, carrier_ref: str) -> None:
    """The handler may have left meanwhile: then their phone must not ring on."""
    with transaction():
        leg = db.session.get_one(CallLeg, leg_id, populate_existing=True)
        call = lock_call(leg.call_id)
        if call is not None and call.carrier_ref.startswith(NOT_RUNG_YET):
            call.carrier_ref = carrier_ref
        is_wanted = call is not None and call.state is not CallState.ENDED
    if not is_wanted:
        _silence(carrier_ref)


def _silence(carrier_ref: str) -> None:
    with suppress(CallGone, CarrierRefused):  # over by itself
        current_carrier().hang_up(carrier_ref)


def _give_up(leg_id: UUID, outcome: TryOutcome) -> None:
    with transaction():
        _leg, call = lock_with_call(leg_id)
        attempt = _of_leg(leg_id)
        if attempt is not None:
            attempt.outcome = attempt.outcome or outcome
        if call is not None:
            end_call(call, "not_reached")


def _end(attempt: CallbackTry) -> None:
    attempt.number = attempt.number_key_id = None
    attempt.outcome = attempt.outcome or TryOutcome.NO_HANDLER
    attempt.state, attempt.ended_at = TryState.OVER, now()
    owe("callback.after_try", attempt.id, desk=attempt.desk)


def _of_leg(leg_id: UUID) -> CallbackTry | None:
    """Locked, after the call."""
    query = select(CallbackTry).where(CallbackTry.leg_id == leg_id).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def _of_call(call_id: UUID) -> CallbackTry | None:
    query = select(CallbackTry).where(
        CallbackTry.call_id == call_id, CallbackTry.ended_at.is_(None)
    )
    fresh = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(fresh)
