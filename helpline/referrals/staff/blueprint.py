"""The frame of the staff's pages of this room."""

from datetime import date, datetime
from typing import Any, Final

from flask import Blueprint

from helpline.i18n import format_date, format_datetime
from helpline.policy.current import current_policy
from helpline.referrals import codes, releasable
from helpline.triage.support.codes import NEEDS

PAGES: Final = Blueprint("referrals", __name__, template_folder="../templates")


@PAGES.context_processor
def _words() -> dict[str, Any]:
    return {"codes": codes, "releasable": releasable, "needs": NEEDS, "when": when, "day": day}


def when(moment: datetime) -> str:
    """As the clock of the operator shows it."""
    return format_datetime(moment, current_policy().time_zone)


def day(value: date) -> str:
    return format_date(value)
