"""A member of staff, as the rooms see one: no password, no address."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from helpline.doors import Desk
from helpline.people.models import Gender, Rings


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is acting, for this request."""

    id: UUID
    session_id: UUID
    username: str
    display_name: str
    desks: tuple[Desk, ...]
    languages: tuple[str, ...]
    is_supervisor: bool
    desk: Desk | None
    """Where they work now."""
    is_on_duty: bool
    rings: Rings = Rings.PHONE
    """Where they chose to be rung."""
    rested_until: datetime | None = None
    """Callers' calls do not ring there before."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here, as every desk may know them."""

    id: UUID
    display_name: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reachable:
    """Somebody whom the worker can ring, text or mail."""

    id: UUID
    display_name: str
    desks: tuple[Desk, ...]
    languages: tuple[str, ...]
    ring_address: str | None
    """Where they are rung now: their telephone, or the phone in their browser."""
    gender: Gender | None
    organisation: str | None
    rested_until: datetime | None
    text_number: str | None
    mail_address: str | None
