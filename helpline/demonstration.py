"""Made-up people, partners and services, so that the house can be walked through at once.

Written with the owner's login, before anybody can sign in. Safe to run again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import Connection, create_engine
from sqlalchemy.dialects.postgresql import insert

from helpline.db import Model
from helpline.people.models import Account, Gender, Shift
from helpline.referrals.models import Agreement, Partner, PartnerAccount, PartnerKind, Service
from helpline.referrals.releasable import RELEASABLE
from helpline.vault import hash_password

PASSWORD: Final = "practice-makes-calm"  # noqa: S105  (printed on the screen, for made-up people)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Somebody who does not exist."""

    username: str
    display_name: str
    desks: tuple[str, ...]
    languages: tuple[str, ...]
    is_supervisor: bool = False
    gender: Gender | None = None


STAFF: Final = (
    MadeUp(
        "maria",
        "Maria Sommer",
        ("support",),
        ("en", "de", "fr", "nl", "da", "sv", "nb", "fi"),
        gender=Gender.WOMAN,
    ),
    MadeUp(
        "omar",
        "Omar Haddad",
        ("support",),
        ("ar", "en", "fa", "so", "ur"),
        gender=Gender.MAN,
    ),
    MadeUp("jonas", "Jonas Weber", ("hotline",), ("de", "en", "fr"), gender=Gender.MAN),
    MadeUp("aylin", "Aylin Kaya", ("hotline",), ("de", "tr", "en"), gender=Gender.WOMAN),
    MadeUp("peter", "Peter Lang", ("advice",), ("de", "en")),
    MadeUp(
        "sara",
        "Sara Nasser",
        ("hotline", "advice", "support"),
        ("en", "de", "ar", "tr", "ru", "uk"),
        is_supervisor=True,
        gender=Gender.WOMAN,
    ),
)


@dataclass(frozen=True, slots=True)
class MadeUpPartner:
    """An organisation that does not exist, its service and the person who signs in for it."""

    slug: str
    name: str
    kind: PartnerKind
    username: str
    person: str
    needs: tuple[str, ...]
    languages: tuple[str, ...]
    places: tuple[str, ...]
    waiting_days: int
    categories: tuple[str, ...]


PARTNERS: Final = (
    MadeUpPartner(
        "bruecke",
        "Brücke family counselling",
        PartnerKind.COUNSELLING,
        "lena",
        "Lena Hoffmann",
        ("family-counselling", "parenting"),
        ("ar", "de", "en"),
        ("Berlin", "Potsdam"),
        5,
        tuple(RELEASABLE),
    ),
    MadeUpPartner(
        "ausweg",
        "Ausweg exit programme",
        PartnerKind.EXIT,
        "tom",
        "Tom Berger",
        ("exit", "mentoring", "family-counselling"),
        ("de", "en"),
        ("Berlin", "Hamburg"),
        21,
        tuple(RELEASABLE),
    ),
    MadeUpPartner(
        "polizei-kontakt",
        "Police contact for prevention",
        PartnerKind.POLICE,
        "kramer",
        "Eva Kramer",
        ("danger",),
        ("de", "en"),
        ("Berlin",),
        0,
        ("danger", "reason", "words", "place", "reach"),
    ),
)


def seed(owner_url: str, operator: str, moment: datetime) -> None:
    """Put the made-up people where they are missing. They are on duty from this moment."""
    engine = create_engine(owner_url.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.begin() as connection:
        write(connection, rows(operator, moment, hash_password(PASSWORD)))
    engine.dispose()


def write(connection: Connection, tables: Iterable[tuple[type[Model], list[Row]]]) -> None:
    for model, entries in tables:
        connection.execute(insert(model).on_conflict_do_nothing(), entries)


def rows(
    operator: str, moment: datetime, password_hash: str
) -> list[tuple[type[Model], list[Row]]]:
    """Everything made up, in the order in which tables refer to each other."""
    return [
        (Account, [_account(operator, who, password_hash) for who in STAFF]),
        (Shift, [_shift(operator, who, moment) for who in STAFF]),
        (Partner, [_partner(operator, partner, moment) for partner in PARTNERS]),
        (Service, [_service(operator, partner) for partner in PARTNERS]),
        (Agreement, [_agreement(operator, partner, moment) for partner in PARTNERS]),
        (PartnerAccount, [_partner_account(operator, p, password_hash) for p in PARTNERS]),
    ]


def id_of(operator: str, kind: str, name: str) -> UUID:
    """The same made-up row has the same id each time."""
    return uuid5(NAMESPACE_URL, f"https://{operator}.example.org/{kind}/{name}")


def _account(operator: str, who: MadeUp, password_hash: str) -> Row:
    return {
        "id": id_of(operator, "account", who.username),
        "operator": operator,
        "username": who.username,
        "display_name": who.display_name,
        "password_hash": password_hash,
        "desks": list(who.desks),
        "languages": list(who.languages),
        "is_supervisor": who.is_supervisor,
        "gender": who.gender,
        "ring_address": f"client:{who.username}",
        "text_number": f"+120255501{10 + len(who.display_name)}",
        "mail_address": f"{who.username}@helpline.example.org",
        "failed_sign_ins": 0,
    }


def _shift(operator: str, who: MadeUp, moment: datetime) -> Row:
    return {
        "id": id_of(operator, "shift", who.username),
        "operator": operator,
        "account_id": id_of(operator, "account", who.username),
        "starts_at": moment,
        "ends_at": None,
    }


def _partner(operator: str, partner: MadeUpPartner, moment: datetime) -> Row:
    return {
        "id": id_of(operator, "partner", partner.slug),
        "operator": operator,
        "slug": partner.slug,
        "name": partner.name,
        "kind": partner.kind,
        "mail_address": f"handovers@{partner.slug}.example.org",
        "ring_address": f"client:{partner.slug}",
        "vetted_until": _in_a_year(moment),
        "is_active": True,
    }


def _service(operator: str, partner: MadeUpPartner) -> Row:
    return {
        "id": id_of(operator, "service", partner.slug),
        "operator": operator,
        "partner_id": id_of(operator, "partner", partner.slug),
        "name": partner.name,
        "description": "",
        "needs": list(partner.needs),
        "languages": list(partner.languages),
        "places": list(partner.places),
        "capacity": "open",
        "waiting_days": partner.waiting_days,
        "is_active": True,
    }


def _agreement(operator: str, partner: MadeUpPartner, moment: datetime) -> Row:
    return {
        "id": id_of(operator, "agreement", partner.slug),
        "operator": operator,
        "partner_id": id_of(operator, "partner", partner.slug),
        "purpose": "A made-up agreement for the demonstration",
        "categories": list(partner.categories),
        "legal_basis": "consent" if partner.kind is not PartnerKind.POLICE else "danger to life",
        "valid_from": moment.date(),
        "valid_to": _in_a_year(moment),
    }


def _partner_account(operator: str, partner: MadeUpPartner, password_hash: str) -> Row:
    return {
        "id": id_of(operator, "partner_account", partner.username),
        "operator": operator,
        "partner_id": id_of(operator, "partner", partner.slug),
        "username": partner.username,
        "display_name": partner.person,
        "password_hash": password_hash,
        "failed_sign_ins": 0,
    }


def _in_a_year(moment: datetime) -> date:
    return (moment + timedelta(days=365)).date()
