"""The red bar: that there is danger, since when, and who has it. Never what it is."""

import logging
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import g
from sqlalchemy import or_, select
from sqlalchemy.exc import SQLAlchemyError

from helpline.clock import now
from helpline.db import db
from helpline.doors import Door, NoDoor, Role, current_door, through
from helpline.people import colleague_names
from helpline.policy import current_policy
from helpline.triage.danger.models import Danger, DangerState, Ending

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Red:
    """One danger, as everybody on the console sees it."""

    id: UUID
    raised_at: datetime
    minutes: int
    accepted_by: str
    stood_down_by: str
    """Not empty: amber, until a second person confirms."""
    is_drill: bool


def dangers_now() -> Sequence[Red] | None:
    """Red ones first, the oldest at the head; None when it cannot be known at this moment."""
    if "staff" not in g:
        return ()
    try:
        with some_door():
            return _read()
    except SQLAlchemyError:
        log.exception("the red bar cannot be read")
        db.session.rollback()
        return None


def some_door() -> ExitStack:
    """The page's own door; an error page may have none."""
    doors = ExitStack()
    try:
        current_door()
    except NoDoor:
        doors.enter_context(through(Door(Role.STAFF, current_policy().operator)))
    return doors


def _read() -> Sequence[Red]:
    unconfirmed = (Danger.ending == Ending.STOOD_DOWN) & Danger.second_by.is_(None)
    query = (
        select(
            Danger.id,
            Danger.raised_at,
            Danger.accepted_by,
            Danger.ended_by,
            Danger.is_drill,
        )
        .where(or_(Danger.state != DangerState.ENDED, unconfirmed))
        .order_by(Danger.ended_by.is_not(None), Danger.raised_at)
    )
    rows = db.session.execute(query).all()
    names = colleague_names(id_ for row in rows for id_ in (row.accepted_by, row.ended_by))
    return [
        Red(
            id=row.id,
            raised_at=row.raised_at,
            minutes=max(0, int((now() - row.raised_at).total_seconds()) // 60),
            accepted_by=names.get(row.accepted_by, ""),
            stood_down_by=names.get(row.ended_by, ""),
            is_drill=row.is_drill,
        )
        for row in rows
    ]
