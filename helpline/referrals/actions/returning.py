"""Bringing home what a partner answered: to the counsellor's queue, through the support door."""

from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from helpline.clock import now
from helpline.db import db
from helpline.intake.models import Contact, ContactState
from helpline.referrals.actions.closing import close_package, package_of
from helpline.referrals.models import (
    ENDED,
    Consent,
    Package,
    PartnerReport,
    Referral,
    ReferralState,
)
from helpline.triage.support.models import ReferralWanted

OUTCOMES: Final = {
    ReferralState.ACCEPTED: "accepted",
    ReferralState.REJECTED: "declined",
    ReferralState.IN_PROGRESS: "first_contact",
    ReferralState.COMPLETED: "completed",
}
REOPENING: Final = frozenset({"declined", "unanswered", "withdrawn", "expired"})
"""After these a family is without help again, so even a closed contact comes back."""


def bring_home(referral: Referral) -> None:
    """Tell the desk what is new, and close what has ended. Safe to run twice."""
    db.session.refresh(referral, with_for_update=True)
    if referral.state in ENDED and (package := package_of(referral.id)) is not None:
        close_package(package)
    news = _newest(referral)
    if referral.known_at is not None and referral.known_at >= news:
        return
    referral.known_at = news
    tell_desk(referral, outcome_of(referral))


def outcome_of(referral: Referral) -> str | None:
    """The support desk's word for how it stands."""
    if referral.state is not ReferralState.CANCELLED:
        return OUTCOMES.get(referral.state)
    consent = db.session.get_one(Consent, referral.consent_id)
    return "withdrawn" if consent.withdrawn_at is not None else "ended"


def tell_desk(referral: Referral, outcome: str | None) -> None:
    """Note the outcome where the counsellor asked for it, and put the contact in their queue."""
    if referral.wanted_id is not None and outcome is not None:
        wanted = db.session.get(ReferralWanted, referral.wanted_id)
        if wanted is not None:
            wanted.outcome = outcome
    contact = db.session.get(Contact, referral.contact_id, with_for_update=True)
    if contact is None or contact.state is ContactState.ERASED:
        return
    if contact.state is not ContactState.CLOSED or outcome in REOPENING:
        if contact.state is not ContactState.WAITING:
            contact.state = ContactState.RETURNED
        contact.closed_at = None
        contact.last_activity_at = now()


def _newest(referral: Referral) -> datetime:
    reported = db.session.scalar(
        select(func.max(PartnerReport.reported_at))
        .join(Package, Package.id == PartnerReport.package_id)
        .where(Package.referral_id == referral.id)
    )
    return max(referral.changed_at, reported or referral.changed_at)
