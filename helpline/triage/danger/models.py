"""What is done about danger, until it ends in one of three ways."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned
from helpline.vault.columns import SealedText
from helpline.vault.sealed import Sealed


class DangerState(StrEnum):
    OPEN = "open"
    """Red: the ladder is climbing."""
    ACCEPTED = "accepted"
    """Red: a named person has it, contact is not confirmed yet."""
    ENDED = "ended"


class Ending(StrEnum):
    CONTACT_CONFIRMED = "contact_confirmed"
    AUTHORITY_TOOK_OVER = "authority_took_over"
    STOOD_DOWN = "stood_down"
    """Amber until a second person confirms."""


class Danger(Owned, Model):
    """One danger and its ladder. Its id is the declaration's id."""

    __tablename__ = "danger"
    __table_args__ = (CheckConstraint("ended_by <> second_by", name="two_people"),)

    state: Mapped[DangerState] = mapped_column(default=DangerState.OPEN, index=True)
    raised_at: Mapped[datetime]
    call_id: Mapped[UUID | None] = mapped_column(ForeignKey("call.id"))
    is_drill: Mapped[bool] = mapped_column(default=False)
    rung: Mapped[int] = mapped_column(default=0)
    """The next rung to climb; after the last it goes round."""
    rounds: Mapped[int] = mapped_column(default=0)
    accepted_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    accepted_at: Mapped[datetime | None]
    ending: Mapped[Ending | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None]
    second_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    second_at: Mapped[datetime | None]
    ending_key_id: Mapped[str | None]
    named_person: Mapped[Sealed | None] = mapped_column(SealedText)
    unit: Mapped[Sealed | None] = mapped_column(SealedText)
    external_reference: Mapped[Sealed | None] = mapped_column(SealedText)
    reasons: Mapped[Sealed | None] = mapped_column(SealedText)


class LadderStep(Owned, Model):
    """One person tried on one channel, and what came of it."""

    __tablename__ = "ladder_step"

    danger_id: Mapped[UUID] = mapped_column(ForeignKey("danger.id"), index=True)
    rung: Mapped[int]
    round: Mapped[int]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    channel: Mapped[str]
    tried_at: Mapped[datetime]
    outcome: Mapped[str]
    """owed, tried, unclear, refused, accepted."""
