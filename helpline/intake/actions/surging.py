"""Saying that very many people reach for us, and that it is over. Through the staff door."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import current_door
from helpline.intake.models import Surge
from helpline.people import Staff


def begin_surge(level: int, lasts: timedelta, *, by: Staff) -> None:
    """From now on, at this level, for so long; it takes the place of one that stands."""
    end_surge(by=by)
    moment, surge_id = now(), uuid4()
    db.session.add(
        Surge(
            id=surge_id,
            operator=current_door().operator,
            level=level,
            begun_at=moment,
            begun_by=by.id,
            ends_at=moment + lasts,
        )
    )
    audit.record("surge.begun", subject_id=surge_id, actor_id=by.id)


def end_surge(*, by: Staff) -> None:
    """It is over, before its time. Nothing where none stands."""
    ended = update(Surge).where(Surge.is_standing()).values(ended_at=now(), ended_by=by.id)
    for surge_id in db.session.scalars(ended.returning(Surge.id)).all():
        audit.record("surge.ended", subject_id=surge_id, actor_id=by.id)
