"""Whether very many people reach for us at once: a person says so, for a time (R80)."""

from typing import Any, Final

from sqlalchemy import Row, Select, select

from helpline.db import db
from helpline.intake.models import Surge
from helpline.policy import SurgeLevel, current_policy


def _newest(*columns: Any) -> Select[Any]:  # noqa: ANN401  (what select takes)
    return select(*columns).where(Surge.is_standing()).order_by(Surge.begun_at.desc()).limit(1)


# Put together once: every caller is told, or not.
_LEVEL: Final = _newest(Surge.level)


def surge_now() -> SurgeLevel | None:
    """What the policy says follows, while it stands. Any door may ask."""
    level = db.session.connection().scalar(_LEVEL)
    return next((one for one in current_policy().surge if one.level == level), None)


def standing(*columns: Any) -> Row[Any] | None:  # noqa: ANN401  (what select takes)
    """These columns of the newest that stands."""
    return db.session.execute(_newest(*columns)).first()
