"""Messages that callers left: the one sound that is ever kept, and only because they spoke it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model
from helpline.intake.models.contact import OfContact, same_desk
from helpline.vault.columns import SealedText
from helpline.vault.sealed import Sealed


class VoicemailState(StrEnum):
    EXPECTED = "expected"
    """The caller was asked to speak; the carrier has not said what came of it."""
    REPORTED = "reported"
    """The carrier has the recording, and we do not yet."""
    STORED = "stored"
    EMPTY = "empty"
    """Nothing was said, or nothing was recorded."""
    LOST = "lost"
    """There may have been a message, and we never got it."""


class Voicemail(OfContact, Model):
    """One recording, sealed to the desk's key by a process that cannot open it."""

    __tablename__ = "voicemail"
    __table_args__ = (same_desk(),)

    call_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("call.id", ondelete="SET NULL"), index=True
    )
    """Its call, as long as that is remembered."""
    state: Mapped[VoicemailState] = mapped_column(default=VoicemailState.EXPECTED)
    begun_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    """When the carrier said that it has it."""
    seconds: Mapped[int | None]
    """How long it is."""
    recording_ref: Mapped[str | None] = mapped_column(String(140), unique=True)
    """The carrier's name for it, until it is deleted there."""
    stored_at: Mapped[datetime | None]
    heard_at: Mapped[datetime | None]
    heard_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    key_id: Mapped[str | None]
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    sound: Mapped[Sealed | None] = mapped_column(SealedText, deferred=True)
    """A WAV file: megabytes, so it is read only to be played."""
