"""The hotline's set of the shared pages, and what a contact page shows beside them."""

from typing import Any, Final

from helpline.db import db
from helpline.doors import Desk
from helpline.i18n import gettext as _
from helpline.intake import Contact
from helpline.people import at_desk
from helpline.triage.desk.blueprint import desk_pages
from helpline.triage.desk.work import DeskWork
from helpline.triage.hotline import queries, wording
from helpline.triage.hotline.codes import Outcome
from helpline.triage.hotline.errors import StillBeingWeighed, StillMonitored
from helpline.triage.hotline.forms import SignalForm
from helpline.triage.hotline.models import Signal

AT_HOTLINE: Final = at_desk(Desk.HOTLINE)


def beside(contact: Contact) -> dict[str, Any]:
    """Whether it is assessed, by whom, and what came of it."""
    return {
        "signal": db.session.get(Signal, contact.id),
        "assessors": queries.assessors(),
        "form": signal_form(),
    }


def signal_form(formdata: Any = None, found: Signal | None = None) -> SignalForm:  # noqa: ANN401
    form = SignalForm(
        formdata,
        data={"about": found.about, "responsible": str(found.responsible_id)} if found else None,
    )
    people = [(str(id_), name) for id_, name in queries.assessors().items()]
    form.responsible.choices = [("", _("Choose one")), *people]
    return form


def check_closing(contact: Contact) -> None:
    """A signal is decided before it is closed, and looked at again where that was promised."""
    signal = db.session.get(Signal, contact.id)
    if signal is None:
        return
    if signal.outcome is None:
        raise StillBeingWeighed
    if signal.outcome is Outcome.MONITOR:
        raise StillMonitored


WORK: Final = DeskWork(
    desk=Desk.HOTLINE,
    beside=beside,
    check_closing=check_closing,
    marks=queries.marks,
    outcomes=queries.outcomes,
)
HOTLINE: Final = desk_pages(WORK, __name__)


@HOTLINE.context_processor
def _words() -> dict[str, object]:
    return dict(wording.EVERYTHING)
