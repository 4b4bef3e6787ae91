"""A handler says what a call was that is nobody's worry (R27): counted, and nothing more."""

from uuid import UUID

from sqlalchemy import select

from helpline import audit
from helpline.db import db
from helpline.intake.models import Call, NotACase


def mark_call(contact_id: UUID, kind: NotACase | None, *, by: UUID) -> None:
    """Mark the newest call of a contact (role: its desk); None takes the mark away."""
    query = select(Call).where(Call.contact_id == contact_id).order_by(Call.started_at.desc())
    call = db.session.scalar(query.limit(1).with_for_update())
    if call is None:
        return
    call.marked = kind
    audit.record("call.marked", subject_id=call.id, actor_id=by)
