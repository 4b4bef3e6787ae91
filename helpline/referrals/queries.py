"""What staff look up: services, consents, and what became of handovers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from helpline.clock import now
from helpline.db import db
from helpline.intake.content import thread_of, words_of
from helpline.intake.models import Contact, Message
from helpline.policy.current import current_policy
from helpline.referrals.decisions import Match, Offer, Wish, rank_services
from helpline.referrals.models import (
    ENDED,
    Agreement,
    Consent,
    Package,
    Partner,
    PartnerKind,
    PartnerReport,
    Referral,
    ReferralState,
    Service,
)
from helpline.triage.danger.content import open_danger
from helpline.triage.danger.models import Danger
from helpline.triage.support import ReferralWanted, place_wanted
from helpline.vault import place
from helpline.vault.current import current_keyring


def today() -> date:
    """The day it is where the operator works."""
    return now().astimezone(current_policy().time_zone).date()


def matches_for(wish: Wish) -> tuple[Match, ...]:
    """Every active service of every active partner but the police, the best first."""
    rows = db.session.execute(
        select(Service, Partner)
        .join(Partner, Partner.id == Service.partner_id)
        .where(Service.is_active, Partner.is_active, Partner.kind != PartnerKind.POLICE)
    )
    agreed = _agreed_partners()
    return rank_services((_offer(*row, agreed) for row in rows), wish)


def _offer(service: Service, partner: Partner, agreed: frozenset[UUID]) -> Offer:
    return Offer(
        service_id=service.id,
        name=service.name,
        needs=frozenset(service.needs),
        languages=frozenset(service.languages),
        places=frozenset(service.places),
        capacity=service.capacity,
        waiting_days=service.waiting_days,
        is_vetted=partner.vetted_until is not None and partner.vetted_until >= today(),
        has_agreement=partner.id in agreed,
    )


def _agreed_partners() -> frozenset[UUID]:
    query = select(Agreement.partner_id).where(
        Agreement.valid_from <= today(), Agreement.valid_to >= today()
    )
    return frozenset(db.session.scalars(query))


def known_places() -> list[str]:
    """Every place that some service names, for choosing from."""
    query = select(Service.places).where(Service.is_active)
    places = {place for places in db.session.scalars(query) for place in places}
    return sorted(places - {"*"})


def live_agreement(partner_id: UUID) -> Agreement | None:
    """The agreement in force today; of several, the one that runs longest."""
    query = (
        select(Agreement)
        .where(
            Agreement.partner_id == partner_id,
            Agreement.valid_from <= today(),
            Agreement.valid_to >= today(),
        )
        .order_by(Agreement.valid_to.desc())
    )
    return db.session.scalars(query.limit(1)).first()


def service_and_partner(service_id: UUID) -> tuple[Service, Partner]:
    service = db.get_or_404(Service, service_id)
    return service, db.session.get_one(Partner, service.partner_id)


def wanted_by(contact_id: UUID) -> ReferralWanted | None:
    """What the counsellor asked for last."""
    query = (
        select(ReferralWanted)
        .where(ReferralWanted.contact_id == contact_id)
        .order_by(ReferralWanted.wanted_at.desc())
    )
    return db.session.scalars(query.limit(1)).first()


def looked_for(contact: Contact) -> dict[str, str]:
    """What a search begins with."""
    wanted = wanted_by(contact.id)
    if wanted is None:
        return {"language": contact.language}
    where = place_wanted(contact, wanted)
    return {"need": wanted.need, "language": wanted.language, "place": where}


def consents_of(contact_id: UUID) -> list[Consent]:
    """The newest first."""
    query = (
        select(Consent).where(Consent.contact_id == contact_id).order_by(Consent.given_at.desc())
    )
    return list(db.session.scalars(query))


def newest_consent(contact_id: UUID, partner_id: UUID) -> Consent | None:
    found = [c for c in consents_of(contact_id) if c.partner_id == partner_id]
    return found[0] if found else None


def services_with_a_yes(contact_id: UUID) -> frozenset[UUID]:
    """The services whose partner may be told something today."""
    query = (
        select(Service.id)
        .join(Consent, Consent.partner_id == Service.partner_id)
        .where(
            Consent.contact_id == contact_id,
            Consent.withdrawn_at.is_(None),
            Consent.until >= today(),
        )
    )
    return frozenset(db.session.scalars(query))


def open_referral_to(contact_id: UUID, service_id: UUID) -> Referral | None:
    query = select(Referral).where(
        Referral.contact_id == contact_id,
        Referral.service_id == service_id,
        Referral.state.not_in(ENDED),
    )
    return db.session.scalars(query.limit(1)).first()


@dataclass(frozen=True, slots=True)
class Reported:
    """What a partner reported, opened."""

    state: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Followed:
    """A package on its way, with what came back. ``referral`` is None for the police's."""

    package: Package
    partner: Partner
    referral: Referral | None
    reports: tuple[Reported, ...]

    @property
    def is_under_way(self) -> bool:
        return self.referral is not None and self.referral.state not in ENDED

    @property
    def service_under_way(self) -> UUID | None:
        return self.referral.service_id if self.referral and self.is_under_way else None

    @property
    def service_that_declined(self) -> UUID | None:
        said_no = self.referral and self.referral.state is ReferralState.REJECTED
        return self.referral.service_id if self.referral and said_no else None

    @property
    def is_late(self) -> bool:
        """Not acknowledged although we asked for it by now."""
        package = self.package
        return (
            package.answer_by is not None
            and package.acknowledged_at is None
            and package.answer_by < now()
        )


