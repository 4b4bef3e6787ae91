"""Duties of texts: somebody wrote by text, or a text of ours did not arrive."""

from uuid import UUID

from sqlalchemy import select

from helpline import audit
from helpline.clock import now
from helpline.db import db, transaction
from helpline.intake.events import EnquirerWrote
from helpline.intake.models import Contact, ContactState
from helpline.messages import EnquirerText, Letter, Medium, tell
from helpline.outbox import announce
from helpline.people import reachable, reachable_supervisors


def note_arrival(contact_id: UUID) -> None:
    """They wrote last: whoever has the contact has it before them again (role: the desk)."""
    with transaction():
        contact = db.session.get(Contact, contact_id, with_for_update=True)
        if contact is None or contact.state is ContactState.ERASED:
            return
        if contact.state not in {ContactState.NEW, ContactState.TAKEN}:
            contact.state = ContactState.WAITING
        contact.last_activity_at, contact.closed_at = now(), None
        audit.record("contact.written_to", subject_id=contact.id)
        announce(EnquirerWrote(contact.id, contact.desk))


def tell_of_lost(text_id: UUID) -> None:
    """A person decides what to do: it is never sent again by itself."""
    with transaction():
        author_id = db.session.scalar(
            select(EnquirerText.author_id).where(EnquirerText.id == text_id)
        )
        if author_id is None:
            return
        author = reachable(author_id)
        for person in [author] if author is not None else reachable_supervisors():
            tell(Letter("text_lost", text_id), person, Medium.MAIL, Medium.TEXT)
