"""Duty danger.note_handover: a warm handover of a live caller stands in the danger's record."""

from uuid import UUID

from sqlalchemy import select

from helpline import audit
from helpline.db import db, transaction
from helpline.intake import CallLeg, CallOrder
from helpline.triage.danger.actions import lock
from helpline.triage.danger.ladder import as_danger
from helpline.triage.danger.models import Danger


def note_handover(order_id: UUID) -> None:
    """Who has the caller now, and since when. In clear: the worker holds no key to write more."""
    with as_danger(), transaction():
        order = db.session.get_one(CallOrder, order_id)
        danger = db.session.scalar(select(Danger).where(Danger.call_id == order.call_id))
        leg = db.session.get(CallLeg, order.third_leg_id)
        if danger is None or leg is None:
            return
        lock(danger)
        if danger.erased_at is not None or danger.handed_over_at == order.ended_at:
            return
        danger.handed_over_at, danger.handed_over_to = order.ended_at, leg.third_name
        danger.taken_over_at = leg.joined_at or leg.accepted_at
        audit.record("danger.handed_over", subject_id=danger.id, actor_id=order.account_id)
