"""The support desk's own pages: clearing, and a partner's help."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import Desk, guard
from helpline.i18n import LANGUAGES
from helpline.i18n import gettext as _
from helpline.intake import Contact
from helpline.people import at_desk, current_staff
from helpline.triage.desk import queries as contacts
from helpline.triage.desk.blueprint import desk_pages
from helpline.triage.desk.views.reading import rendered
from helpline.triage.desk.work import DeskWork
from helpline.triage.support import actions, queries
from helpline.triage.support.codes import CAME_BACK, NEEDS, OUTCOMES, WARNING_SIGNS
from helpline.triage.support.forms import ClearingForm, WantedForm

AT_SUPPORT = at_desk(Desk.SUPPORT)
WORK = DeskWork(
    desk=Desk.SUPPORT,
    beside=queries.beside,
    marks=queries.marks,
    outcomes=queries.outcomes,
)
SUPPORT = desk_pages(WORK, __name__)


@SUPPORT.context_processor
def _words() -> dict[str, object]:
    return {
        "came_back": CAME_BACK,
        "needs": NEEDS,
        "outcomes": OUTCOMES,
        "warning_signs": WARNING_SIGNS,
    }


@SUPPORT.get("/<uuid:contact_id>/clearing")
@guard(AT_SUPPORT)
def clearing(contact_id: UUID) -> ResponseReturnValue:
    """The first counselling step, as far as it is written down."""
    contact = contacts.contact(contact_id)
    found = queries.clearing(contact_id)
    return rendered("clearing", contact, form=ClearingForm(data=queries.typed(contact, found)))


@SUPPORT.post("/<uuid:contact_id>/clearing")
@guard(AT_SUPPORT)
def clear(contact_id: UUID) -> ResponseReturnValue:
    contact, form = contacts.contact(contact_id), ClearingForm(request.form)
    if not form.validate():
        return rendered("clearing", contact, form=form), 422
    with transaction():
        actions.clear(contact, actions.Cleared(**form.data), by=current_staff())
    if form.warning_signs.data == "present":
        flash(_("There are warning signs: is it danger now? Then declare it."))
    return _back(contact)


@SUPPORT.get("/<uuid:contact_id>/partner-help")
@guard(AT_SUPPORT)
def wanted(contact_id: UUID) -> ResponseReturnValue:
    """What a partner's help should look like."""
    contact = contacts.contact(contact_id)
    return rendered("wanted", contact, form=_wanted_form(contact))


@SUPPORT.post("/<uuid:contact_id>/partner-help")
@guard(AT_SUPPORT)
def want(contact_id: UUID) -> ResponseReturnValue:
    contact = contacts.contact(contact_id)
    form = _wanted_form(contact)
    if not form.validate():
        return rendered("wanted", contact, form=form), 422
    need, language, where = form.need.data, form.language.data, form.place.data or ""
    with transaction():
        actions.want_referral(contact, need, language, where, by=current_staff())
    return _back(contact)


def _wanted_form(contact: Contact) -> WantedForm:
    form = WantedForm(request.form, language=contact.language)
    form.language.choices = [(language.code, language.name) for language in LANGUAGES.values()]
    return form


def _back(contact: Contact) -> ResponseReturnValue:
    return redirect(url_for("support.contact", contact_id=contact.id))
