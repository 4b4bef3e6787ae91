"""The directory as other programs exchange it: HSDS 3.1, one tree of organizations (R50).

What the standard has no word for stands under ``x_helpline``. Agreements are never
exchanged: who may be told what is decided here, not in a file from elsewhere.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from helpline.referrals.codes import CAPACITIES
from helpline.referrals.models import PartnerKind
from helpline.text import clean

VERSION: Final = "3.1.3"
SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CODE: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
ACTIVE: Final = "active"
STATUSES: Final = (ACTIVE, "inactive", "defunct", "temporarily closed")
LIMITED: Final = 3
"""Fewer free places than this are few."""

T = TypeVar("T")


class DirectoryFaults(Exception):
    """The file does not serve. Names every fault at once; nothing of it is kept."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceEntry:
    id: UUID
    name: str
    description: str
    needs: tuple[str, ...]
    languages: tuple[str, ...]
    places: tuple[str, ...]
    capacity: str
    waiting_days: int | None
    assured_on: date | None
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerEntry:
    id: UUID
    slug: str
    name: str
    kind: PartnerKind
    mail_address: str | None
    language: str | None
    vetted_until: date | None
    services: tuple[ServiceEntry, ...]


@dataclass
class _Reading:
    """Reads on after a fault, so that all are named together."""

    faults: list[str] = field(default_factory=list)

    def said(self, where: str, read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except (ValueError, TypeError, KeyError, AttributeError) as wrong:
            reason = f"{wrong.args[0]} is missing" if isinstance(wrong, KeyError) else str(wrong)
            self.faults.append(f"{where}: {reason}")
            return otherwise


def read_directory(document: object) -> list[PartnerEntry]:
    """Every organization of a file. Raises DirectoryFaults."""
    reading = _Reading()
    listed = document.get("organizations") if isinstance(document, dict) else document
    if not isinstance(listed, list):
        raise DirectoryFaults(["the file holds no list of organizations"])
    entries = [
        entry
        for number, each in enumerate(listed)
        if (entry := _partner(each, f"organizations[{number}]", reading)) is not None
    ]
    slugs = [entry.slug for entry in entries]
    reading.faults += [
        f"the slug {slug} is used twice" for slug in sorted(set(slugs)) if slugs.count(slug) > 1
    ]
    if reading.faults:
        raise DirectoryFaults(reading.faults)
    return entries


def _partner(given: Any, where: str, reading: _Reading) -> PartnerEntry | None:  # noqa: ANN401
    return reading.said(where, lambda: _partner_of(given, where, reading), None)


def _partner_of(given: Mapping[str, Any], where: str, reading: _Reading) -> PartnerEntry:
    own = given.get("x_helpline") or {}
    name = _line(given["name"])
    services = [
        reading.said(f"{where}.services[{number}]", partial(_service_of, each), None)
        for number, each in enumerate(given.get("services") or [])
    ]
    return PartnerEntry(
        id=_id(given["id"]),
        slug=_slug(own.get("slug") or name),
        name=name,
        kind=PartnerKind(own.get("kind") or PartnerKind.COUNSELLING),
        mail_address=_line(given["email"]) if given.get("email") else None,
        language=own.get("language"),
        vetted_until=_day(own.get("vetted_until")),
        services=tuple(service for service in services if service is not None),
    )


def _service_of(given: Mapping[str, Any]) -> ServiceEntry:
    own = given.get("x_helpline") or {}
    if given["status"] not in STATUSES:
        raise ValueError(f"{given['status']!r} is no status")
    return ServiceEntry(
        id=_id(given["id"]),
        name=_line(given["name"]),
        description=clean(str(given.get("description") or "")),
        needs=tuple(_needs(given.get("attributes") or [])),
        languages=tuple(_language(each) for each in given.get("languages") or []),
        places=tuple(_line(each["name"]) for each in given.get("service_areas") or []),
        capacity=_capacity(own.get("capacity"), given.get("capacities") or []),
        waiting_days=_days(own.get("waiting_days")),
        assured_on=_day(given.get("assured_date")),
        is_active=given["status"] == ACTIVE,
    )


def _needs(attributes: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for each in attributes:
        code = str(each["taxonomy_term"]["code"])
        if not CODE.fullmatch(code):
            raise ValueError(f"{code!r} is no code of a need")
        yield code


def _language(given: Mapping[str, Any]) -> str:
    code = str(given.get("code") or "")
    if not re.fullmatch(r"[a-z]{2,3}", code):
        raise ValueError(f"{code!r} is no language code")
    return code


def _capacity(own: str | None, capacities: list[Mapping[str, Any]]) -> str:
    if own is not None:
        if own not in CAPACITIES:
            raise ValueError(f"{own!r} is no capacity")
        return own
    free = [int(each["available"]) for each in capacities if each.get("available") is not None]
    if not free or sum(free) >= LIMITED:
        return "open"
    return "limited" if sum(free) > 0 else "full"


def _days(given: object) -> int | None:
    if given is None:
        return None
    if not isinstance(given, int) or given < 0:
        raise ValueError(f"{given!r} is no number of days")
    return given


def _day(given: object) -> date | None:
    return None if given is None else date.fromisoformat(str(given))


def _line(given: object) -> str:
    text = clean(str(given)).strip()
    if not text or len(text) > 120:  # noqa: PLR2004  (the columns' width)
        raise ValueError("a name is empty or longer than 120 characters")
    return text


def _slug(given: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", given.casefold()).strip("-")[:40].strip("-")
    if not SLUG.fullmatch(slug):
        raise ValueError(f"{given!r} gives no slug; name one under x_helpline")
    return slug


def _id(given: object) -> UUID:
    """Ids that are no UUIDs become some, the same each time."""
    try:
        return UUID(str(given))
    except ValueError:
        return uuid5(NAMESPACE_URL, str(given))


def write_directory(entries: Iterable[PartnerEntry]) -> dict[str, Any]:
    """The same, to be read by other programs and by ``read_directory``."""
    return {"version": VERSION, "organizations": [_organization(entry) for entry in entries]}


def _organization(entry: PartnerEntry) -> dict[str, Any]:
    return {
        "id": str(entry.id),
        "name": entry.name,
        "description": "",
        "email": entry.mail_address,
        "services": [_service(service) for service in entry.services],
        "x_helpline": {
            "slug": entry.slug,
            "kind": entry.kind.value,
            "language": entry.language,
            "vetted_until": _iso(entry.vetted_until),
        },
    }


def _service(entry: ServiceEntry) -> dict[str, Any]:
    return {
        "id": str(entry.id),
        "name": entry.name,
        "description": entry.description,
        "status": ACTIVE if entry.is_active else "inactive",
        "assured_date": _iso(entry.assured_on),
        "languages": [{"id": _under(entry.id, code), "code": code} for code in entry.languages],
        "service_areas": [{"id": _under(entry.id, name), "name": name} for name in entry.places],
        "attributes": [_attribute(entry.id, code) for code in entry.needs],
        "x_helpline": {"capacity": entry.capacity, "waiting_days": entry.waiting_days},
    }


def _attribute(service_id: UUID, code: str) -> dict[str, Any]:
    return {
        "id": _under(service_id, code),
        "link_id": str(service_id),
        "link_entity": "service",
        "taxonomy_term": {"id": _under(NAMESPACE_URL, code), "code": code, "name": code},
    }


def _under(of: UUID, name: str) -> str:
    return str(uuid5(of, name))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
