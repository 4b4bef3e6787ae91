"""Duties: the carrier's own records of calls and legs are deleted after the policy's time.

A record is owed its deletion by age alone: a call whose end we were never told is
found as well. While a call is not final, the carrier says so and is asked again.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select

from helpline.clock import now
from helpline.db import db, transaction
from helpline.intake.models import Call, CallLeg
from helpline.messages.forgetting import OVERDUE_AFTER, make_forget, owed
from helpline.outbox import HOUSE, Again, owe
from helpline.policy import current_policy
from helpline.providers import current_carrier

KIND: Final = "call.forget_record"
ROUND: Final = timedelta(minutes=15)
"""Between two looks for records whose time is over."""


def forget_records(_house: UUID) -> Again:
    """Owe the deletion of every record whose time is over."""
    before = now() - current_policy().calls.records_kept
    calls = select(Call).where(Call.forgetting_owed.is_(False), Call.started_at < before)
    legs = select(CallLeg).where(
        CallLeg.forgetting_owed.is_(False),
        CallLeg.carrier_ref.is_not(None),
        CallLeg.created_at < before,
    )
    with transaction():
        for record in (
            *db.session.scalars(calls.with_for_update(skip_locked=True)),
            *db.session.scalars(legs.with_for_update(skip_locked=True)),
        ):
            record.forgetting_owed = True
            owe(KIND, record.id, desk=HOUSE, deadline_at=now() + OVERDUE_AFTER)
    return Again(now() + ROUND)


def forget_record(record_id: UUID) -> Again | None:
    """Make the carrier delete its record of one call, or of one leg."""
    with transaction():
        found = db.session.get(Call, record_id) or db.session.get(CallLeg, record_id)
        if found is None or found.carrier_ref is None:
            return None
        reference = found.carrier_ref
        since = found.started_at if isinstance(found, Call) else found.created_at
    return make_forget(lambda: current_carrier().delete_call_record(reference), since)


def done_with_leg() -> ColumnElement[bool]:
    """The carrier has no record of this leg, or none any more."""
    forgotten = CallLeg.forgetting_owed & CallLeg.id.not_in(owed(KIND))
    return CallLeg.carrier_ref.is_(None) | forgotten


def done_with_call() -> ColumnElement[bool]:
    """The carrier has no record of this call any more, nor of any leg of it."""
    return and_(
        Call.forgetting_owed,
        Call.id.not_in(owed(KIND)),
        ~exists().where(CallLeg.call_id == Call.id, ~done_with_leg()),
    )
