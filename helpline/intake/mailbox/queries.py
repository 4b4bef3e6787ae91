"""What an open mailbox shows: its contacts, and what was said in each, opened with its key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk
from helpline.i18n import gettext as _
from helpline.intake.actions.arriving import Known
from helpline.intake.attachments.queries import SentAlong, sent_along
from helpline.intake.mailbox import panels
from helpline.intake.mailbox.decisions import Signs, Standing, decide_standing
from helpline.intake.models import Callback, CallbackState, Contact, ContactState, Mailbox, Message
from helpline.intake.questions import question_of
from helpline.vault import ContentKey, MailboxKey, place

IN_OUR_HANDS = frozenset({ContactState.TAKEN, ContactState.ANSWERED})


class _Row(NamedTuple):
    """What of a contact can be read from outside."""

    id: UUID
    desk: Desk
    state: ContactState
    received_at: datetime
    held_until: datetime | None
    thread_for_mailbox: bytes | None


class NoMailbox(Exception):
    """Nothing is found by this receipt: it is wrong, or all of it was deleted."""


@dataclass(frozen=True, slots=True)
class OpenMailbox:
    key: MailboxKey
    deletion_asked_at: datetime | None
    shut_at: datetime | None

    def is_shut_to(self, shown_at: datetime) -> bool:
        """Whether it was since this page was shown. A moment still to come is a clock's fault."""
        return self.shut_at is not None and shown_at <= self.shut_at <= now()


@dataclass(frozen=True, slots=True)
class Said:
    """One opened message."""

    from_us: bool
    question: str
    words: str
    written_at: datetime
    is_new: bool
    """Ours, and shown for the first time."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A call that was asked for. Its number stays sealed."""

    id: UUID
    wanted_at: datetime
    time_zone: str
    state: CallbackState


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One contact, as its own person sees it."""

    id: UUID
    desk: Desk
    reference: str
    received_at: datetime
    held_until: datetime | None
    """Nothing of it is deleted before: a decision of ours rests on it."""
    standing: Standing
    said: tuple[Said, ...]
    sent: tuple[SentAlong, ...]
    calls: tuple[Asked, ...]


def open_mailbox(unlock_key: bytes) -> OpenMailbox:
    """The one mailbox whose lookup the door names. Raises NoMailbox, CannotOpen."""
    query = select(Mailbox.locked_key, Mailbox.deletion_asked_at, Mailbox.shut_at)
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NoMailbox
    key = MailboxKey.unlock(row.locked_key, unlock_key)
    return OpenMailbox(key, row.deletion_asked_at, row.shut_at)


def contacts(key: MailboxKey) -> list[Known]:
    """Contacts of the open mailbox that can still be read, the newest first."""
    return [
        Known(row.id, row.desk, key.unwrap(row.thread_for_mailbox), row.state)
        for row in _rows()
        if row.thread_for_mailbox is not None
    ]


def conversations(key: MailboxKey) -> list[Conversation]:
    """Everything in the mailbox, the newest contact first; of erased ones, that they were."""
    return [_conversation(row, key) for row in _rows()]


def _rows() -> list[_Row]:
    found = db.session.execute(
        select(
            Contact.id,
            Contact.desk,
            Contact.state,
            Contact.received_at,
            Contact.held_until,
            Contact.thread_for_mailbox,
        ).order_by(Contact.received_at.desc())
    )
    return [_Row(*row) for row in found]


def _conversation(row: _Row, key: MailboxKey) -> Conversation:
    wrapped = row.thread_for_mailbox
    messages = [] if wrapped is None else _messages(row.id)
    thread = None if wrapped is None else key.unwrap(wrapped)
    sent = sent_along(row.id)
    return Conversation(
        id=row.id,
        desk=row.desk,
        reference=row.id.hex[:6].upper(),
        received_at=row.received_at,
        held_until=row.held_until,
        standing=decide_standing(_signs(row, messages, sent)),
        said=tuple(_opened(message, thread) for message in messages if thread),
        sent=sent,
        calls=tuple(_calls(row.id)),
    )


def _messages(contact_id: UUID) -> Sequence[Message]:
    query = select(Message).where(Message.contact_id == contact_id)
    return db.session.scalars(query.order_by(Message.written_at)).all()


def _opened(message: Message, thread: ContentKey) -> Said:
    return Said(
        from_us=message.from_us,
        question=question_of(message.kind),
        words=_words(message, thread),
        written_at=message.written_at,
        is_new=message.from_us and message.read_at is None,
    )


def _words(message: Message, thread: ContentKey) -> str:
    """A text is sealed to the desk alone: a receipt opens what was written here."""
    if message.key_id is not None:
        return _("You sent us a text. We have it, and it is not shown here.")
    return thread.open(message.body, place(message.id, "message.body"))


def _signs(row: _Row, messages: Sequence[Message], sent: Sequence[SentAlong]) -> Signs:
    last = messages[-1] if messages else None
    if last is not None and sent and sent[-1].written_at > last.written_at:
        last = None  # a file has no words that could have been read, and it is theirs
    return Signs(
        is_erased=row.state is ContactState.ERASED,
        is_closed=row.state is ContactState.CLOSED,
        is_handed_over=panels.is_handed_over(row.id),
        has_unseen_answer=any(m.from_us and m.read_at is None for m in messages),
        last_is_ours=last is not None and last.from_us,
        was_read=row.state in IN_OUR_HANDS or (last is not None and last.read_at is not None),
    )


def _calls(contact_id: UUID) -> list[Asked]:
    """Without their sealed columns: nothing here needs the number."""
    query = select(Callback.id, Callback.wanted_at, Callback.time_zone, Callback.state).where(
        Callback.contact_id == contact_id
    )
    return [Asked(*row) for row in db.session.execute(query.order_by(Callback.wanted_at))]
