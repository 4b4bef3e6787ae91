"""Telling everybody something for a time, and that it is over. Through the staff door."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import current_door
from helpline.intake.models import Announcement, Surge
from helpline.people import Staff


def begin(kind: type[Announcement | Surge], lasts: timedelta, *, by: Staff, **said: object) -> None:
    """From now on, for so long; it takes the place of what stands. ``said``: its own columns."""
    end(kind, by=by)
    moment, begun_id = now(), uuid4()
    db.session.add(
        kind(
            id=begun_id,
            operator=current_door().operator,
            begun_at=moment,
            begun_by=by.id,
            ends_at=moment + lasts,
            **said,
        )
    )
    audit.record(f"{kind.__tablename__}.begun", subject_id=begun_id, actor_id=by.id)


def end(kind: type[Announcement | Surge], *, by: Staff) -> None:
    """Before its time. Nothing where nothing stands."""
    ended = update(kind).where(kind.is_standing()).values(ended_at=now(), ended_by=by.id)
    for ended_id in db.session.scalars(ended.returning(kind.id)).all():
        audit.record(f"{kind.__tablename__}.ended", subject_id=ended_id, actor_id=by.id)
