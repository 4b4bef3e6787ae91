"""Keeping what was sent along, and opening it again. None of them commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import current_door
from helpline.intake.actions.arriving import Known, wrote
from helpline.intake.attachments.clean import Clean, Why
from helpline.intake.content import ContactKeys, thread_of
from helpline.intake.models import Attachment, Contact, ContactState
from helpline.people import Staff
from helpline.vault import Sealed, place, subkey
from helpline.vault.secret import Secret

AT_ONCE: Final = 3
"""Files in one post."""
MOST: Final = 20
"""Files with one contact."""


@dataclass(frozen=True, slots=True, repr=False)
class Sent(Secret):
    """One file of a post, looked at."""

    digest: bytes
    """Of what came, so that the same file is known again."""
    found: Clean | Why


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a file of a post."""

    number: int
    """Its place among the files that were chosen: its name is not known."""
    why: Why | None
    """Why it was not taken."""


def keep(contact: Known, sent: Sequence[Sent], key: bytes) -> list[Fate]:
    """Seal each. The same file with the same key is kept once.

    Through the door of the contact's own mailbox.
    """
    room = MOST - _kept_so_far(contact)
    fates: list[Fate] = []
    for number, each in enumerate(sent, 1):
        why = each.found if isinstance(each.found, Why) else None
        if isinstance(each.found, Clean):
            why = Why.FULL if room <= 0 else None
        if isinstance(each.found, Clean) and why is None and _is_new(contact, each, key):
            room -= 1
        fates.append(Fate(number, why))
    if any(fate.why is None for fate in fates) and contact.state is not ContactState.NEW:
        wrote(contact)
    return fates


def shown_to(attachment: Attachment, contact: Contact, *, by: Staff) -> bytes:
    """Opened for somebody at its desk; the audit says so. Raises Erased, CannotOpen."""
    audit.record("attachment.opened", subject_id=attachment.id, actor_id=by.id)
    return _opened(attachment, contact)


def send_again(attachment: Attachment, origin: Contact, to: Contact, keys: ContactKeys) -> None:
    """The same, at the time it was sent, sealed for other eyes."""
    attachment_id = uuid4()
    db.session.add(
        Attachment(
            id=attachment_id,
            operator=to.operator,
            contact_id=to.id,
            desk=to.desk,
            kind=attachment.kind,
            media_type=attachment.media_type,
            written_at=attachment.written_at,
            body=keys.thread.seal_file(_opened(attachment, origin), _place(attachment_id)),
        )
    )


def _kept_so_far(contact: Known) -> int:
    """Counted one post after the other: who changes the contact waits for whoever does."""
    db.session.execute(
        update(Contact)
        .where(Contact.id == contact.id)
        .values(last_activity_at=now())
        .execution_options(synchronize_session=False)
    )
    of_it = select(func.count(Attachment.id)).where(Attachment.contact_id == contact.id)
    return db.session.scalar(of_it) or 0


def _is_new(contact: Known, sent: Sent, key: bytes) -> bool:
    try:
        with db.session.begin_nested():
            db.session.add(_sealed(contact, sent, key))
    except IntegrityError:
        return False  # posted twice: it is kept
    audit.record("attachment.kept", subject_id=contact.id)
    return True


def _sealed(contact: Known, sent: Sent, key: bytes) -> Attachment:
    assert isinstance(sent.found, Clean)
    attachment_id = uuid4()
    return Attachment(
        id=attachment_id,
        operator=current_door().operator,
        contact_id=contact.id,
        desk=contact.desk,
        kind=sent.found.kind,
        media_type=sent.found.media_type,
        written_at=now(),
        post_key=subkey(key, f"attachment|{contact.id}|{sent.digest.hex()}"),
        body=contact.thread.seal_file(sent.found.raw, _place(attachment_id)),
    )


def _opened(attachment: Attachment, contact: Contact) -> bytes:
    body: Sealed = attachment.body
    return thread_of(contact).open_file(body, _place(attachment.id))


def _place(attachment_id: UUID) -> bytes:
    return place(attachment_id, "attachment.body")
