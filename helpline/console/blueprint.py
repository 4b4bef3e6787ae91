"""The console's frame: who is here, where they work, and the red bar on every page."""

from contextlib import suppress
from typing import Any, Final

from flask import Blueprint, current_app, g, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from helpline.console.red_bar import dangers_now
from helpline.errors import Refusal
from helpline.people import Staff, signed_in
from helpline.triage.desk.work import desk_name

CONSOLE: Final = Blueprint("console", __name__, template_folder="templates")


@CONSOLE.app_context_processor
def _frame() -> dict[str, Any]:
    return {
        "me": _whoever(),
        "dangers_now": dangers_now,
        "desk_name": desk_name,
        "link_to": link_to,
    }


def _whoever() -> Staff | None:
    """Who is signed in; also on an address that leads nowhere, which no guard has seen."""
    if request.endpoint is None and "staff" not in g:
        with suppress(Refusal, SQLAlchemyError):
            signed_in()
    staff: Staff | None = g.get("staff")
    return staff


def link_to(endpoint: str, **where: Any) -> str | None:  # noqa: ANN401  (what url_for takes)
    """The address of a page of another room, where this installation has it."""
    return url_for(endpoint, **where) if endpoint in current_app.view_functions else None
