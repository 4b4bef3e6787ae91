"""Composing what one partner will read, seeing it as they will, and handing on."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpline import audit
from helpline.db import db, transaction
from helpline.doors import guard
from helpline.errors import Refusal
from helpline.i18n import gettext as _
from helpline.i18n import language_name
from helpline.intake.models import Contact
from helpline.people import current_staff
from helpline.referrals import queries
from helpline.referrals.actions.handing_on import Basis, basis_for, hand_on, released_fields
from helpline.referrals.codes import words_for
from helpline.referrals.models import Partner, Service
from helpline.referrals.releasable import RELEASABLE
from helpline.referrals.staff.blueprint import PAGES
from helpline.referrals.staff.finding import AT_SUPPORT
from helpline.referrals.staff.forms import PackageForm
from helpline.triage.support import place_wanted
from helpline.triage.support.codes import NEEDS

Passages = list[tuple[UUID, str]]


@PAGES.get("/support/<uuid:contact_id>/referrals/<uuid:service_id>/package")
@guard(AT_SUPPORT)
def compose(contact_id: UUID, service_id: UUID) -> ResponseReturnValue:
    """Fill in what they agreed to have told, and no more."""
    contact = db.get_or_404(Contact, contact_id)
    service, partner = queries.service_and_partner(service_id)
    basis, passages = basis_for(contact, partner), _passages(contact)
    form = _form(basis, passages, contact)
    return _page(contact, service, basis, form)


@PAGES.post("/support/<uuid:contact_id>/referrals/<uuid:service_id>/package")
@guard(AT_SUPPORT)
def send(contact_id: UUID, service_id: UUID) -> ResponseReturnValue:
    """Show it as the partner will read it; then, by a second press, hand it over."""
    contact = db.get_or_404(Contact, contact_id)
    service, partner = queries.service_and_partner(service_id)
    basis, passages = basis_for(contact, partner), _passages(contact)
    form = _form(basis, passages)
    try:
        valid = form.validate() and request.form.get("step") != "change"
        fields = released_fields(basis, form.written(passages)) if valid else {}
        if request.form.get("step") == "send" and fields:
            return _hand_on(contact, service, partner, form.written(passages))
    except Refusal as refused:
        return _page(contact, service, basis, form, refusal=refused), refused.status
    return _page(contact, service, basis, form, fields=fields)


def _hand_on(
    contact: Contact, service: Service, partner: Partner, written: dict[str, str]
) -> ResponseReturnValue:
    wanted = queries.wanted_by(contact.id)
    with transaction():
        hand_on(
            contact,
            service,
            written,
            wanted_id=wanted.id if wanted else None,
            by=current_staff(),
        )
    flash(_("Handed over. %(partner)s gets a mail and must sign in.", partner=partner.name))
    return redirect(url_for("referrals.find", contact_id=contact.id))


def _passages(contact: Contact) -> Passages:
    """What the enquirer wrote, opened to choose from; that leaves a trace."""
    with transaction():
        audit.record("contact.read", subject_id=contact.id, actor_id=current_staff().id)
    return queries.passages_of(contact)


def _form(basis: Basis, passages: Passages, contact: Contact | None = None) -> PackageForm:
    """``contact`` fills in what is known, the first time the form is shown."""
    known = _known(contact) if contact is not None else {}
    form = PackageForm(request.form, data=known)
    form.keep_only(set(basis.consent.what) & set(basis.agreement.categories), passages)
    return form


def _known(contact: Contact) -> dict[str, str]:
    wanted = queries.wanted_by(contact.id)
    known = {"language": f"{language_name(contact.language)} ({contact.language})"}
    if wanted is not None:
        known |= {"need": words_for(NEEDS, wanted.need), "place": place_wanted(contact, wanted)}
    return known


def _page(
    contact: Contact,
    service: Service,
    basis: Basis,
    form: PackageForm,
    **more: object,
) -> str:
    fields = more.get("fields") or {}
    assert isinstance(fields, dict)
    return render_template(
        "referrals/preview.html" if fields else "referrals/compose.html",
        contact=contact,
        service=service,
        basis=basis,
        form=form,
        fields=fields,
        held_back=[code for code in RELEASABLE if code not in fields],
        refusal=more.get("refusal"),
    )
