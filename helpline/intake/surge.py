"""Whether very many people reach for us at once: a person says so, for a time (R80)."""

from typing import Any, Final

from sqlalchemy import Row

from helpline.db import db
from helpline.intake.models import Surge
from helpline.policy import SurgeLevel, current_policy

# Put together once: every caller is told, or not.
_LEVEL: Final = Surge.newest(Surge.level)


def surge_now() -> SurgeLevel | None:
    """What the policy says follows, while it stands. Any door may ask."""
    level = db.session.connection().scalar(_LEVEL)
    return next((one for one in current_policy().surge if one.level == level), None)


def standing(*columns: Any) -> Row[Any] | None:  # noqa: ANN401  (what select takes)
    """These columns of the newest that stands."""
    return db.session.execute(Surge.newest(*columns)).first()
