"""Messages that callers left, for whoever has the contact: listening to them, and saying so.

Through the door of the contact's desk.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.intake.errors import ListenWhenYours
from helpline.intake.models import Contact, Voicemail, VoicemailState
from helpline.outbox import cancel
from helpline.people import Staff
from helpline.vault import CannotOpen, place
from helpline.vault.current import current_keyring


@dataclass(frozen=True, slots=True)
class Left:
    """A message, or what became of it. The sound is opened only to be played."""

    id: UUID
    state: VoicemailState
    left_at: datetime
    seconds: int
    heard_at: datetime | None
    heard_by: UUID | None


def voicemail_of(contact: Contact) -> list[Left]:
    """What callers left, the oldest first. Where nothing was said there is nothing to show."""
    query = (
        select(Voicemail)
        .where(Voicemail.contact_id == contact.id, Voicemail.state != VoicemailState.EMPTY)
        .order_by(Voicemail.begun_at)
    )
    return [
        Left(
            id=one.id,
            state=one.state,
            left_at=one.left_at or one.begun_at,
            seconds=one.seconds or 0,
            heard_at=one.heard_at,
            heard_by=one.heard_by,
        )
        for one in db.session.scalars(query.execution_options(populate_existing=True))
    ]


def sound_of(voicemail: Voicemail, contact: Contact, *, by: Staff) -> bytes:
    """A WAV file, for the ears of whoever has the contact. Raises ListenWhenYours, CannotOpen."""
    if contact.taken_by != by.id:
        raise ListenWhenYours
    if voicemail.key_id is None or voicemail.wrapped_key is None or voicemail.sound is None:
        raise CannotOpen
    audit.record("voicemail.played", subject_id=voicemail.id, actor_id=by.id)
    key = current_keyring().unwrap(voicemail.key_id, voicemail.wrapped_key)
    return key.open_bytes(voicemail.sound, place(voicemail.id, "voicemail.sound"))


def mark_heard(voicemail: Voicemail, contact: Contact, *, by: Staff) -> None:
    """Somebody has listened to it: nobody is reminded any more. Raises ListenWhenYours."""
    if contact.taken_by != by.id:
        raise ListenWhenYours
    if voicemail.heard_at is not None:
        return
    voicemail.heard_at, voicemail.heard_by = now(), by.id
    cancel("voicemail.unheard", voicemail.id)
    audit.record("voicemail.heard", subject_id=voicemail.id, actor_id=by.id)
