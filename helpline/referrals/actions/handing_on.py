"""Handing a family on: only with a yes and an agreement, only what both allow (R06, R51)."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.intake.models import Contact
from helpline.outbox import announce
from helpline.people import Staff
from helpline.referrals.decisions import decide_release
from helpline.referrals.errors import (
    AgreementMissing,
    AlreadyHandedOn,
    ConsentMissing,
    ConsentRanOut,
    ConsentTakenBack,
    NothingToTell,
    OutsideAgreement,
    OutsideConsent,
    PartnerClosed,
)
from helpline.referrals.events import ReferralMade
from helpline.referrals.models import (
    Agreement,
    Consent,
    Origin,
    Package,
    Partner,
    Referral,
    ReferralState,
    Service,
)
from helpline.referrals.package import pack
from helpline.referrals.queries import live_agreement, newest_consent, open_referral_to, today
from helpline.referrals.releasable import RELEASABLE
from helpline.triage.support.actions import note_outcome


@dataclass(frozen=True, slots=True)
class Basis:
    """On what a handover rests: both must be there."""

    consent: Consent
    agreement: Agreement


def basis_for(contact: Contact, partner: Partner) -> Basis:
    """The living yes and the agreement in force.

    Raises ConsentMissing, ConsentTakenBack, ConsentRanOut, AgreementMissing.
    """
    consent = newest_consent(contact.id, partner.id)
    if consent is None:
        raise ConsentMissing(partner.name)
    if consent.withdrawn_at is not None:
        raise ConsentTakenBack(partner.name)
    if consent.until < today():
        raise ConsentRanOut(partner.name)
    agreement = live_agreement(partner.id)
    if agreement is None:
        raise AgreementMissing(partner.name)
    return Basis(consent, agreement)


def released_fields(basis: Basis, written: dict[str, str]) -> dict[str, str]:
    """What the partner would read. Raises OutsideConsent, OutsideAgreement, NothingToTell."""
    release = decide_release(
        written, consented=basis.consent.what, agreed=basis.agreement.categories
    )
    if release.outside_consent:
        raise OutsideConsent(release.outside_consent)
    if release.outside_agreement:
        raise OutsideAgreement(release.outside_agreement)
    if not release.fields:
        raise NothingToTell
    return release.fields


def hand_on(
    contact: Contact,
    service: Service,
    written: dict[str, str],
    *,
    wanted_id: UUID | None = None,
    by: Staff,
) -> Referral:
    """Send a family on to a service with the released fields, sealed to its partner alone.

    Raises what basis_for and released_fields raise, PartnerClosed and AlreadyHandedOn.
    """
    # Two counsellors pressing at once: the second waits here and then sees the first one's.
    db.session.refresh(contact, with_for_update=True)
    partner = db.session.get_one(Partner, service.partner_id)
    _check_open(contact, service, partner)
    basis = basis_for(contact, partner)
    fields = released_fields(basis, written)
    referral = _referral(contact, service, basis, by)
    referral.wanted_id = wanted_id
    db.session.add(referral)
    db.session.flush()  # the package refers to it
    db.session.add(_package(referral, partner, basis, fields))
    audit.record("referral.made", subject_id=referral.id, actor_id=by.id)
    if wanted_id is not None:
        note_outcome(wanted_id, "requested")
    announce(ReferralMade(referral.id, contact.desk))
    return referral


def _check_open(contact: Contact, service: Service, partner: Partner) -> None:
    if not (partner.is_active and service.is_active):
        raise PartnerClosed(service.name)
    if open_referral_to(contact.id, service.id) is not None:
        raise AlreadyHandedOn(service.name)


def _referral(contact: Contact, service: Service, basis: Basis, by: Staff) -> Referral:
    moment = now()
    return Referral(
        id=uuid4(),
        operator=contact.operator,
        contact_id=contact.id,
        desk=contact.desk,
        service_id=service.id,
        partner_id=service.partner_id,
        consent_id=basis.consent.id,
        service_name=service.name,
        state=ReferralState.REQUESTED,
        made_by=by.id,
        made_at=moment,
        changed_at=moment,
    )


def _package(referral: Referral, partner: Partner, basis: Basis, fields: dict[str, str]) -> Package:
    package_id = uuid4()
    packed = pack(package_id, partner, fields)
    return Package(
        id=package_id,
        operator=referral.operator,
        partner_id=partner.id,
        origin=Origin.SUPPORT,
        referral_id=referral.id,
        consent_id=basis.consent.id,
        agreement_id=basis.agreement.id,
        key_id=packed.key_id,
        wrapped_key=packed.wrapped_key,
        body=packed.body,
        released=[code for code in RELEASABLE if code in fields],
        held_back=[code for code in RELEASABLE if code not in fields],
        sent_by=referral.made_by,
        sent_at=referral.made_at,
    )
