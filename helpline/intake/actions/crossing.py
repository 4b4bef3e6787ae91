"""The wrong door: with the enquirer's yes, a new record at the desk that they meant.

Nothing is moved. Row-level security would refuse it, and the old keys never cross: what the
enquirer released is sealed anew, for the other desk and for their own mailbox.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import select

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk
from helpline.intake.actions.answering import Said, conversation, take, write_note
from helpline.intake.attachments.actions import send_again
from helpline.intake.content import ContactKeys
from helpline.intake.errors import NothingReleased, TellItAnew
from helpline.intake.events import ContactArrived
from helpline.intake.models import Attachment, Channel, Contact, Mailbox, Message
from helpline.outbox import announce
from helpline.people import Staff
from helpline.vault import place

WISHES: Final = {
    Desk.HOTLINE: "concern",
    Desk.ADVICE: "question",
    Desk.SUPPORT: "someone_close",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Yes:
    """What the enquirer agreed to: which desk, what of theirs goes along, and how we know."""

    to: Desk
    released: Collection[UUID]
    note: str
    """What the handler writes down about it, in the original's own notes."""


def may_cross(origin: Desk, to: Desk) -> bool:
    """Nothing is ever copied from the advice desk to the hotline: mixing them silences both."""
    return origin is not to and (origin, to) != (Desk.ADVICE, Desk.HOTLINE)


def wrong_door(contact: Contact, yes: Yes, *, by: Staff) -> UUID:
    """Make the new contact and return its id; the original stays as it is.

    Raises TellItAnew, NothingReleased, TakenAlready, ClosedAlready.
    """
    if not may_cross(contact.desk, yes.to):
        raise TellItAnew
    take(contact, by=by)
    released = [said for said in their_words(contact) if said.id in yes.released]
    sent = [each for each in _sent_along(contact) if each.id in yes.released]
    if not released and not sent:
        raise NothingReleased
    fresh, keys = _new_contact(contact, yes.to)
    _say_again(fresh, released, keys)
    for each in sent:
        send_again(each, contact, fresh, keys)
    write_note(contact, yes.note, by=by)
    audit.record(f"contact.wrong_door.{yes.to}", subject_id=contact.id, actor_id=by.id)
    audit.record("contact.made_by_wrong_door", subject_id=fresh.id, actor_id=by.id)
    announce(ContactArrived(fresh.id, fresh.desk))
    return fresh.id


def their_words(contact: Contact) -> list[Said]:
    """What the enquirer said, and could release."""
    return [said for said in conversation(contact) if not said.from_us]


def _sent_along(contact: Contact) -> Sequence[Attachment]:
    return db.session.scalars(select(Attachment).where(Attachment.contact_id == contact.id)).all()


def _new_contact(origin: Contact, to: Desk) -> tuple[Contact, ContactKeys]:
    moment, keys = now(), ContactKeys.new()
    contact = Contact(
        id=uuid4(),
        operator=origin.operator,
        desk=to,
        channel=Channel.CONSOLE,
        language=origin.language,
        wish=WISHES[to],
        received_at=moment,
        last_activity_at=moment,
        is_drill=origin.is_drill,
        notice_version=origin.notice_version,
        notice_language=origin.notice_language,
        mailbox_id=origin.mailbox_id,
        **keys.locked(to, _mailbox_of(origin)),
    )
    db.session.add(contact)
    db.session.flush()  # its messages refer to it, and no relationship says so
    return contact, keys


def _mailbox_of(contact: Contact) -> bytes | None:
    return db.session.scalar(select(Mailbox.public_key).where(Mailbox.id == contact.mailbox_id))


def _say_again(contact: Contact, released: Sequence[Said], keys: ContactKeys) -> None:
    """Their words, at the time they said them, sealed for other eyes."""
    for said in released:
        message_id = uuid4()
        db.session.add(
            Message(
                id=message_id,
                operator=contact.operator,
                contact_id=contact.id,
                desk=contact.desk,
                from_us=False,
                kind=said.kind,
                body=keys.thread.seal(said.words, place(message_id, "message.body")),
                written_at=said.written_at,
            )
        )
