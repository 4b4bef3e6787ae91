"""Making the carrier forget: its own records of what we sent, and how it is asked for one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from helpline.clock import now
from helpline.db import db, transaction
from helpline.messages.models import Outgoing
from helpline.outbox import HOUSE, Again, owe
from helpline.outbox.models import Obligation, State
from helpline.policy import current_policy
from helpline.providers import CallGone, CarrierRefused, Reason, current_carrier

KIND: Final = "messages.forget_record"
ROUND: Final = timedelta(minutes=15)
"""Between two looks for records whose time is over."""
SHORTEST_PAUSE: Final = timedelta(minutes=10)
LONGEST_PAUSE: Final = timedelta(days=1)
OVERDUE_AFTER: Final = timedelta(days=14)
"""So long the carrier may need to make a record final; then it stands before supervisors."""


def forget_records(_house: UUID) -> Again:
    """Owe the deletion of every text's record whose time is over."""
    moment = now()
    query = select(Outgoing).where(
        Outgoing.carrier_ref.is_not(None),
        Outgoing.forgetting_owed.is_(False),
        Outgoing.created_at < moment - current_policy().calls.records_kept,
    )
    with transaction():
        for outgoing in db.session.scalars(query.with_for_update(skip_locked=True)):
            outgoing.forgetting_owed = True
            owe(KIND, outgoing.id, desk=HOUSE, deadline_at=moment + OVERDUE_AFTER)
    return Again(moment + ROUND)


def forget_record(outgoing_id: UUID) -> Again | None:
    """Make the carrier delete one text: its words, and the number it went to."""
    query = select(Outgoing.carrier_ref, Outgoing.created_at).where(Outgoing.id == outgoing_id)
    with transaction():
        row = db.session.execute(query).first()
    if row is None or row[0] is None:
        return None
    reference, since = row[0], row[1]
    return make_forget(lambda: current_carrier().delete_text(reference), since)


def make_forget(delete: Callable[[], None], since: datetime) -> Again | None:
    """Ask once. What is gone is forgotten; what is not final yet is asked for again, later."""
    try:
        delete()
    except CallGone:
        return None
    except CarrierRefused as refused:
        if refused.reason is not Reason.NOT_YET:
            raise
        return Again(now() + pause(now() - since))
    return None


def pause(age: timedelta) -> timedelta:
    """A quarter of its age: soon at first, then once a day."""
    return min(max(age / 4, SHORTEST_PAUSE), LONGEST_PAUSE)


def owed(kind: str) -> Select[UUID]:
    """What is still to be deleted at the carrier."""
    return select(Obligation.subject_id).where(
        Obligation.kind == kind, Obligation.state == State.OPEN
    )


def is_done() -> ColumnElement[bool]:
    """The carrier has no record of this message, or none any more."""
    forgotten = Outgoing.forgetting_owed & Outgoing.id.not_in(owed(KIND))
    return Outgoing.carrier_ref.is_(None) | forgotten
