"""The short code that brings somebody from the web page to the phone, and the count of guesses."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned
from helpline.intake.models.contact import OfContact, same_desk


class PhoneCode(OfContact, Model):
    """Six digits that lead one call to one contact, once. Only their keyed hash is kept."""

    __tablename__ = "phone_code"
    __table_args__ = (same_desk(),)

    mailbox_id: Mapped[UUID] = mapped_column(
        ForeignKey("mailbox.id", ondelete="CASCADE"), unique=True
    )
    """One live code for each mailbox: a new one takes the old one's place."""
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    expires_at: Mapped[datetime]


class CodeGuesses(Owned, Model):
    """How many wrong codes all callers together keyed in one hour. Says nothing of anybody."""

    __tablename__ = "code_guesses"
    __table_args__ = (UniqueConstraint("operator", "since"),)

    since: Mapped[datetime]
    wrong: Mapped[int]
