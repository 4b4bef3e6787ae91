"""Taking somebody out of a talk, and leaving it to those who stay."""

from typing import Final
from uuid import UUID

from helpline.clock import now
from helpline.db import db, transaction
from helpline.intake.calls.actions.leaving import leave
from helpline.intake.calls.actions.orders import LISTENS, legs_of, orders_of, standing_of
from helpline.intake.calls.decisions.orders import Wish, decide_order
from helpline.intake.calls.duties.bringing_in import OPEN, end
from helpline.intake.calls.duties.holding import Talk
from helpline.intake.calls.locks import lock_call
from helpline.intake.events import CallHandedOver
from helpline.intake.models import (
    Call,
    CallLeg,
    CallOrder,
    LegPurpose,
    LegState,
    OrderOutcome,
    ThirdKind,
)
from helpline.outbox import announce, owe
from helpline.providers import CallGone, CarrierRefused, CarrierUnavailable, current_carrier

IN: Final = (LegState.ACCEPTED, LegState.JOINED)


def take_out(talk: Talk, leg_id: UUID | None) -> OrderOutcome | None:
    """Somebody who was brought in hears that the call goes on without them.

    Without a leg: whoever listens, or would, because the caller does not want it.
    """
    if leg_id is None:
        _let_nobody_listen(talk)
        return None
    leg = _sent_out(talk, leg_id)
    if leg is None:
        return OrderOutcome.GONE
    if leg.carrier_ref is not None:
        _part(talk, leg)
    with transaction():
        lock_call(talk.call_id)
        out = db.session.get_one(CallLeg, leg.id, populate_existing=True)
        if out.state is not LegState.ENDED:
            out.fate = out.fate or "cancelled"
            leave(out)
    return None


def leave_them(talk: Talk, order_id: UUID) -> OrderOutcome | None:
    """The handler goes. Looked at once more: only while somebody stays who is not on hold."""
    with transaction():
        call = lock_call(talk.call_id)
        order = db.session.get_one(CallOrder, order_id, populate_existing=True)
        keeper = _keeper_now(call, order) if call else None
        handler = db.session.get(CallLeg, order.leg_id, populate_existing=True)
        if keeper is None or handler is None or handler.carrier_ref is None:
            return OrderOutcome.GONE
        handler.is_sent_out = True
    try:
        _part(talk, handler)
    except (CarrierUnavailable, CarrierRefused):
        with transaction():
            _stays(talk, handler.id)
        raise
    with transaction():
        hand_over(talk.call_id, order_id)
    return None


def _stays(talk: Talk, leg_id: UUID) -> None:
    """Unless they are out all the same: by another try, or by hanging up."""
    lock_call(talk.call_id)
    leg = db.session.get_one(CallLeg, leg_id, populate_existing=True)
    leg.is_sent_out = leg.state is LegState.ENDED


def has_left(call: Call, order: CallOrder) -> bool:
    """They are out already, and somebody stays: by an earlier try, or by hanging up."""
    handler = db.session.get(CallLeg, order.leg_id, populate_existing=True)
    is_out = handler is not None and handler.state is LegState.ENDED
    return is_out and keeper_of(call) is not None


def keeper_of(call: Call) -> CallLeg | None:
    """Somebody with whom the caller can be left: no interpreter, and they hear one another."""
    if call.is_held or call.hold_wanted:
        return None
    able = (
        leg
        for leg in legs_of(call)
        if leg.purpose is LegPurpose.CONSULT
        and leg.state in IN
        and leg.third is not ThirdKind.INTERPRETER
    )
    return next(able, None)


def _keeper_now(call: Call, order: CallOrder) -> CallLeg | None:
    standing = standing_of(call, order.account_id)
    return None if decide_order(Wish.LEAVE, standing) else keeper_of(call)


def hand_over(call_id: UUID, order_id: UUID) -> None:
    """From now on the caller is with whoever stays; when they leave, the caller is told. Once."""
    call = lock_call(call_id)
    order = db.session.get_one(CallOrder, order_id, populate_existing=True)
    handler = db.session.get_one(CallLeg, order.leg_id, populate_existing=True)
    keeper = keeper_of(call) if call else None
    if handler.state is not LegState.ENDED:
        handler.state, handler.ended_at = LegState.ENDED, now()
    handler.left_at = handler.left_at or now()
    if call is None or keeper is None or order.state not in OPEN:
        return
    end(order, None)
    call.accepted_leg_id = order.third_leg_id = keeper.id
    order.third, order.third_name = keeper.third, keeper.third_name
    if call.is_danger:
        announce(CallHandedOver(order.id, "danger"))
    if keeper.third is ThirdKind.COLLEAGUE and call.desk is not None:
        owe("call.give", keeper.id, desk=call.desk)


def _let_nobody_listen(talk: Talk) -> None:
    """Also whoever waits until the caller has been told: their phone does not ring any more."""
    with transaction():
        call = lock_call(talk.call_id)
        wanted = [one for one in orders_of(call) if one.kind in LISTENS] if call else []
        for order in wanted:
            if order.third_leg_id is None:
                end(order, OrderOutcome.STOPPED)
        legs = [order.third_leg_id for order in wanted if order.third_leg_id is not None]
    for leg_id in legs:
        take_out(talk, leg_id)


def _sent_out(talk: Talk, leg_id: UUID) -> CallLeg | None:
    with transaction():
        lock_call(talk.call_id)
        leg = db.session.get(CallLeg, leg_id, populate_existing=True)
        if leg is None or leg.state is LegState.ENDED:
            return None
        leg.is_sent_out = True
    return leg


def _part(talk: Talk, leg: CallLeg) -> None:
    """Out of the conference; a phone that still rings stops. Whoever is gone already is out."""
    assert leg.carrier_ref is not None
    try:
        if leg.state in IN:
            current_carrier().remove(talk.conference_ref, leg.carrier_ref)
        else:
            current_carrier().hang_up(leg.carrier_ref)
    except CallGone:
        return
