"""Finding a service, recording a yes, taking it back (R50, R53)."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpline.db import db, transaction
from helpline.doors import Desk, guard
from helpline.errors import Refusal
from helpline.i18n import gettext as _
from helpline.i18n import speaking
from helpline.intake.models import Contact
from helpline.people import at_desk, colleague_names, current_staff
from helpline.referrals import queries
from helpline.referrals.actions import closing, consenting
from helpline.referrals.errors import AgreementMissing
from helpline.referrals.models import Consent, Referral
from helpline.referrals.staff.blueprint import PAGES
from helpline.referrals.staff.forms import ConsentForm, FindForm

A_USUAL_YES: Final = timedelta(days=90)
AT_SUPPORT: Final = at_desk(Desk.SUPPORT)


@PAGES.route("/support/<uuid:contact_id>/referrals", methods=["GET", "POST"])
@guard(AT_SUPPORT)
def find(contact_id: UUID) -> ResponseReturnValue:
    """Services by language, place and need, and what became of earlier handovers.

    Searching posts: where a family lives is not written into addresses.
    """
    contact = db.get_or_404(Contact, contact_id)
    form = FindForm(request.form, data=queries.looked_for(contact))
    form.offer(queries.known_places())
    followed = queries.referrals_of(contact_id)
    return render_template(
        "referrals/find.html",
        contact=contact,
        form=form,
        consented=queries.services_with_a_yes(contact_id),
        matches=queries.matches_for(form.wish),
        followed=followed,
        under_way={each.service_under_way for each in followed},
        declined={each.service_that_declined for each in followed},
        consents=queries.consents_of(contact_id),
    )


@PAGES.route(
    "/support/<uuid:contact_id>/referrals/<uuid:service_id>/consent", methods=["GET", "POST"]
)
@guard(AT_SUPPORT)
def consent(contact_id: UUID, service_id: UUID) -> ResponseReturnValue:
    """Write down what they agreed to."""
    service, partner = queries.service_and_partner(service_id)
    agreement = queries.live_agreement(partner.id)
    if agreement is None:
        raise AgreementMissing(partner.name)
    usual = min(queries.today() + A_USUAL_YES, agreement.valid_to)
    form = ConsentForm(request.form, until=usual)
    form.offer(agreement.categories)
    refusal = None
    if request.method == "POST" and form.validate():
        try:
            return _record(contact_id, service_id, form)
        except Refusal as refused:
            refusal = refused
    page = render_template(
        "referrals/consent.html",
        contact=db.get_or_404(Contact, contact_id),
        service=service,
        partner=partner,
        agreement=agreement,
        form=form,
        refusal=refusal,
    )
    return page, 422 if request.method == "POST" else 200


def _record(contact_id: UUID, service_id: UUID, form: ConsentForm) -> ResponseReturnValue:
    with transaction():
        contact = db.get_or_404(Contact, contact_id)
        _service, partner = queries.service_and_partner(service_id)
        consenting.record_consent(contact, partner, form.yes, by=current_staff())
    flash(_("Their yes is recorded. They see it in their mailbox and can take it back there."))
    return redirect(url_for("referrals.compose", contact_id=contact_id, service_id=service_id))


@PAGES.get("/support/<uuid:contact_id>/consents/<uuid:consent_id>")
@guard(AT_SUPPORT)
def receipt(contact_id: UUID, consent_id: UUID) -> ResponseReturnValue:
    """What they agreed to, in their language, to print and hand over."""
    contact = db.get_or_404(Contact, contact_id)
    given = db.first_or_404(db.select(Consent).filter_by(id=consent_id, contact_id=contact_id))
    names = colleague_names([given.recorded_by])
    with speaking(contact.language):
        return render_template(
            "referrals/receipt.html", consent=given, contact=contact, names=names
        )


@PAGES.post("/support/<uuid:contact_id>/consents/<uuid:consent_id>/withdraw")
@guard(AT_SUPPORT)
def withdraw(contact_id: UUID, consent_id: UUID) -> ResponseReturnValue:
    """They told us, not the mailbox, that they take it back."""
    with transaction():
        db.get_or_404(Contact, contact_id)
        consenting.withdraw_consent(consent_id, contact_ids=[contact_id], by=current_staff())
    flash(_("Taken back. Nobody outside can open what was told any more."))
    return redirect(url_for("referrals.find", contact_id=contact_id))


@PAGES.post("/support/<uuid:contact_id>/handovers/<uuid:referral_id>/end")
@guard(AT_SUPPORT)
def end(contact_id: UUID, referral_id: UUID) -> ResponseReturnValue:
    """The counsellor takes a handover back, to choose another service."""
    with transaction():
        referral = db.first_or_404(
            db.select(Referral).filter_by(id=referral_id, contact_id=contact_id)
        )
        closing.take_back(referral, by=current_staff())
    flash(_("The handover is ended. You can choose another service."))
    return redirect(url_for("referrals.find", contact_id=contact_id))
