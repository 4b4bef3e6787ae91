"""What a family reads in their mailbox: who was asked, what came of it, and taking a yes back."""

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from flask import Blueprint, render_template
from markupsafe import Markup
from sqlalchemy import select

from helpline.db import db
from helpline.i18n import gettext as _
from helpline.intake.mailbox.panels import Panel, PanelView
from helpline.policy.current import current_policy
from helpline.referrals.actions.consenting import withdraw_consent
from helpline.referrals.models import ENDED, Consent, Referral, ReferralState
from helpline.referrals.releasable import RELEASABLE
from helpline.triage.desk.forms import as_uuid

PANEL_PAGES: Final = Blueprint("referrals_panel", __name__, template_folder="templates")
"""No pages of its own: it brings the fragment."""
WITH_THEM: Final = (ReferralState.ACCEPTED, ReferralState.IN_PROGRESS)


def show(view: PanelView) -> Markup:
    """Through the open mailbox's own door: nobody else's rows are there."""
    referrals = db.session.scalars(
        select(Referral)
        .where(Referral.contact_id.in_(view.contact_ids))
        .order_by(Referral.made_at.desc())
    ).all()
    consents = db.session.scalars(
        select(Consent)
        .where(Consent.contact_id.in_(view.contact_ids))
        .order_by(Consent.given_at.desc())
    ).all()
    if not consents:
        return Markup()
    withdrawn = {consent.id for consent in consents if consent.withdrawn_at is not None}
    fragment = render_template(
        "referrals/mailbox.html",
        view=view,
        told=[(referral, sentence_for(referral, withdrawn)) for referral in referrals],
        consents=consents,
        releasable=RELEASABLE,
        zone=current_policy().time_zone,
    )
    return Markup(fragment)  # noqa: S704  (rendered by our own template, which escapes)


def act(view: PanelView, fields: Mapping[str, str]) -> str:
    """Take a yes back."""
    consent_id = as_uuid(fields.get("withdraw"))
    if consent_id is None:
        return ""
    if not withdraw_consent(consent_id, contact_ids=view.contact_ids):
        return _("This was taken back before. Nothing more needs to be done.")
    return _("You have taken it back. What was told can no longer be opened there.")


def is_handed_over(contact_id: UUID) -> bool:
    """Whether a service has said yes to this family, and has not finished."""
    query = select(Referral.id).where(
        Referral.contact_id == contact_id, Referral.state.in_(WITH_THEM)
    )
    return db.session.scalars(query.limit(1)).first() is not None


def sentence_for(referral: Referral, withdrawn: Collection[UUID] = ()) -> str:
    """How it stands, said to the family. A yes taken back has ended it, before anything else."""
    name, state = referral.service_name, referral.state
    if referral.consent_id in withdrawn and state not in ENDED:
        state = ReferralState.CANCELLED
    sentences = {
        ReferralState.REQUESTED: _(
            "We asked %(service)s. They have not answered yet.", service=name
        ),
        ReferralState.ACCEPTED: _(
            "%(service)s said yes. They will get in touch in the way that you agreed to.",
            service=name,
        ),
        ReferralState.REJECTED: _(
            "%(service)s cannot help at present. We are looking for somebody else.", service=name
        ),
        ReferralState.IN_PROGRESS: _(
            "%(service)s has been in touch for the first time.", service=name
        ),
        ReferralState.COMPLETED: _("%(service)s has finished its work with you.", service=name),
        ReferralState.CANCELLED: _(
            "The handover to %(service)s has ended. They can no longer open what we told them.",
            service=name,
        ),
    }
    return sentences[state]


REFERRALS_PANEL: Final = Panel(name="referrals", show=show, act=act, is_handed_over=is_handed_over)
