"""What a desk does with a contact: taking it, noting, answering, closing. And reading it.

All through the door of the contact's own desk. Whoever answers has the contact: two
people never answer the same person at once.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import select, update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.intake.content import file_of, thread_of, words_of
from helpline.intake.errors import (
    ClosedAlready,
    NotYours,
    OnlySupervisorsTakeOver,
    TakenAlready,
)
from helpline.intake.events import ContactClosed, ReplyWritten
from helpline.intake.models import Contact, ContactState, Message, Note
from helpline.outbox import announce
from helpline.people import Staff, colleague_names
from helpline.vault import place

Posted = TypeVar("Posted", Message, Note)
ENDED: Final = frozenset({ContactState.CLOSED, ContactState.ERASED})


@dataclass(frozen=True, slots=True)
class Said:
    """One opened message."""

    id: UUID
    from_us: bool
    author_id: UUID | None
    kind: str
    words: str
    written_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Noted:
    """One opened note."""

    author_id: UUID
    words: str
    written_at: datetime


def take(contact: Contact, *, by: Staff) -> None:
    """Have this contact from now on. The first one wins; raises TakenAlready, ClosedAlready."""
    _lock(contact)
    if contact.state in ENDED:
        raise ClosedAlready
    if contact.taken_by == by.id:
        return
    if contact.taken_by is not None:
        raise TakenAlready(_name_of(contact.taken_by))
    _give(contact, by)
    audit.record("contact.taken", subject_id=contact.id, actor_id=by.id)


def take_over(contact: Contact, *, by: Staff) -> None:
    """A supervisor continues for a colleague who is away (R13).

    Raises OnlySupervisorsTakeOver, ClosedAlready.
    """
    if not by.is_supervisor:
        raise OnlySupervisorsTakeOver
    _lock(contact)
    if contact.state in ENDED:
        raise ClosedAlready
    _give(contact, by)
    audit.record("contact.taken_over", subject_id=contact.id, actor_id=by.id)


def hand_back(contact: Contact, *, by: Staff) -> None:
    """Let somebody else take it. Raises NotYours."""
    _lock(contact)
    if contact.taken_by != by.id:
        raise NotYours
    contact.taken_by = contact.taken_at = None
    if contact.state is ContactState.TAKEN:
        contact.state = ContactState.NEW
    audit.record("contact.handed_back", subject_id=contact.id, actor_id=by.id)


def write_note(contact: Contact, words: str, *, by: Staff, post_key: bytes | None = None) -> Note:
    """For the desk's own eyes: no receipt opens it. Everybody at the desk may note.

    The same ``post_key`` notes only once.
    """
    if post_key is not None and (kept := _noted(contact, post_key)) is not None:
        return kept
    note_id = uuid4()
    note = Note(
        id=note_id,
        operator=contact.operator,
        contact_id=contact.id,
        desk=contact.desk,
        author_id=by.id,
        body=file_of(contact).seal(words, place(note_id, "note.body")),
        written_at=now(),
        post_key=post_key,
    )
    db.session.add(note)
    audit.record("note.written", subject_id=contact.id, actor_id=by.id)
    return note


def reply(contact: Contact, words: str, *, by: Staff, post_key: bytes | None = None) -> Message:
    """Answer. Takes the contact if nobody has it; the same ``post_key`` answers only once.

    Raises TakenAlready, ClosedAlready.
    """
    take(contact, by=by)
    if post_key is not None and (sent := _posted(Message, post_key)) is not None:
        return sent
    moment, message_id = now(), uuid4()
    message = Message(
        id=message_id,
        operator=contact.operator,
        contact_id=contact.id,
        desk=contact.desk,
        from_us=True,
        author_id=by.id,
        body=thread_of(contact).seal(words, place(message_id, "message.body")),
        written_at=moment,
        post_key=post_key,
    )
    db.session.add(message)
    contact.state, contact.last_activity_at, contact.closed_at = ContactState.ANSWERED, moment, None
    audit.record("reply.written", subject_id=contact.id, actor_id=by.id)
    announce(ReplyWritten(contact.id, contact.desk))
    return message


def close(contact: Contact, *, by: Staff) -> None:
    """End it for now; if the enquirer writes again it opens again. Raises TakenAlready."""
    take(contact, by=by)
    contact.state, contact.closed_at = ContactState.CLOSED, now()
    audit.record("contact.closed", subject_id=contact.id, actor_id=by.id)
    announce(ContactClosed(contact.id, contact.desk))


def conversation(contact: Contact) -> list[Said]:
    """What was said and answered, oldest first. Raises Erased, CannotOpen."""
    thread = thread_of(contact)
    query = select(Message).where(Message.contact_id == contact.id).order_by(Message.written_at)
    return [
        Said(
            id=message.id,
            from_us=message.from_us,
            author_id=message.author_id,
            kind=message.kind,
            words=words_of(message, thread),
            written_at=message.written_at,
            read_at=message.read_at,
        )
        for message in db.session.scalars(query)
    ]


def notes(contact: Contact) -> list[Noted]:
    """What the desk noted, newest first. Raises Erased, CannotOpen."""
    file = file_of(contact)
    query = select(Note).where(Note.contact_id == contact.id).order_by(Note.written_at.desc())
    return [
        Noted(note.author_id, file.open(note.body, place(note.id, "note.body")), note.written_at)
        for note in db.session.scalars(query)
    ]


def note_reading(contact: Contact, *, by: Staff) -> None:
    """Say in the audit who read it, and on the messages when we first did."""
    audit.record("contact.read", subject_id=contact.id, actor_id=by.id)
    db.session.execute(
        update(Message)
        .where(
            Message.contact_id == contact.id,
            Message.from_us.is_(False),
            Message.read_at.is_(None),
        )
        .values(read_at=now())
    )


def _give(contact: Contact, to: Staff) -> None:
    contact.taken_by, contact.taken_at = to.id, now()
    if contact.state is ContactState.NEW:
        contact.state = ContactState.TAKEN


def _lock(contact: Contact) -> None:
    """Nobody else changes it until this transaction ends; looks at it anew."""
    db.session.refresh(contact, with_for_update=True)


def _noted(contact: Contact, post_key: bytes) -> Note | None:
    _lock(contact)  # of two at once, the second one sees what the first one wrote
    return _posted(Note, post_key)


def _posted(kind: type[Posted], post_key: bytes) -> Posted | None:
    return db.session.scalar(select(kind).where(kind.post_key == post_key))


def _name_of(account_id: UUID) -> str:
    return colleague_names([account_id]).get(account_id, "")
