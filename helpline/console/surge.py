"""Very many people at once: supervisors say so, and every console shows it (R80)."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from flask import abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from wtforms import Form, SelectField

from helpline.console import queries
from helpline.console.blueprint import CONSOLE
from helpline.console.red_bar import some_door
from helpline.db import db, transaction
from helpline.doors import guard
from helpline.i18n import gettext as _
from helpline.i18n import lazy_gettext as _l
from helpline.i18n import ngettext
from helpline.intake.actions import for_a_time
from helpline.intake.floods import rung_now
from helpline.intake.models import Surge
from helpline.intake.surge import standing
from helpline.people import colleague_names, current_staff, supervising
from helpline.policy import SurgeLevel, current_policy

log = logging.getLogger(__name__)

HOURS: Final = (1, 2, 4, 8, 12, 24, 48, 72)
"""For how long; who needs longer looks again by then."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A surge that stands, as everybody on the console sees it."""

    level: int
    begun_at: datetime
    ends_at: datetime
    begun_by: str


class SurgeForm(Form):
    """At which level, and for how long."""

    level = SelectField(_l("Level"), coerce=int)
    hours = SelectField(_l("For how long"), coerce=int)

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401  (wtforms' own arguments)
        super().__init__(*args, **more)
        self.level.choices = [(one.level, level_in_words(one)) for one in current_policy().surge]
        self.hours.choices = lengths()


def lengths() -> list[tuple[int, str]]:
    """For how many hours, in words."""
    return [(n, ngettext("%(num)d hour", "%(num)d hours", n)) for n in HOURS]


@CONSOLE.post("/supervisors/surge")
@guard(supervising)
def begin_surge() -> ResponseReturnValue:
    """From now on, until the time that was chosen."""
    form = SurgeForm(request.form)
    if not form.validate():
        abort(HTTPStatus.BAD_REQUEST)
    with transaction():
        lasts = timedelta(hours=form.hours.data)
        for_a_time.begin(Surge, lasts, by=current_staff(), level=form.level.data)
    return redirect(url_for("console.supervisors"))


@CONSOLE.post("/supervisors/surge/end")
@guard(supervising)
def end_surge() -> ResponseReturnValue:
    """It is over earlier."""
    with transaction():
        for_a_time.end(Surge, by=current_staff())
    return redirect(url_for("console.supervisors"))


@CONSOLE.app_context_processor
def _everywhere() -> dict[str, Any]:
    return {"surge_shown": surge_shown}


def surge_shown() -> Shown | None:
    """For the bar on every page. Nothing where it cannot be read: the red bar says that."""
    if "staff" not in g:
        return None
    try:
        with some_door():
            return _read()
    except SQLAlchemyError:
        log.exception("whether there is a surge cannot be read")
        db.session.rollback()
        return None


def _read() -> Shown | None:
    row = standing(Surge.level, Surge.begun_at, Surge.ends_at, Surge.begun_by)
    if row is None:
        return None
    by: UUID = row.begun_by
    return Shown(row.level, row.begun_at, row.ends_at, colleague_names([by]).get(by, ""))


def switch() -> dict[str, Any]:
    """The supervisors' page: the form, how many wait on the line, what the policy suggests."""
    waiting, shown = queries.callers_on_the_line(), surge_shown()
    suggested = max(_suggested(waiting), default=None)
    return {
        "surge_form": SurgeForm(level=shown.level if shown else suggested),
        "on_the_line": waiting,
        "suggested": suggested,
        "rung": rung_now(),
    }


def _suggested(waiting: int) -> Iterator[int]:
    return (one.level for one in current_policy().surge if one.suggested_when_waiting <= waiting)


def level_in_words(one: SurgeLevel) -> str:
    """The level, and what follows from it."""
    if one.recorded_notice_first:
        return _("%(level)d: our pages say so, and callers hear it first", level=one.level)
    return _("%(level)d: our pages say so", level=one.level)
