"""What was sent along with a contact: that it was, and when. Not the thing itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from helpline.db import db
from helpline.intake.models import Attachment, SentKind


@dataclass(frozen=True, slots=True)
class SentAlong:
    id: UUID
    kind: SentKind
    written_at: datetime


def sent_along(contact_id: UUID) -> tuple[SentAlong, ...]:
    """The oldest first. For its desk, and for its own mailbox."""
    query = select(Attachment.id, Attachment.kind, Attachment.written_at).where(
        Attachment.contact_id == contact_id
    )
    found = db.session.execute(query.order_by(Attachment.written_at, Attachment.id))
    return tuple(SentAlong(*row) for row in found)
