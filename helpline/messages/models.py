"""Every mail and text that leaves: what kind, to whom (sealed), and what became of it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned
from helpline.vault.columns import SealedText
from helpline.vault.sealed import Sealed


class Medium(StrEnum):
    MAIL = "mail"
    TEXT = "text"


class State(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNCLEAR = "unclear"
    """It may have left. For danger it is sent again; otherwise a person decides."""
    REFUSED = "refused"
    LEFT = "left"
    """It was unclear, and a person decided not to send it again."""


class Outgoing(Owned, Model):
    """One message on its way. Its words are a template's name: nothing of a contact is in it."""

    __tablename__ = "outgoing"

    medium: Mapped[Medium]
    template: Mapped[str]
    language: Mapped[str] = mapped_column(String(8))
    address: Mapped[Sealed | None] = mapped_column(SealedText)
    """Sealed to the dispatch key; destroyed once it was used."""
    address_key_id: Mapped[str | None]
    subject_id: Mapped[UUID]
    """What it is about: an id for the audit, never shown in the message."""
    link: Mapped[str | None]
    """A path on our own pages, where the reader must sign in."""
    is_danger: Mapped[bool] = mapped_column(default=False)
    once: Mapped[str] = mapped_column(String(200), unique=True)
    """What, about what, to whom, when: written twice, it leaves once."""
    state: Mapped[State] = mapped_column(default=State.WAITING, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """Sent, refused or left: no address is kept from here on."""
    carrier_ref: Mapped[str | None] = mapped_column(String(140), unique=True)
    forgetting_owed: Mapped[bool] = mapped_column(default=False)
    """The carrier's record of a text is to be deleted: owed from then on, until it is gone."""


class TextState(StrEnum):
    """In the order in which they follow one another; the last ones are final."""

    WAITING = "waiting"
    SENDING = "sending"
    UNCLEAR = "unclear"
    """It may have left. It is never sent twice: a person is told."""
    QUEUED = "queued"
    """The carrier has it."""
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    STOPPED = "stopped"
    """They asked for no texts."""
    WITHDRAWN = "withdrawn"
    """Not needed any more, or too late to be of use."""


class EnquirerText(Owned, Model):
    """A text to somebody who allowed texts: sealed words, a sealed number, for one sending."""

    __tablename__ = "enquirer_text"

    desk: Mapped[str] = mapped_column(index=True)
    contact_id: Mapped[UUID] = mapped_column(index=True)
    callback_id: Mapped[UUID] = mapped_column(index=True)
    """Its plan allows texts."""
    author_id: Mapped[UUID]
    """The handler who promised the call, or wrote the words."""
    is_reminder: Mapped[bool] = mapped_column(default=False)
    address: Mapped[Sealed | None] = mapped_column(SealedText)
    words: Mapped[Sealed | None] = mapped_column(SealedText)
    """Both sealed to the dispatch key, and destroyed once they were used."""
    key_id: Mapped[str | None]
    time_zone: Mapped[str]
    """The enquirer's own: it decides when their night is."""
    state: Mapped[TextState] = mapped_column(default=TextState.WAITING)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    useless_at: Mapped[datetime | None]
    """From then on it is not sent any more."""
    ended_at: Mapped[datetime | None]
    """From here on neither words nor address are kept."""
    carrier_ref: Mapped[str | None] = mapped_column(String(140))


class TextOptOut(Owned, Model):
    """Somebody who wants no texts: a keyed hash of their number, kept until they say START."""

    __tablename__ = "text_opt_out"

    number_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    since: Mapped[datetime]


class CarrierText(Owned, Model):
    """A text that the carrier still remembers, and shall not."""

    __tablename__ = "carrier_text"

    carrier_ref: Mapped[str] = mapped_column(String(140), unique=True)
    seen_at: Mapped[datetime]
