"""The frame of the partner face."""

from typing import Any, Final

from flask import Blueprint, g

from helpline.referrals import codes

PORTAL: Final = Blueprint("portal", __name__)


@PORTAL.app_context_processor
def _frame() -> dict[str, Any]:
    return {"person": g.get("partner_person"), "codes": codes}
