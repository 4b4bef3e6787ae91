"""The queue of the desk where I work, and the red bar: both fetched anew every two seconds."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from wtforms import SelectField

from helpline.clock import now
from helpline.console import queries
from helpline.console.blueprint import CONSOLE
from helpline.console.doors import at_my_desk
from helpline.console.forms import FindForm
from helpline.doors import guard
from helpline.i18n import gettext as _
from helpline.i18n import language_name_here, ngettext
from helpline.intake.models import ContactState
from helpline.people import colleague_names, current_staff, signed_in
from helpline.policy import current_policy
from helpline.triage.desk import wording
from helpline.triage.desk.decisions import waited
from helpline.triage.desk.work import work_of


@CONSOLE.get("/red-bar")
@guard(signed_in)
def red_bar() -> ResponseReturnValue:
    return render_template("console/red_bar.html")


@CONSOLE.get("/queue")
@guard(at_my_desk)
def queue() -> ResponseReturnValue:
    """What waits; with ``?poll`` only the part that changes."""
    form = _find_form()
    wanted = queries.Wanted(
        me=current_staff().id,
        reference=form.reference.data or "",
        language=_chosen(form.language),
        state=_chosen(form.state),
        whose=_chosen(form.whose),
    )
    part = "queue_rows" if "poll" in request.args else "queue"
    return render_template(f"console/{part}.html", form=form, **_lines(wanted))


def _find_form() -> FindForm:
    form = FindForm(request.args)
    anything = ("", _("All"))
    form.language.choices = [
        anything,
        *((code, language_name_here(code)) for code in current_policy().every_language),
    ]
    form.state.choices = [
        ("", _("All that are open")),
        *((state.value, wording.state_word(state)) for state in ContactState),
    ]
    form.whose.choices = [anything, ("mine", _("Mine")), ("nobody", _("Nobody has it"))]
    return form


def _chosen(field: SelectField) -> str:
    """What is no choice of ours looks for nothing: an address may hold anything, even a NUL."""
    return next((str(value) for value, _word, chosen, *_rest in field.iter_choices() if chosen), "")


def _lines(wanted: queries.Wanted) -> dict[str, Any]:
    desk = current_staff().desk
    assert desk is not None
    contacts: Sequence[queries.Waiting] = queries.queue(wanted)
    ids = [contact.id for contact in contacts]
    return {
        "contacts": contacts,
        "callers": queries.callers_waiting(),
        "marks": work_of(desk).marks(ids),
        "calls_due": queries.calls_due(ids),
        "unheard": queries.unheard(ids),
        "names": colleague_names(contact.taken_by for contact in contacts),
        "desk": desk,
        "wording": wording,
        "waiting_time": waiting_time,
    }


def waiting_time(since: Any) -> str:  # noqa: ANN401  (templates hand over what they have)
    """How long, in the two largest units: people compare it at a glance."""
    days, hours, minutes = waited(since, now())
    if days:
        return _("%(days)s, %(hours)s", days=_days(days), hours=_hours(hours))
    if hours:
        return _("%(hours)s, %(minutes)s", hours=_hours(hours), minutes=_minutes(minutes))
    return _minutes(minutes)


def _days(count: int) -> str:
    return ngettext("%(num)d day", "%(num)d days", count)


def _hours(count: int) -> str:
    return ngettext("%(num)d hour", "%(num)d hours", count)


def _minutes(count: int) -> str:
    return ngettext("%(num)d minute", "%(num)d minutes", count)
