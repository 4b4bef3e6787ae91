"""Weighing: each assessor for themselves, both on the same picture."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import guard
from helpline.errors import Refusal
from helpline.i18n import gettext as _
from helpline.intake import Contact
from helpline.people import current_staff
from helpline.triage.desk import queries as contacts
from helpline.triage.desk.views.reading import rendered
from helpline.triage.hotline import queries
from helpline.triage.hotline.actions.weighing import Weighed, weigh
from helpline.triage.hotline.blueprint import AT_HOTLINE, HOTLINE
from helpline.triage.hotline.codes import Outcome
from helpline.triage.hotline.decisions import Agreed, Open
from helpline.triage.hotline.factors import BY_CODE
from helpline.triage.hotline.forms import WeighingForm


@HOTLINE.get("/<uuid:contact_id>/weighing")
@guard(AT_HOTLINE)
def weighing(contact_id: UUID) -> ResponseReturnValue:
    """The picture once more, and one's own conclusion."""
    return _page(contacts.contact(contact_id), WeighingForm())


@HOTLINE.post("/<uuid:contact_id>/weighing")
@guard(AT_HOTLINE)
def conclude(contact_id: UUID) -> ResponseReturnValue:
    contact, found = contacts.contact(contact_id), queries.signal(contact_id)
    form = WeighingForm(request.form)
    if not form.validate():
        return _page(contact, form), 422
    try:
        with transaction():
            flash(_told(weigh(contact, found, _weighed(form), by=current_staff())))
    except Refusal as refusal:
        return _page(contact, form, refusal), refusal.status
    return redirect(url_for("hotline.signal", contact_id=contact.id))


def _weighed(form: WeighingForm) -> Weighed:
    return Weighed(
        outcome=Outcome(form.outcome.data),
        monitor_until=form.monitor_until.data,
        reasons=form.reasons.data or "",
    )


def _told(conclusion: Agreed | Open) -> str:
    if isinstance(conclusion, Agreed):
        return _("You both concluded the same. It is decided.")
    if conclusion is Open.DISAGREED:
        return _("You concluded differently. Talk with each other, then both weigh anew.")
    return _("Your conclusion is kept. A second person weighs it now, without seeing yours.")


def _page(contact: Contact, form: WeighingForm, refusal: Refusal | None = None) -> str:
    found = queries.signal(contact.id)
    return rendered(
        "weighing",
        contact,
        form=form,
        picture=queries.picture_of(found),
        factors=BY_CODE,
        refusal=refusal,
    )
