"""What the support desk knows of a contact beyond the conversation."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select

from helpline.db import db
from helpline.intake import Contact
from helpline.intake.content import file_of
from helpline.triage.support.codes import CAME_BACK
from helpline.triage.support.models import Clearing, ReferralWanted
from helpline.vault import place

PLACE: Final = "support_referral_wanted.place"


def clearing(contact_id: UUID) -> Clearing | None:
    return db.session.scalar(select(Clearing).where(Clearing.contact_id == contact_id))


def opened(contact: Contact, found: Clearing) -> dict[str, str]:
    """The clearing's words. Raises Erased, CannotOpen."""
    key = file_of(contact)
    sealed = {
        "needs": found.needs,
        "behind_it": found.behind_it,
        "strengths": found.strengths,
    }
    return {
        name: key.open(words, place(found.id, f"support_clearing.{name}")) if words else ""
        for name, words in sealed.items()
    }


def typed(contact: Contact, found: Clearing | None) -> dict[str, str]:
    """What the form shows again."""
    if found is None:
        return {}
    codes = {"warning_signs": found.warning_signs, "outcome": found.outcome}
    return {**opened(contact, found), **codes}


def wanted_of(contact_id: UUID) -> Sequence[ReferralWanted]:
    """Every help that was looked for, the newest first."""
    query = (
        select(ReferralWanted)
        .where(ReferralWanted.contact_id == contact_id)
        .order_by(ReferralWanted.wanted_at.desc())
    )
    return db.session.scalars(query).all()


def place_wanted(contact: Contact, wanted: ReferralWanted) -> str:
    """Raises Erased, CannotOpen."""
    if wanted.place is None:
        return ""
    return file_of(contact).open(wanted.place, place(wanted.id, PLACE))


def beside(contact: Contact) -> dict[str, Any]:
    """For the contact page."""
    found, wanted = clearing(contact.id), wanted_of(contact.id)
    return {
        "clearing": found,
        "cleared": opened(contact, found) if found else {},
        "wanted": [(help_wanted, place_wanted(contact, help_wanted)) for help_wanted in wanted],
    }


def marks(contacts: Sequence[UUID]) -> Mapping[UUID, str]:
    """What came back from a partner; after a no, somebody looks for the next one (R52)."""
    query = (
        select(ReferralWanted.contact_id, ReferralWanted.outcome)
        .where(ReferralWanted.contact_id.in_(contacts), ReferralWanted.outcome.in_(CAME_BACK))
        .order_by(ReferralWanted.wanted_at)
    )
    newest = {row.contact_id: row.outcome for row in db.session.execute(query)}
    return {contact_id: str(CAME_BACK[outcome]) for contact_id, outcome in newest.items()}


def outcomes() -> Select[UUID, str]:
    return select(Clearing.contact_id, Clearing.outcome)
