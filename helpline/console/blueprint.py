"""The console's frame: who is here, where they work, and the red bar on every page."""

from typing import Any, Final

from flask import Blueprint, current_app, g, url_for

from helpline.console.red_bar import dangers_now
from helpline.doors import Desk
from helpline.triage.desk.work import desk_name

CONSOLE: Final = Blueprint("console", __name__, template_folder="templates")


@CONSOLE.app_context_processor
def _frame() -> dict[str, Any]:
    return {
        "me": g.get("staff"),
        "dangers_now": dangers_now,
        "desk_name": desk_name,
        "link_to": link_to,
        "work_place": _work_place,
    }


def link_to(endpoint: str, **where: Any) -> str | None:  # noqa: ANN401  (what url_for takes)
    """The address of a page of another room, where this installation has it."""
    return url_for(endpoint, **where) if endpoint in current_app.view_functions else None


def _work_place(desk: Desk | None) -> str:
    return desk_name(desk) if desk else ""
