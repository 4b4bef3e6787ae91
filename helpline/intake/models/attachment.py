"""What somebody sent along with their words: pictures, voice notes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model
from helpline.intake.models.contact import OfContact, same_desk
from helpline.vault.columns import SealedText
from helpline.vault.sealed import Sealed


class SentKind(StrEnum):
    PICTURE = "picture"
    SOUND = "sound"


class Attachment(OfContact, Model):
    """One picture or voice note without its name, sealed with the thread key."""

    __tablename__ = "attachment"
    __table_args__ = (same_desk(),)

    kind: Mapped[SentKind]
    media_type: Mapped[str] = mapped_column(String(40))
    """Our own word for what we wrote; never what a browser said."""
    written_at: Mapped[datetime]
    post_key: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    """The same file, posted twice, is kept once."""
    body: Mapped[Sealed] = mapped_column(SealedText, deferred=True)
    """Up to megabytes, so it is read only to be shown."""
