"""Whether very many people reach for us at once: a person says so, for a time (R80)."""

from typing import Any

from sqlalchemy import ColumnElement, Row, select

from helpline.clock import now
from helpline.db import db
from helpline.intake.models import Surge
from helpline.policy import SurgeLevel, current_policy


def is_standing() -> ColumnElement[bool]:
    """Begun, not ended by anybody, and its time is not over."""
    return (Surge.ended_at.is_(None)) & (Surge.ends_at > now())


def surge_now() -> SurgeLevel | None:
    """What the policy says follows, while it stands. Any door may ask."""
    level = standing(Surge.level)
    return level and next((one for one in current_policy().surge if one.level == level[0]), None)


def standing(*columns: Any) -> Row[Any] | None:  # noqa: ANN401  (what select takes)
    """These columns of the newest that stands."""
    query = select(*columns).where(is_standing()).order_by(Surge.begun_at.desc()).limit(1)
    return db.session.execute(query).first()
