"""Contacts, what was said in them, and the mailbox that is the way back."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned
from helpline.doors import Desk
from helpline.policy import Kept
from helpline.vault.columns import SealedText
from helpline.vault.sealed import Sealed


class Channel(StrEnum):
    FORM = "form"
    CALL = "call"
    CONSOLE = "console"
    """Written down by staff: wrong door, walk-in, a transfer."""


class ContactState(StrEnum):
    NEW = "new"
    TAKEN = "taken"
    ANSWERED = "answered"
    """We wrote last."""
    WAITING = "waiting"
    """They wrote last."""
    RETURNED = "returned"
    """There is news of a partner's help that we handed on to."""
    CLOSED = "closed"
    ERASED = "erased"


class Mailbox(Owned, Model):
    """An anonymous way back, found by its receipt and by nothing else."""

    __tablename__ = "mailbox"

    lookup: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    locked_key: Mapped[bytes] = mapped_column(LargeBinary)
    """The private key, under a key that only the receipt gives."""
    created_at: Mapped[datetime]
    deletion_asked_at: Mapped[datetime | None]
    shut_at: Mapped[datetime | None]
    """Pages that were shown until then no longer open it, however a browser brings them back."""


class Contact(Owned, Model):
    """One person reaching us once, at one desk."""

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("id", "desk"),
        CheckConstraint("closed_at >= received_at", name="closed_after_received"),
    )

    desk: Mapped[Desk] = mapped_column(index=True)
    channel: Mapped[Channel]
    language: Mapped[str] = mapped_column(String(8))
    wish: Mapped[str]
    """What they said they want, as a code: someone_close, myself, question, concern."""
    state: Mapped[ContactState] = mapped_column(default=ContactState.NEW, index=True)
    received_at: Mapped[datetime] = mapped_column(index=True)
    last_activity_at: Mapped[datetime]
    taken_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    taken_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    is_drill: Mapped[bool] = mapped_column(default=False)

    notice_version: Mapped[str]
    """The policy version of the notice they were given, and its language (R20)."""
    notice_language: Mapped[str] = mapped_column(String(8))

    mailbox_id: Mapped[UUID | None] = mapped_column(ForeignKey("mailbox.id"), index=True)
    post_key: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    """The form's idempotency key: posted twice, it is one contact."""

    kept_as: Mapped[Kept | None]
    """The policy's class of retention, where it is not the desk's own."""
    kept_from: Mapped[datetime | None]
    """When that class was decided, and its time begins."""
    held_until: Mapped[datetime | None]
    """Not erased before, whoever asks: a disclosure or a danger still needs it."""

    desk_key_id: Mapped[str | None]
    thread_for_desk: Mapped[bytes | None] = mapped_column(LargeBinary)
    file_for_desk: Mapped[bytes | None] = mapped_column(LargeBinary)
    thread_for_mailbox: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Erasure destroys these three; without them nothing of the contact can be read."""

    @property
    def reference(self) -> str:
        """Short enough to say aloud; says nothing."""
        return self.id.hex[:6].upper()


class OfContact(Owned):
    """Belongs to a contact and, by the database's own rule, to the same desk."""

    contact_id: Mapped[UUID] = mapped_column(index=True)
    desk: Mapped[Desk]


def same_desk() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["contact_id", "desk"], ["contact.id", "contact.desk"])


class Message(OfContact, Model):
    """What was said and answered: sealed with the thread key."""

    __tablename__ = "message"
    __table_args__ = (same_desk(),)

    from_us: Mapped[bool]
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[str] = mapped_column(default="words")
    """words, or the form's question that this answers."""
    body: Mapped[Sealed] = mapped_column(SealedText)
    key_id: Mapped[str | None]
    """The desk's key that it is sealed to, where it came by text: whoever takes a text in holds
    no thread key."""
    written_at: Mapped[datetime] = mapped_column(index=True)
    read_at: Mapped[datetime | None]
    """When the other side first saw it."""
    post_key: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)


class Note(OfContact, Model):
    """What staff write for themselves: sealed with the file key, never shown to the mailbox."""

    __tablename__ = "note"
    __table_args__ = (same_desk(),)

    author_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    body: Mapped[Sealed] = mapped_column(SealedText)
    written_at: Mapped[datetime]
    post_key: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)


