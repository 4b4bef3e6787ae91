"""Keeping and reading the directory with the owner's login, for the command line."""

from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from helpline.db import Model
from helpline.referrals.exchange import PartnerEntry, ServiceEntry
from helpline.referrals.models import Partner, Service


def keep(connection: Connection, operator: str, entries: list[PartnerEntry]) -> None:
    """Add what is new, change what is known; what the file does not name stays as it is."""
    for entry in entries:
        known = connection.scalar(
            select(Partner.id).where(Partner.operator == operator, Partner.slug == entry.slug)
        )
        partner_id = known or entry.id
        _upsert(connection, Partner, _partner_row(operator, entry, partner_id))
        for service in entry.services:
            row = {"operator": operator, "partner_id": partner_id, **_service_row(service)}
            _upsert(connection, Service, row)


def _upsert(connection: Connection, model: type[Model], row: dict[str, Any]) -> None:
    statement = insert(model).values(**row)
    changed = {name: statement.excluded[name] for name in row if name != "id"}
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed))


def _partner_row(operator: str, entry: PartnerEntry, partner_id: object) -> dict[str, Any]:
    return {
        "id": partner_id,
        "operator": operator,
        "slug": entry.slug,
        "name": entry.name,
        "kind": entry.kind,
        "mail_address": entry.mail_address,
        "language": entry.language,
        "vetted_until": entry.vetted_until,
        "is_active": True,
    }


def _service_row(entry: ServiceEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "description": entry.description,
        "needs": list(entry.needs),
        "languages": list(entry.languages),
        "places": list(entry.places),
        "capacity": entry.capacity,
        "waiting_days": entry.waiting_days,
        "assured_on": entry.assured_on,
        "is_active": entry.is_active,
    }


def read(connection: Connection, operator: str) -> list[PartnerEntry]:
    """Every active partner with all its services."""
    partners = connection.execute(
        select(Partner)
        .where(Partner.operator == operator, Partner.is_active)
        .order_by(Partner.slug)
    ).all()
    return [
        PartnerEntry(
            id=row.id,
            slug=row.slug,
            name=row.name,
            kind=row.kind,
            mail_address=row.mail_address,
            language=row.language,
            vetted_until=row.vetted_until,
            services=_services_of(connection, row.id),
        )
        for row in partners
    ]


def _services_of(connection: Connection, partner_id: object) -> tuple[ServiceEntry, ...]:
    rows = connection.execute(
        select(Service).where(Service.partner_id == partner_id).order_by(Service.name)
    )
    return tuple(
        ServiceEntry(
            id=row.id,
            name=row.name,
            description=row.description,
            needs=tuple(row.needs),
            languages=tuple(row.languages),
            places=tuple(row.places),
            capacity=row.capacity,
            waiting_days=row.waiting_days,
            assured_on=row.assured_on,
            is_active=row.is_active,
        )
        for row in rows
    )
