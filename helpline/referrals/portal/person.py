"""Somebody at a partner, as the pages see them: no password, no session token."""

from dataclasses import dataclass
from uuid import UUID

from flask import g

from helpline.referrals.models import PartnerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerPerson:
    """Who is acting, for this request."""

    id: UUID
    session_id: UUID
    display_name: str
    partner_id: UUID
    partner_name: str
    slug: str
    kind: PartnerKind

    @property
    def is_police(self) -> bool:
        return self.kind is PartnerKind.POLICE


def current_person() -> PartnerPerson:
    """Only behind the guard ``signed_in``."""
    person: PartnerPerson = g.partner_person
    return person
