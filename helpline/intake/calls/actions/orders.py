"""What a handler asks for during a call: kept as a wish, and carried out by the worker.

Nothing is asked of the carrier here. Whoever posts the same wish again has one wish.
"""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import select

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.intake.calls.decisions.orders import No, Others, Standing, Wish, decide_order
from helpline.intake.calls.errors import NobodyChosen, NobodyListensHere, NotNow
from helpline.intake.calls.thirds import Asking, Third, chosen
from helpline.intake.models import (
    Call,
    CallLeg,
    CallOrder,
    CallState,
    LegPurpose,
    LegState,
    OrderKind,
    OrderState,
    ThirdKind,
)
from helpline.outbox import HOUSE, owe
from helpline.policy import Listening, current_policy

OPEN: Final = (OrderState.ASKED, OrderState.UNDER_WAY)
RUNG: Final = (LegState.OWED, LegState.RINGING)
IN: Final = (LegState.ACCEPTED, LegState.JOINED)
HOLDS: Final = (OrderKind.HOLD, OrderKind.CONSULT)
BRINGS: Final = (OrderKind.CONSULT, OrderKind.BRING_IN)
LISTENS: Final = (OrderKind.LISTEN, OrderKind.WHISPER)
UNHOLDS: Final = (OrderKind.UNHOLD, OrderKind.TOGETHER)


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a wish is about, beside the caller."""

    third: Third | None = None
    leg: CallLeg | None = None
    is_agreed: bool = False


def ask(call: Call, kind: OrderKind, *, by: UUID) -> CallOrder:
    """Hold, unhold, all together, leave. Raises NotNow."""
    _check(call, kind, by)
    return _order(call, kind, Named(), by)


def bring_in(asking: Asking, kind: OrderKind, key: str, *, is_agreed: bool) -> CallOrder:
    """Call somebody, to consult them first or into the talk. Raises NotNow, NobodyChosen.

    It tells them about the caller: that the caller agreed stands in the audit. Danger need not
    wait for it (design: §7).
    """
    call, by = asking.call, asking.account_id
    _check(call, kind, by, is_agreed=is_agreed)
    third = chosen(asking, key)
    if third is None:
        raise NobodyChosen
    order = _order(call, kind, Named(third=third, is_agreed=is_agreed), by)
    consent = "call.third_agreed" if is_agreed else "call.third_in_danger"
    audit.record(consent, subject_id=order.id, actor_id=by)
    return order


def take_out(call: Call, leg_id: UUID, *, by: UUID) -> CallOrder:
    """Somebody who was brought in, or whose phone still rings for it. Raises NotNow."""
    _check(call, OrderKind.TAKE_OUT, by)
    leg = db.session.get(CallLeg, leg_id, populate_existing=True)
    if leg is None or leg.call_id != call.id or leg.purpose is not LegPurpose.CONSULT:
        raise NotNow(No.NOBODY_IN)
    return _order(call, OrderKind.TAKE_OUT, Named(leg=leg), by)


def listen(call: Call, kind: OrderKind, *, by: UUID, name: str) -> CallOrder:
    """A supervisor wants to hear the call. Raises NobodyListensHere, NotNow."""
    if current_policy().calls.listening is Listening.NEVER:
        raise NobodyListensHere
    _check(call, kind, by)
    third = Third(ThirdKind.COLLEAGUE, str(by), name)
    return _order(call, kind, Named(third=third), by)


def stop_listening(call: Call, *, by: UUID) -> None:
    """The supervisor goes. Nothing happens where they are not there."""
    for leg in legs_of(call):
        if leg.purpose is LegPurpose.LISTEN and leg.account_id == by:
            _order(call, OrderKind.TAKE_OUT, Named(leg=leg), by)


def refuse_listener(call: Call, *, by: UUID) -> None:
    """The caller said no to being listened to, and who talks with them stops it. Raises NotNow."""
    db.session.refresh(call, with_for_update=True)
    if not standing_of(call, by).is_mine:
        raise NotNow(No.NOT_YOURS)
    name = listener_of(call)
    if name:
        nobody_yet = Third(ThirdKind.COLLEAGUE, "", name)
        _order(call, OrderKind.TAKE_OUT, Named(third=nobody_yet), by)


def listener_of(call: Call) -> str:
    """Who listens, or is about to. Empty: nobody."""
    alive = {leg.id for leg in legs_of(call)}
    wanted = (order for order in orders_of(call) if order.kind in LISTENS)
    found = (one for one in wanted if one.state in OPEN or one.third_leg_id in alive)
    return next((one.third_name or "" for one in found), "")


def standing_of(call: Call, account_id: UUID) -> Standing:
    """How the call stands for this person."""
    legs = legs_of(call)
    return Standing(
        is_talking=call.state is CallState.TALKING,
        is_mine=any(
            leg.id == call.accepted_leg_id and leg.account_id == account_id for leg in legs
        ),
        is_held=call.hold_wanted,
        others=_others(call, legs),
        is_danger=call.is_danger,
        may_listen=current_policy().calls.listening is Listening.ANNOUNCED,
    )


def legs_of(call: Call) -> list[CallLeg]:
    """Phones of ours that are not down, in the order in which they came."""
    query = (
        select(CallLeg)
        .where(CallLeg.call_id == call.id, CallLeg.state != LegState.ENDED)
        .order_by(CallLeg.created_at)
    )
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def orders_of(call: Call) -> list[CallOrder]:
    """The newest first."""
    query = select(CallOrder).where(CallOrder.call_id == call.id)
    fresh = query.order_by(CallOrder.asked_at.desc()).execution_options(populate_existing=True)
    return list(db.session.scalars(fresh))


def _check(call: Call, kind: OrderKind, by: UUID, *, is_agreed: bool = False) -> None:
    """Locks the call first, so that two wishes are weighed one after the other."""
    db.session.refresh(call, with_for_update=True)
    standing = replace(standing_of(call, by), is_agreed=is_agreed)
    why = decide_order(Wish(kind.value), standing)
    if why is not None:
        raise NotNow(why)


def _order(call: Call, kind: OrderKind, named: Named, by: UUID) -> CallOrder:
    open_already = _same(call, kind, named)
    if open_already is not None:
        return open_already
    if kind in (*HOLDS, *UNHOLDS):
        call.hold_wanted = kind in HOLDS
    third, leg = named.third, named.leg
    order = CallOrder(
        id=uuid4(),
        operator=call.operator,
        call_id=call.id,
        leg_id=call.accepted_leg_id,
        account_id=by,
        kind=kind,
        third=third.kind if third else leg and leg.third,
        third_ref=third.ref if third else None,
        third_name=third.name if third else leg and leg.third_name,
        third_leg_id=leg.id if leg else None,
        is_agreed=named.is_agreed,
        state=OrderState.ASKED,
        tries=0,
        asked_at=now(),
    )
    db.session.add(order)
    audit.record(f"call.{kind}", subject_id=order.id, actor_id=by)
    owe("call.order", order.id, desk=HOUSE)
    if kind in HOLDS:
        owe("call.watch_hold", call.id, desk=HOUSE)
    return order


def _same(call: Call, kind: OrderKind, named: Named) -> CallOrder | None:
    leg_id = named.leg.id if named.leg else None
    for order in orders_of(call):
        is_about = order.third_leg_id == leg_id or named.third is not None
        if order.kind is kind and order.state in OPEN and is_about:
            return order
    return None


def _others(call: Call, legs: list[CallLeg]) -> Others:
    thirds = [leg for leg in legs if leg.purpose is LegPurpose.CONSULT]
    joined = [leg for leg in thirds if leg.state in IN]
    listeners = [leg for leg in legs if leg.purpose is LegPurpose.LISTEN]
    return Others(
        rung=sum(leg.state in RUNG for leg in thirds) + _asked(call, BRINGS),
        joined=len(joined),
        stay=sum(leg.third is not ThirdKind.INTERPRETER for leg in joined),
        listeners=len(listeners) + _asked(call, LISTENS),
    )


def _asked(call: Call, kinds: tuple[OrderKind, ...]) -> int:
    """Wishes for which no phone rings yet."""
    waiting = [one for one in orders_of(call) if one.state in OPEN and one.third_leg_id is None]
    return sum(order.kind in kinds for order in waiting)
