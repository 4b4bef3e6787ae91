"""A family's yes: what may be told, to whom, until when; and taking it back (R51, R61)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select, update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.intake.models import Contact
from helpline.outbox import announce
from helpline.people import Staff
from helpline.referrals.errors import AgreementMissing, NothingConsented, OutsideAgreement
from helpline.referrals.events import ConsentGiven, ConsentWithdrawn
from helpline.referrals.models import Consent, Partner
from helpline.referrals.queries import live_agreement, today


@dataclass(frozen=True, slots=True)
class Yes:
    """What the enquirer agreed to."""

    what: tuple[str, ...]
    until: date
    how: str


def record_consent(contact: Contact, partner: Partner, yes: Yes, *, by: Staff) -> Consent:
    """Write down a yes that was given. Raises AgreementMissing, OutsideAgreement, NothingConsented.

    Nobody is asked for a yes that no agreement could make use of. The same yes, posted twice,
    is one: taking it back must leave none standing.
    """
    agreement = live_agreement(partner.id)
    if agreement is None:
        raise AgreementMissing(partner.name)
    if beyond := set(yes.what) - set(agreement.categories):
        raise OutsideAgreement(tuple(sorted(beyond)))
    if not yes.what or yes.until < today():
        raise NothingConsented
    until = min(yes.until, agreement.valid_to)
    if known := _same_yes(contact, partner, yes, until):
        return known
    consent = Consent(
        id=uuid4(),
        operator=contact.operator,
        contact_id=contact.id,
        desk=contact.desk,
        partner_id=partner.id,
        partner_name=partner.name,
        what=list(yes.what),
        until=until,
        how=yes.how,
        given_at=now(),
        recorded_by=by.id,
        withdrawn_at=None,
    )
    db.session.add(consent)
    audit.record("consent.given", subject_id=consent.id, actor_id=by.id)
    announce(ConsentGiven(consent.id, contact.desk))
    return consent


def _same_yes(contact: Contact, partner: Partner, yes: Yes, until: date) -> Consent | None:
    """The living yes of the same words. Who posts it at the same moment waits at the contact."""
    db.session.get_one(Contact, contact.id, with_for_update=True, populate_existing=True)
    query = select(Consent).where(
        Consent.contact_id == contact.id,
        Consent.partner_id == partner.id,
        Consent.what == list(yes.what),
        Consent.until == until,
        Consent.how == yes.how,
        Consent.withdrawn_at.is_(None),
    )
    return db.session.scalar(query)


def withdraw_consent(
    consent_id: UUID, *, contact_ids: Collection[UUID], by: Staff | None = None
) -> bool:
    """Take a yes back: the partner's page is closed from the next query on. Safe to run twice.

    Names the enquirer's own contacts; a consent of anybody else is not touched. Through the
    public door row-level security says the same once more.
    """
    withdrawn = db.session.execute(
        update(Consent)
        .where(
            Consent.id == consent_id,
            Consent.contact_id.in_(contact_ids),
            Consent.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now())
        .returning(Consent.id)
        .execution_options(synchronize_session=False)
    )
    if withdrawn.first() is None:
        return False
    audit.record("consent.withdrawn", subject_id=consent_id, actor_id=by.id if by else None)
    announce(ConsentWithdrawn(consent_id, "support"))
    return True
