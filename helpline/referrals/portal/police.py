"""What the police were told, and their acknowledgement."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import guard
from helpline.i18n import gettext as _
from helpline.referrals.actions import answering
from helpline.referrals.portal import queries
from helpline.referrals.portal.blueprint import PORTAL
from helpline.referrals.portal.forms import AcknowledgeForm, CallUsForm
from helpline.referrals.portal.guards import signed_in
from helpline.referrals.portal.person import current_person


@PORTAL.get("/packages/<uuid:package_id>")
@guard(signed_in)
def package(package_id: UUID) -> ResponseReturnValue:
    return _page(package_id, AcknowledgeForm(), CallUsForm())


@PORTAL.post("/packages/<uuid:package_id>/acknowledge")
@guard(signed_in)
def acknowledge(package_id: UUID) -> ResponseReturnValue:
    """Say that it has arrived, under which reference, and with whom."""
    form = AcknowledgeForm(request.form)
    if not form.validate():
        return _page(package_id, form, CallUsForm()), 422
    with transaction():
        found = queries.package(package_id)
        answering.acknowledge(found, form.reference.data or "", by=current_person())
    flash(_("Acknowledged. They see your reference."))
    return redirect(url_for("portal.package", package_id=package_id))


@PORTAL.post("/packages/<uuid:package_id>/call-us")
@guard(signed_in)
def ask_to_be_called(package_id: UUID) -> ResponseReturnValue:
    """Say whom they should call."""
    form = CallUsForm(request.form)
    if not form.validate():
        return _page(package_id, AcknowledgeForm(), form), 422
    with transaction():
        found = queries.package(package_id)
        answering.ask_to_be_called(found, form.words.data or "", by=current_person())
    flash(_("They see that you want to be called."))
    return redirect(url_for("portal.package", package_id=package_id))


def _page(package_id: UUID, acknowledging: AcknowledgeForm, calling: CallUsForm) -> str:
    with transaction():
        found = queries.package(package_id)
        fields = answering.open_package(found, by=current_person())
        reports = queries.reports_on(found.id)
    return render_template(
        "partner/package.html",
        package=found,
        fields=fields,
        reports=reports,
        acknowledging=acknowledging,
        calling=calling,
    )
