"""Danger as it was declared at the door; triage/danger keeps what is done about it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned
from helpline.vault.columns import SealedText
from helpline.vault.sealed import Sealed


class DangerSource(StrEnum):
    FORM = "form"
    CALL = "call"
    CONSOLE = "console"


class DangerDeclaration(Owned, Model):
    """Where, who, what, how to reach: sealed to the danger key alone, for whoever is on duty.

    It names no contact: other desks learn only that there is danger.
    """

    __tablename__ = "danger_declaration"

    source: Mapped[DangerSource]
    language: Mapped[str] = mapped_column(String(8))
    declared_at: Mapped[datetime]
    declared_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    call_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("call.id", ondelete="SET NULL"), unique=True
    )
    """The live call; unique, so that pressing the keys again raises nothing twice."""
    post_key: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    is_drill: Mapped[bool] = mapped_column(default=False)

    key_id: Mapped[str | None]
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    where: Mapped[Sealed | None] = mapped_column(SealedText)
    who: Mapped[Sealed | None] = mapped_column(SealedText)
    what: Mapped[Sealed | None] = mapped_column(SealedText)
    how_to_reach: Mapped[Sealed | None] = mapped_column(SealedText)
