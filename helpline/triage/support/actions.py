"""What the support desk does: clearing, and wanting a partner's help."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.intake import Contact
from helpline.intake.content import file_of
from helpline.outbox import announce
from helpline.people import Staff
from helpline.triage.support import events, queries
from helpline.triage.support.models import Clearing, ReferralWanted
from helpline.vault import place

SEALED = ("needs", "behind_it", "strengths")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """What the first talk brought to light. Empty words are not kept."""

    warning_signs: str
    needs: str
    behind_it: str
    strengths: str
    outcome: str


def clear(contact: Contact, cleared: Cleared, *, by: Staff) -> Clearing:
    """Write down the clearing, or write it anew: the newest stands."""
    clearing = queries.clearing(contact.id)
    if clearing is None:
        clearing = Clearing(id=uuid4(), operator=contact.operator, contact_id=contact.id)
        db.session.add(clearing)
    key = file_of(contact)
    for name in SEALED:
        words = getattr(cleared, name)
        at = place(clearing.id, f"support_clearing.{name}")
        setattr(clearing, name, key.seal(words, at) if words else None)
    clearing.warning_signs, clearing.outcome = cleared.warning_signs, cleared.outcome
    clearing.cleared_by, clearing.cleared_at = by.id, now()
    audit.record("support.cleared", subject_id=contact.id, actor_id=by.id)
    return clearing


def want_referral(
    contact: Contact, need: str, language: str, place_wanted: str, *, by: Staff
) -> UUID:
    """Record what is looked for. The referrals room finds it; the outcome comes back here."""
    wanted_id = uuid4()
    wanted = ReferralWanted(
        id=wanted_id,
        operator=contact.operator,
        contact_id=contact.id,
        need=need,
        language=language,
        place=file_of(contact).seal(place_wanted, place(wanted_id, queries.PLACE)),
        wanted_by=by.id,
        wanted_at=now(),
    )
    db.session.add(wanted)
    audit.record("support.referral_wanted", subject_id=contact.id, actor_id=by.id)
    announce(events.ReferralWanted(wanted_id, contact.desk))
    return wanted_id


def note_outcome(wanted_id: UUID, outcome: str) -> None:
    """What came back from a partner, as a code: the desk sees it on the contact and in its queue.

    Through the support desk's door.
    """
    wanted = db.session.get_one(ReferralWanted, wanted_id)
    wanted.outcome = outcome
