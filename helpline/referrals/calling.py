"""Counselling services that can be brought into a call. ``wiring.py`` registers them."""

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnExpressionArgument, select

from helpline.db import db, transaction
from helpline.doors import Door, Role, current_door, through
from helpline.intake.calls.thirds import Asking, Phone, Source, Third
from helpline.intake.models import ThirdKind
from helpline.referrals.models import Partner, PartnerKind, Service
from helpline.referrals.queries import today


def choices(asking: Asking) -> list[Third]:
    """Only the support desk hands families on; the police are a choice of their own."""
    if current_door().role is not Role.SUPPORT:
        return []
    language = asking.call.language
    query = (
        select(Service.id, Service.name, Service.languages)
        .join(Partner, Partner.id == Service.partner_id)
        .where(*_may_be_rung(today()))
        .order_by(Service.name)
    )
    found = [
        Third(
            ThirdKind.SERVICE,
            str(row.id),
            row.name,
            tuple(row.languages),
            is_fitting=language is None or language in row.languages,
        )
        for row in db.session.execute(query)
    ]
    return sorted(found, key=lambda third: not third.is_fitting)


def phone_of(service_id: str) -> Phone | None:
    """Looked up through the support desk's door, once more whether it may be rung."""
    query = (
        select(Partner.ring_address, Service.languages)
        .join(Partner, Partner.id == Service.partner_id)
        .where(Service.id == UUID(service_id), *_may_be_rung(today()))
    )
    with through(Door(Role.SUPPORT, current_door().operator)), transaction():
        row = db.session.execute(query).first()
    return Phone(row.ring_address, tuple(row.languages)) if row else None


def _may_be_rung(day: date) -> tuple[ColumnExpressionArgument[bool], ...]:
    """Active, looked at by somebody not too long ago (R53), and with a phone."""
    return (
        Service.is_active,
        Partner.is_active,
        Partner.kind != PartnerKind.POLICE,
        Partner.vetted_until >= day,
        Partner.ring_address.is_not(None),
    )


SERVICES: Final = Source(ThirdKind.SERVICE, choices, phone_of)
