"""Duty call.order: what a handler asked for is asked of the carrier, and what came of it is kept.

A carrier that fails is asked again, three times in all; then the handler reads that it failed,
and the caller is not left on hold.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from helpline.clock import now
from helpline.db import db, transaction
from helpline.intake.calls.addresses import told_address
from helpline.intake.calls.duties import bringing_in, parting
from helpline.intake.calls.duties.holding import Talk, align, talk_of, tell_handler
from helpline.intake.calls.locks import lock_call
from helpline.intake.calls.prompts.brought_in import Said
from helpline.intake.calls.prompts.held import Told
from helpline.intake.calls.thirds import phone_of
from helpline.intake.models import (
    Call,
    CallOrder,
    CallState,
    OrderKind,
    OrderOutcome,
    OrderState,
    ThirdKind,
)
from helpline.outbox import HOUSE, Again, owe
from helpline.providers import (
    CallGone,
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    current_carrier,
)

MOST_TRIES: Final = 3
PAUSE: Final = timedelta(seconds=1)
UNTIL_HEARD: Final = timedelta(seconds=10)
"""So long do the words take in the slowest language."""
TO_OBJECT: Final = timedelta(seconds=5)
"""From the end of the words that a supervisor will listen until a phone rings for it."""

Outcome = Again | OrderOutcome | None
"""Try again then; it failed; or it is done."""


@dataclass(frozen=True, slots=True)
class Due:
    """An order that is to be carried out now."""

    id: UUID
    kind: OrderKind
    talk: Talk
    third: ThirdKind | None
    third_ref: str | None
    third_leg_id: UUID | None
    tries: int
    heard_at: datetime | None


def carry_out(order_id: UUID) -> Again | None:
    """Safe to run twice: what the carrier did before, it does not do again."""
    with transaction():
        due = _due(order_id)
    if due is None or isinstance(due, Again):
        return due
    outcome = _outcome_of(due)
    if isinstance(outcome, Again):
        return outcome
    with transaction():
        _end(due, outcome)
    return None


def _due(order_id: UUID) -> Due | Again | None:
    """Counts the try. An order is void when its handler or the caller is gone."""
    order = db.session.get_one(CallOrder, order_id, populate_existing=True)
    call = lock_call(order.call_id)
    if call is None or order.state not in bringing_in.OPEN or _is_settled(order, call):
        return None
    order.tries += 1
    talk = talk_of(call)
    if talk is None:
        return _not_known_yet(order)
    return Due(
        id=order.id,
        kind=order.kind,
        talk=talk,
        third=order.third,
        third_ref=order.third_ref,
        third_leg_id=order.third_leg_id,
        tries=order.tries,
        heard_at=order.heard_at,
    )


def _is_settled(order: CallOrder, call: Call) -> bool:
    """Whether time has settled it: they have left already, or the talk is not theirs any more."""
    if order.kind is OrderKind.LEAVE and parting.has_left(call, order):
        parting.hand_over(call.id, order.id)
        bringing_in.end(order, None)
        return True
    is_theirs = call.state is CallState.TALKING and call.accepted_leg_id == order.leg_id
    if not is_theirs:
        bringing_in.end(order, OrderOutcome.GONE)
    return not is_theirs


def _not_known_yet(order: CallOrder) -> Again | None:
    """The carrier's first report of the conference is still on its way, or was lost."""
    if order.tries < MOST_TRIES * 2:
        return Again(now() + PAUSE)
    call = lock_call(order.call_id)
    if call is not None:
        call.hold_wanted = call.is_held
    bringing_in.end(order, OrderOutcome.CARRIER)
    return None


def _outcome_of(due: Due) -> Outcome:
    try:
        return _DEEDS[due.kind](due)
    except CallGone:
        return OrderOutcome.GONE
    except CarrierRefused:
        return OrderOutcome.CARRIER
    except (CarrierUnavailable, CarrierUnclear):
        return Again(now() + PAUSE) if due.tries < MOST_TRIES else OrderOutcome.CARRIER


