"""Putting words on every public page, and taking them down. Through the staff door."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import current_door
from helpline.intake.models import Announcement
from helpline.people import Staff


def announce_to_all(words: Mapping[str, str], lasts: timedelta, *, by: Staff) -> None:
    """From now on, for so long; it takes the place of what stands."""
    take_down(by=by)
    moment, announcement_id = now(), uuid4()
    db.session.add(
        Announcement(
            id=announcement_id,
            operator=current_door().operator,
            words=dict(words),
            begun_at=moment,
            begun_by=by.id,
            ends_at=moment + lasts,
        )
    )
    audit.record("announcement.begun", subject_id=announcement_id, actor_id=by.id)


def take_down(*, by: Staff) -> None:
    """Before its time. Nothing where nothing stands."""
    ended = update(Announcement).where(Announcement.is_standing())
    ended = ended.values(ended_at=now(), ended_by=by.id)
    for announcement_id in db.session.scalars(ended.returning(Announcement.id)).all():
        audit.record("announcement.ended", subject_id=announcement_id, actor_id=by.id)