def referrals_of(contact_id: UUID) -> list[Followed]:
    """Every handover of a contact and what came of it, the newest first (role: support)."""
    rows = db.session.execute(
        select(Package, Partner, Referral)
        .join(Partner, Partner.id == Package.partner_id)
        .join(Referral, Referral.id == Package.referral_id)
        .where(Referral.contact_id == contact_id)
        .order_by(Package.sent_at.desc())
    ).all()
    return _followed((package, partner, referral) for package, partner, referral in rows)


def packages_about_danger(danger_id: UUID) -> list[Followed]:
    """What the police were told of a danger, and what they answered (role: danger)."""
    return _police(Package.danger_id == danger_id)


def packages_about_signal(signal_id: UUID) -> list[Followed]:
    """What the police were told after a decision of two readers (role: hotline)."""
    return _police(Package.signal_id == signal_id)


def _police(which: ColumnElement[bool]) -> list[Followed]:
    rows = db.session.execute(
        select(Package, Partner)
        .join(Partner, Partner.id == Package.partner_id)
        .where(which)
        .order_by(Package.sent_at.desc())
    ).all()
    return _followed((package, partner, None) for package, partner in rows)


def _followed(rows: Iterable[tuple[Package, Partner, Referral | None]]) -> list[Followed]:
    return [Followed(*row, reports=_reports_on(row[0].id)) for row in rows]


def _reports_on(package_id: UUID) -> tuple[Reported, ...]:
    query = (
        select(PartnerReport)
        .where(PartnerReport.package_id == package_id)
        .order_by(PartnerReport.reported_at)
    )
    return tuple(_opened(report) for report in db.session.scalars(query))


def _opened(report: PartnerReport) -> Reported:
    words = ""
    if report.words is not None and report.key_id is not None:
        words = current_keyring().open_box(
            report.key_id, report.words, place(report.id, "partner_report.words")
        )
    return Reported(report.state, words, report.reported_by_name, report.reported_at)


def passages_of(contact: Contact) -> list[tuple[UUID, str]]:
    """What the enquirer wrote, to choose from (role: the contact's desk). Raises Erased."""
    thread = thread_of(contact)
    query = (
        select(Message)
        .where(Message.contact_id == contact.id, Message.from_us.is_(False))
        .order_by(Message.written_at)
    )
    return [(message.id, words_of(message, thread)) for message in db.session.scalars(query)]


def police_contacts() -> list[Partner]:
    """The policy's own contact first."""
    query = (
        select(Partner)
        .where(Partner.kind == PartnerKind.POLICE, Partner.is_active)
        .order_by(Partner.slug != current_policy().police.contact, Partner.name)
    )
    return list(db.session.scalars(query))


def told_of_danger(danger: Danger) -> dict[str, str]:
    """What was said when danger was declared, as fields of a package (role: danger)."""
    declared = open_danger(danger).declared
    fields = {"said": "what", "place": "where", "persons": "who"}
    return {code: declared[name] for code, name in fields.items() if name in declared}
