"""Closing a handover: its key is destroyed, so that nothing of it can be read any more."""

from uuid import UUID

from sqlalchemy import select

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.outbox import announce
from helpline.people import Staff
from helpline.referrals.errors import AlreadyAnswered
from helpline.referrals.events import ReferralCancelled
from helpline.referrals.models import ENDED, Package, Referral, ReferralState


def close_package(package: Package) -> None:
    """Destroy the key. Safe to run twice."""
    if package.closed_at is None:
        package.closed_at = now()
        audit.record("package.closed", subject_id=package.id)
    package.wrapped_key = package.key_id = None


def package_of(referral_id: UUID) -> Package | None:
    return db.session.scalar(select(Package).where(Package.referral_id == referral_id))


def cancel_referral(referral: Referral, *, by: Staff | None = None) -> bool:
    """End a handover that is still under way, and close its package. Safe to run twice."""
    db.session.refresh(referral, with_for_update=True)
    package = package_of(referral.id)
    if package is not None:
        close_package(package)
    if referral.state in ENDED:
        return False
    referral.state, referral.changed_at = ReferralState.CANCELLED, now()
    audit.record("referral.cancelled", subject_id=referral.id, actor_id=by.id if by else None)
    return True


def take_back(referral: Referral, *, by: Staff) -> None:
    """A counsellor ends a handover, to choose another service. Raises AlreadyAnswered."""
    if not cancel_referral(referral, by=by):
        raise AlreadyAnswered
    announce(ReferralCancelled(referral.id, referral.desk))