def _end(due: Due, outcome: OrderOutcome | None) -> None:
    """Where it failed, the caller is not on hold for it, unless they are for somebody else."""
    call = lock_call(due.talk.call_id)
    order = db.session.get_one(CallOrder, due.id, populate_existing=True)
    if order.tries != due.tries:
        return  # the carrier took so long that another tries: they say what came of it
    is_ringing = due.kind in _BRINGING and outcome is None
    if is_ringing:
        return  # whoever answers, or not, ends it
    if outcome is not None and order.third_leg_id is not None and due.kind in _BRINGING:
        bringing_in.drop(order.third_leg_id)
    bringing_in.end(order, outcome)
    has_failed = outcome is not None and due.kind in _ABOUT_HOLD
    if call is not None and has_failed and not bringing_in.is_consulted(call):
        call.hold_wanted = False
        owe("call.bring_back", call.id, desk=HOUSE)


def _align(due: Due) -> Outcome:
    align(due.talk.call_id)
    return None


def _consult(due: Due) -> Outcome:
    """The caller is on hold before anybody is called, so that they hear nothing of it."""
    if due.third_leg_id is None:
        align(due.talk.call_id)
    return _bring_in(due)


def _bring_in(due: Due) -> Outcome:
    phone = phone_of(due.third, due.third_ref or "") if due.third else None
    if phone is None:
        return OrderOutcome.NO_PHONE
    with transaction():
        call = lock_call(due.talk.call_id)
        order = db.session.get_one(CallOrder, due.id, populate_existing=True)
        if call is None or order.state not in bringing_in.OPEN:
            return OrderOutcome.STOPPED
        leg_id = bringing_in.leg_for(order, call, phone).id
    try:
        bringing_in.ring(leg_id, phone)
    except CarrierRefused:
        return OrderOutcome.UNREACHED
    return None


def _listen(due: Due) -> Outcome:
    """The caller hears of it, and has time to object, before any phone rings for it."""
    if due.heard_at is None:
        return _announce_listener(due)
    if now() < due.heard_at + TO_OBJECT:
        return Again(due.heard_at + TO_OBJECT)
    return _bring_in(due)


def _announce_listener(due: Due) -> Outcome:
    """The carrier says the words at once; where it does not, nobody listens."""
    if due.tries > MOST_TRIES:
        return OrderOutcome.UNHEARD
    with transaction():
        lock_call(due.talk.call_id)
        order = db.session.get_one(CallOrder, due.id, populate_existing=True)
        if order.state not in bringing_in.OPEN:
            return OrderOutcome.STOPPED
        order.state = OrderState.UNDER_WAY
    what = Told.WHISPERING if due.kind is OrderKind.WHISPER else Told.LISTENING
    url = told_address(due.talk.call_id, what)
    current_carrier().announce(due.talk.conference_ref, due.talk.caller_ref, url)
    tell_handler(due.talk, Said.SUPERVISOR_COMES)
    return Again(now() + UNTIL_HEARD)


_DEEDS: Final[Mapping[OrderKind, Callable[[Due], Outcome]]] = {
    OrderKind.HOLD: _align,
    OrderKind.UNHOLD: _align,
    OrderKind.TOGETHER: _align,
    OrderKind.CONSULT: _consult,
    OrderKind.BRING_IN: _bring_in,
    OrderKind.TAKE_OUT: lambda due: parting.take_out(due.talk, due.third_leg_id),
    OrderKind.LEAVE: lambda due: parting.leave_them(due.talk, due.id),
    OrderKind.LISTEN: _listen,
    OrderKind.WHISPER: _listen,
}
_BRINGING: Final = (
    OrderKind.CONSULT,
    OrderKind.BRING_IN,
    OrderKind.LISTEN,
    OrderKind.WHISPER,
)
_ABOUT_HOLD: Final = (OrderKind.HOLD, OrderKind.UNHOLD, OrderKind.TOGETHER, OrderKind.CONSULT)
