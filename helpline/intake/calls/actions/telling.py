"""What is said into a talk: to a caller on hold, and to one alone while the others go on."""

from typing import Final
from uuid import UUID

from sqlalchemy import select, update

from helpline.clock import now
from helpline.db import db
from helpline.intake.calls.actions.leaving import language_of
from helpline.intake.calls.actions.scenes import to_caller
from helpline.intake.calls.addresses import heard_address, held_address
from helpline.intake.calls.decisions.orders import is_long_hold
from helpline.intake.calls.prompts import brought_in, held
from helpline.intake.calls.prompts.brought_in import Said
from helpline.intake.calls.prompts.held import Meanwhile, Told
from helpline.intake.calls.prompts.speaking import said
from helpline.intake.models import (
    Call,
    CallLeg,
    CallOrder,
    LegPurpose,
    LegState,
    OrderKind,
    OrderState,
    ThirdKind,
)
from helpline.providers import Answer

BETWEEN_SECONDS: Final = 6
LISTENING: Final = (OrderKind.LISTEN, OrderKind.WHISPER)


def hold(call_id: UUID) -> Answer:
    """What happens meanwhile, and then the same question again: the carrier loops nothing."""
    call = db.session.get_one(Call, call_id, populate_existing=True)
    meanwhile, third = _meanwhile(call_id)
    is_long = is_long_hold(call.held_since, now())
    words = to_caller(call, lambda: held.on_hold(meanwhile, third, is_long=is_long))
    return Answer().say(*words).pause(BETWEEN_SECONDS).go_to(held_address(call_id))


def tell_caller(call_id: UUID, what: Told) -> Answer:
    """Where somebody will listen, the carrier asks for more when the words were said to the end."""
    call = db.session.get_one(Call, call_id, populate_existing=True)
    answer = Answer().say(*to_caller(call, lambda: held.told(what)))
    if what in {Told.LISTENING, Told.WHISPERING}:
        answer.go_to(heard_address(call_id))
    return answer


def note_heard(call_id: UUID) -> Answer:
    """The caller has heard that somebody will listen: only now may a phone ring for it."""
    db.session.execute(
        update(CallOrder)
        .where(
            CallOrder.call_id == call_id,
            CallOrder.kind.in_(LISTENING),
            CallOrder.state == OrderState.UNDER_WAY,
            CallOrder.heard_at.is_(None),
        )
        .values(heard_at=now())
        .execution_options(synchronize_session=False)
    )
    return Answer().pause()


def tell_leg(leg_id: UUID, what: Said) -> Answer:
    leg = db.session.get_one(CallLeg, leg_id, populate_existing=True)
    return Answer().say(*said(language_of(leg), lambda: brought_in.said(what)))


def _meanwhile(call_id: UUID) -> tuple[Meanwhile, ThirdKind | None]:
    """Named only where the caller agreed to them: in danger they may not have been asked."""
    query = (
        select(CallLeg, CallOrder)
        .join(CallOrder, CallOrder.third_leg_id == CallLeg.id)
        .where(
            CallLeg.call_id == call_id,
            CallLeg.purpose == LegPurpose.CONSULT,
            CallLeg.state != LegState.ENDED,
            CallOrder.kind.in_((OrderKind.CONSULT, OrderKind.BRING_IN)),
        )
        .order_by(CallLeg.created_at.desc())
    )
    found = db.session.execute(query).first()
    if found is None:
        return Meanwhile.ASIDE, None
    leg, order = found
    is_in = leg.state in {LegState.ACCEPTED, LegState.JOINED}
    third = leg.third if order.is_agreed else None
    return Meanwhile.SPEAKING if is_in else Meanwhile.RINGING, third