class CallbackState(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"
    UNREACHED = "unreached"
    """Tried as often as the policy says, and never answered."""


class Callback(OfContact, Model):
    """A call that we promised, to a number given for it and kept no longer (R21, R28).

    What tells somebody apart is sealed. Times stay in clear, as all times do: the next try is
    planned where nobody holds a key.
    """

    __tablename__ = "callback"
    __table_args__ = (same_desk(), Index("ix_callback_number_hash", "number_hash"))

    number: Mapped[Sealed | None] = mapped_column(SealedText)
    """Sealed with the thread key; destroyed when the callback ends."""
    key_id: Mapped[str | None]
    """The desk's key that the number is sealed to, where it was asked for on the phone: the
    public face has forgotten the thread key by then. A plan takes it away."""
    name_to_say: Mapped[Sealed | None] = mapped_column(SealedText)
    code_word: Mapped[Sealed | None] = mapped_column(SealedText)
    """What the enquirer says, so that we know it is them; sealed as the number is."""
    voicemail_allowed: Mapped[bool] = mapped_column(default=False)
    texts_allowed: Mapped[bool] = mapped_column(default=False)
    number_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Keyed; only where texts are allowed, so that theirs find the way here. Destroyed with the
    number."""
    safe_days: Mapped[str] = mapped_column(String(8), default="")
    """Days of the week on which it is safe to ring, 0 for Monday; none: every day."""
    safe_from: Mapped[int | None]
    """In minutes after midnight, on the enquirer's own clock."""
    safe_until: Mapped[int | None]
    """Earlier than from: through the night."""
    wanted_at: Mapped[datetime]
    time_zone: Mapped[str]
    """The enquirer's own."""
    state: Mapped[CallbackState] = mapped_column(default=CallbackState.ASKED)
    agreed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    reminded_at: Mapped[datetime | None]
    """When whoever promised it was told that the time is near."""
    ended_at: Mapped[datetime | None]

    @property
    def is_unplanned(self) -> bool:
        """The phone asks for a time and a number, and not for what makes a call safe (R28)."""
        return self.key_id is not None


class TryState(StrEnum):
    """How far an attempt to make a promised call has come."""

    HANDLER = "handler"
    """Whoever asked for it is being rung."""
    THEM = "them"
    """They have accepted, and the enquirer is being rung."""
    TALKING = "talking"
    OVER = "over"


class TryOutcome(StrEnum):
    ANSWERED = "answered"
    """By somebody or something: only the handler knows by whom."""
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    FAILED = "failed"
    """The carrier could not ring, or nobody can say whether it did."""
    NO_HANDLER = "no_handler"
    """The handler did not take the phone, or left before anybody answered."""
    VOICEMAIL = "voicemail"
    """The handler says that a machine answered."""
    NOT_THEM = "not_them"
    """The handler says that it was somebody else."""


class CallbackTry(OfContact, Model):
    """One attempt to make a promised call, asked for by a handler and never by the machine."""

    __tablename__ = "callback_try"
    __table_args__ = (
        same_desk(),
        # Nobody's phone rings twice at once for one promise.
        Index(
            "ix_callback_try_under_way",
            "callback_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    callback_id: Mapped[UUID] = mapped_column(
        ForeignKey("callback.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    call_id: Mapped[UUID] = mapped_column(index=True)
    leg_id: Mapped[UUID] = mapped_column(index=True)
    """The handler's."""
    number: Mapped[Sealed | None] = mapped_column(SealedText)
    """Sealed to the dispatch key for this one ring, and destroyed before the phone rings."""
    number_key_id: Mapped[str | None]
    state: Mapped[TryState] = mapped_column(default=TryState.HANDLER)
    outcome: Mapped[TryOutcome | None]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Erasure(Owned, Model):
    """A tombstone: that something was here and is gone, and nothing of what it was."""

    __tablename__ = "erasure"

    subject_id: Mapped[UUID] = mapped_column(unique=True)
    desk: Mapped[str]
    reason: Mapped[str]
    """retention or asked."""
    erased_at: Mapped[datetime]
