"""What a partner says about itself: free places and waiting time."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpline import audit
from helpline.db import db, transaction
from helpline.doors import guard
from helpline.i18n import gettext as _
from helpline.referrals.models import Service
from helpline.referrals.portal import queries
from helpline.referrals.portal.blueprint import PORTAL
from helpline.referrals.portal.forms import ServiceForm
from helpline.referrals.portal.guards import signed_in
from helpline.referrals.portal.person import current_person


@PORTAL.get("/services")
@guard(signed_in)
def services() -> ResponseReturnValue:
    return _page()


@PORTAL.post("/services/<uuid:service_id>")
@guard(signed_in)
def change_service(service_id: UUID) -> ResponseReturnValue:
    """Say how many can come now, so that nobody is sent to a closed door."""
    form = ServiceForm(request.form)
    if not form.validate():
        return _page(service_id, form), 422
    with transaction():
        service = db.get_or_404(Service, service_id)
        service.capacity, service.waiting_days = form.capacity.data, form.waiting_days.data
        audit.record("service.changed", subject_id=service.id, actor_id=current_person().id)
    flash(_("Saved. The counsellors see it from now on."))
    return redirect(url_for("portal.services"))


def _page(service_id: UUID | None = None, typed: ServiceForm | None = None) -> str:
    forms = [
        (each, typed if typed and each.id == service_id else ServiceForm(obj=each))
        for each in queries.services()
    ]
    return render_template("partner/services.html", forms=forms)
