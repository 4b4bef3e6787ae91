"""Every mail and text that leaves: what kind, to whom (sealed), and what became of it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import String
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
