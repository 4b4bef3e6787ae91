"""Duties: ringing somebody into a call, and what becomes of their phone.

A phone that is busy, is not answered, declines, or is a voicemail brings the caller back.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import func, or_, select

from helpline.clock import now
from helpline.db import db, transaction
from helpline.intake.calls.actions.conferring import note_joined
from helpline.intake.calls.actions.leaving import leave
from helpline.intake.calls.addresses import answered_address, status_address
from helpline.intake.calls.duties.holding import (
    Talk,
    talk_of,
    tell_caller,
    tell_handler,
)
from helpline.intake.calls.duties.one_phone import note_rung
from helpline.intake.calls.locks import lock_call, lock_leg
from helpline.intake.calls.prompts.brought_in import Said
from helpline.intake.calls.prompts.held import Told
from helpline.intake.calls.thirds import Phone
from helpline.intake.models import (
    Call,
    CallLeg,
    CallOrder,
    LegPurpose,
    LegState,
    OrderKind,
    OrderOutcome,
    OrderState,
)
from helpline.outbox import HOUSE, Again, owe
from helpline.policy import current_policy
from helpline.providers import (
    CallGone,
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    Leg,
    current_carrier,
)

OPEN: Final = (OrderState.ASKED, OrderState.UNDER_WAY)
LOOK_AGAIN: Final = timedelta(seconds=3)
GRACE: Final = timedelta(seconds=20)
"""To listen and press a key; also for reports that come late."""
SETTLED: Final = (LegState.JOINED, LegState.ENDED)
JOINING: Final = timedelta(seconds=6)
"""From the key until the carrier tells us that they are in."""
FATES: Final = {
    "busy": OrderOutcome.BUSY,
    "no_answer": OrderOutcome.NO_ANSWER,
    "cancelled": OrderOutcome.STOPPED,
    "failed": OrderOutcome.UNREACHED,
    "completed": OrderOutcome.NO_KEY,
}


def leg_for(order: CallOrder, call: Call, phone: Phone) -> CallLeg:
    """The phone that rings for this wish; the same one, when it is tried again."""
    if order.third_leg_id is not None:
        return db.session.get_one(CallLeg, order.third_leg_id, populate_existing=True)
    coached = db.session.get(CallLeg, order.leg_id) if order.kind is OrderKind.WHISPER else None
    listens = order.kind in {OrderKind.LISTEN, OrderKind.WHISPER}
    leg = CallLeg(
        id=uuid4(),
        operator=order.operator,
        call_id=call.id,
        account_id=phone.account_id,
        purpose=LegPurpose.LISTEN if listens else LegPurpose.CONSULT,
        language=_language(phone),
        third=order.third,
        third_name=order.third_name,
        coaches=coached and coached.carrier_ref,
        state=LegState.OWED,
        created_at=now(),
    )
    db.session.add(leg)
    order.third_leg_id, order.state = leg.id, OrderState.UNDER_WAY
    owe("call.third", leg.id, desk=HOUSE, due_at=now() + LOOK_AGAIN)
    return leg


def ring(leg_id: UUID, phone: Phone) -> None:
    """Once. Raises CarrierUnavailable and CarrierRefused: then nothing rings.

    A ring that may or may not have happened is not repeated: two would ring into one talk.
    """
    with transaction():
        leg = lock_leg(leg_id)
        if leg.state is not LegState.OWED:
            return
        leg.state = LegState.RINGING
    wanted = Leg(
        to=phone.number,
        answered_url=answered_address(leg_id, phone.number),
        status_url=status_address(leg_id, phone.number),
        seconds=current_policy().calls.ring_seconds,
    )
    try:
        carrier_ref = current_carrier().ring(wanted)
    except CarrierUnclear:
        return
    except CarrierUnavailable:
        _put_down(leg_id)
        raise
    note_rung(leg_id, carrier_ref)


def look(leg_id: UUID) -> Again | None:
    """What became of the phone of somebody who was called; looks until it is known."""
    with transaction():
        leg, call, order = _found(leg_id)
        talk = talk_of(call)
        if leg.state is LegState.JOINED:
            end(order, None)
        news = _note_ended(leg, call, order) if leg.state is LegState.ENDED else None
    if leg.state in SETTLED:
        _tell(talk, news)
        return None
    if _is_overdue(leg):
        _find_out(leg, talk)
    return Again(now() + LOOK_AGAIN)


def _note_ended(leg: CallLeg, call: Call, order: CallOrder) -> Said | None:
    """Brings the caller back where nobody else is there for them; returns what is news."""
    was_open = order.state in OPEN
    end(order, _outcome(leg))
    if leg.purpose is LegPurpose.LISTEN or call.accepted_leg_id != order.leg_id:
        return None
    if call.hold_wanted and not is_consulted(call):
        call.hold_wanted = False
        owe("call.bring_back", call.id, desk=HOUSE)
        return None  # both are told when the caller is back
    if was_open:
        return Said.NOT_REACHED
    return None if leg.is_sent_out else Said.THIRD_LEFT


def _tell(talk: Talk | None, news: Said | None) -> None:
    if talk is None or news is None or talk.hold_wanted:
        return  # they speak with another one, and the caller is not with them
    if news is Said.NOT_REACHED and not talk.is_held:
        tell_caller(talk, Told.NOT_REACHED)
    tell_handler(talk, news)


def _is_overdue(leg: CallLeg) -> bool:
    """Reports may have been lost: then we find out ourselves."""
    if leg.accepted_at is not None:
        return now() > leg.accepted_at + JOINING
    ringing = timedelta(seconds=current_policy().calls.ring_seconds)
    return now() > leg.created_at + ringing + GRACE


def _find_out(leg: CallLeg, talk: Talk | None) -> None:
    """Asking to be as they are changes nothing, and fails where they are not in the conference."""
    carrier = current_carrier()
    try:
        if leg.accepted_at is None:
            if leg.carrier_ref is not None:
                carrier.hang_up(leg.carrier_ref)
            _over(leg.id)
        elif talk is not None and leg.carrier_ref is not None:
            same = carrier.mute if leg.is_muted else carrier.unmute
            same(talk.conference_ref, leg.carrier_ref)
            _in(leg.id)
    except CallGone:
        _over(leg.id)
    except (CarrierRefused, CarrierUnavailable, CarrierUnclear):
        return


def drop(leg_id: UUID) -> None:
    """Their phone was never rung, or cannot be."""
    leg = db.session.get_one(CallLeg, leg_id, populate_existing=True)
    if leg.state is LegState.OWED:
        leg.state, leg.ended_at, leg.fate = LegState.ENDED, now(), "failed"
    elif leg.state is not LegState.ENDED:
        leg.fate = leg.fate or "failed"
        leave(leg)


def _over(leg_id: UUID) -> None:
    with transaction():
        leg = db.session.get_one(CallLeg, leg_id, populate_existing=True)
        lock_call(leg.call_id)
        if leg.state is not LegState.ENDED:
            leg.fate = leg.fate or "no_answer"
            leave(leg)


def _in(leg_id: UUID) -> None:
    with transaction():
        note_joined(lock_leg(leg_id))


def _put_down(leg_id: UUID) -> None:
    """It did not ring, and is to; unless it need not any more."""
    with transaction():
        leg = lock_leg(leg_id)
        if leg.state is LegState.RINGING:
            leg.state = LegState.OWED


def end(order: CallOrder, outcome: OrderOutcome | None) -> None:
    """Once: what is done stays done, also when they leave later."""
    if order.state not in OPEN:
        return
    order.state = OrderState.DONE if outcome is None else OrderState.FAILED
    order.outcome, order.ended_at = outcome, now()


def _outcome(leg: CallLeg) -> OrderOutcome:
    if leg.declined_at is not None:
        return OrderOutcome.DECLINED
    if leg.accepted_at is not None:
        return OrderOutcome.GONE
    return FATES.get(leg.fate or "", OrderOutcome.NO_ANSWER)


def is_consulted(call: Call) -> bool:
    """Whether the caller is on hold for somebody: there, or being called, or about to be.

    Whoever was consulted before all were brought together is in the talk, and consulted no more.
    """
    joined = (OrderKind.UNHOLD, OrderKind.TOGETHER)
    together = select(func.max(CallOrder.asked_at)).where(
        CallOrder.call_id == call.id, CallOrder.kind.in_(joined)
    )
    is_open = CallOrder.third_leg_id.is_(None) & CallOrder.state.in_(OPEN)
    query = (
        select(CallOrder.id)
        .outerjoin(CallLeg, CallLeg.id == CallOrder.third_leg_id)
        .where(
            CallOrder.call_id == call.id,
            CallOrder.kind == OrderKind.CONSULT,
            CallOrder.asked_at > func.coalesce(together.scalar_subquery(), call.started_at),
            or_(is_open, CallLeg.state != LegState.ENDED),
        )
    )
    return db.session.scalar(query.limit(1)) is not None


def _language(phone: Phone) -> str:
    offered = current_policy().languages
    return next((code for code in offered if code in phone.languages), offered[0])


def _found(leg_id: UUID) -> tuple[CallLeg, Call, CallOrder]:
    """The call is locked first, as everywhere."""
    leg = db.session.get_one(CallLeg, leg_id)
    call = lock_call(leg.call_id)
    assert call is not None
    kinds = (OrderKind.CONSULT, OrderKind.BRING_IN, OrderKind.LISTEN, OrderKind.WHISPER)
    query = select(CallOrder).where(CallOrder.third_leg_id == leg_id, CallOrder.kind.in_(kinds))
    order = db.session.scalars(query.execution_options(populate_existing=True)).one()
    return lock_leg(leg_id), call, order
