"""What one partner may see: its handovers, its packages, its services.

Columns are named where the partner's role may read no others.
"""

from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Final, TypeAlias
from uuid import UUID

from flask import abort
from sqlalchemy import Row, select

from helpline.clock import now
from helpline.db import db
from helpline.policy.current import current_policy
from helpline.referrals.errors import PageClosed
from helpline.referrals.models import (
    ENDED,
    Consent,
    Package,
    PartnerReport,
    Referral,
    ReferralState,
    Service,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A family that was handed to this partner, as far as the list may show it."""

    id: UUID
    service_name: str
    state: ReferralState
    made_at: datetime
    changed_at: datetime
    package: Package | None
    """None once the page is closed: then nothing of it can be read."""

    @property
    def is_open(self) -> bool:
        return self.package is not None and self.state not in ENDED

    @property
    def shown_state(self) -> str:
        """A handover whose page was closed under way has ended, whatever it was before."""
        closed = self.package is None and self.state not in ENDED
        return ReferralState.CANCELLED.value if closed else self.state.value


HandoverRow: TypeAlias = Row[UUID, str, ReferralState, datetime, datetime, Package, date]

_HANDOVER: Final = (
    select(
        Referral.id,
        Referral.service_name,
        Referral.state,
        Referral.made_at,
        Referral.changed_at,
        Package,
        Consent.until,
    )
    .outerjoin(Package, Package.referral_id == Referral.id)
    .outerjoin(Consent, Consent.id == Package.consent_id)
)


def handovers() -> list[Handover]:
    """Of this partner alone, the newest first."""
    rows = db.session.execute(_HANDOVER.order_by(Referral.made_at.desc()))
    return [_handover(row) for row in rows]


def handover(referral_id: UUID) -> Handover:
    """One that can be opened. Raises PageClosed; another partner's is not there (404)."""
    row = db.session.execute(_HANDOVER.where(Referral.id == referral_id)).first()
    if row is None:
        abort(HTTPStatus.NOT_FOUND)
    found = _handover(row)
    if not found.is_open:
        raise PageClosed
    return found


def _handover(row: HandoverRow) -> Handover:
    # A yes that has run out closes the page on its day, even before the obligation does.
    live = row.until is None or row.until >= _today()
    return Handover(
        id=row.id,
        service_name=row.service_name,
        state=row.state,
        made_at=row.made_at,
        changed_at=row.changed_at,
        package=row.Package if live else None,
    )


def _today() -> date:
    return now().astimezone(current_policy().time_zone).date()


def packages() -> list[Package]:
    """Told to the police because of danger or a decision, the newest first."""
    query = select(Package).where(Package.referral_id.is_(None)).order_by(Package.sent_at.desc())
    return list(db.session.scalars(query))


def package(package_id: UUID) -> Package:
    """One of them. Raises PageClosed, also for another partner's: which of the two is not told."""
    found = db.session.get(Package, package_id)
    if found is None or found.referral_id is not None:
        raise PageClosed
    return found


def reports_on(package_id: UUID) -> list[tuple[str, str, datetime]]:
    """State, who, when: what was written is sealed to the desk and not read here again."""
    query = (
        select(PartnerReport.state, PartnerReport.reported_by_name, PartnerReport.reported_at)
        .where(PartnerReport.package_id == package_id)
        .order_by(PartnerReport.reported_at)
    )
    return [(row.state, row.reported_by_name, row.reported_at) for row in db.session.execute(query)]


def reports_of(handover: Handover) -> list[tuple[str, str, datetime]]:
    return reports_on(handover.package.id) if handover.package else []


def services() -> list[Service]:
    return list(db.session.scalars(select(Service).order_by(Service.name)))
