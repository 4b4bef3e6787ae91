"""A member of staff, as the rooms see one: no password, no address."""

from dataclasses import dataclass
from uuid import UUID

from helpline.doors import Desk
from helpline.people.models import Rings


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


@dataclass(frozen=True, slots=True)
class Reachable:
    """Somebody whom the worker can ring, text or mail."""

    id: UUID
    display_name: str
    desks: tuple[Desk, ...]
    languages: tuple[str, ...]
    ring_address: str | None
    """Where they are rung now: their telephone, or the phone in their browser."""
    text_number: str | None
    mail_address: str | None
