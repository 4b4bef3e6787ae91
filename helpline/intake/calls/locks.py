"""Locks until the transaction ends, on a call or a leg. The call first, or two wait for ever."""

from uuid import UUID

from sqlalchemy import select

from helpline.db import db
from helpline.intake.models import Call, CallLeg


def lock_call(call_id: UUID | None) -> Call | None:
    """The call as it is now. None where there is none, or no more."""
    query = select(Call).where(Call.id == call_id)
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


def lock_leg(leg_id: UUID) -> CallLeg:
    """The leg as it is now. Raises NoResultFound."""
    return db.session.get_one(CallLeg, leg_id, with_for_update=True, populate_existing=True)


def lock_with_call(leg_id: UUID) -> tuple[CallLeg, Call | None]:
    """A leg and the call that it rings for. Raises NoResultFound."""
    call = lock_call(db.session.get_one(CallLeg, leg_id).call_id)
    return lock_leg(leg_id), call
