"""What is done about danger, until it ends in one of three ways."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
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
    """One danger and its ladder. Its id is the declaration's id, and so is its key."""

    __tablename__ = "danger"
    __table_args__ = (CheckConstraint("ended_by <> second_by", name="two_people"),)

    state: Mapped[DangerState] = mapped_column(default=DangerState.OPEN, index=True)
    raised_at: Mapped[datetime]
    call_id: Mapped[UUID | None] = mapped_column(ForeignKey("call.id", ondelete="SET NULL"))
    is_drill: Mapped[bool] = mapped_column(default=False)
    rung: Mapped[int] = mapped_column(default=0)
    """The next rung to climb; after the last it goes round."""
    rounds: Mapped[int] = mapped_column(default=0)
    """How often it went round or began again."""
    climbs_at: Mapped[datetime]
    """When the next rung is due. Before this a second carrier climbs nothing."""
    accepted_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    """Nobody although accepted: the police contact took it."""
    accepted_at: Mapped[datetime | None]
    handed_over_at: Mapped[datetime | None]
    """The handler left the live caller with somebody whom they had brought in."""
    handed_over_to: Mapped[str | None] = mapped_column(String(200))
    """The police contact, a colleague, a service: never a word of what is told there."""
    taken_over_at: Mapped[datetime | None]
    """When that one joined."""
    ending: Mapped[Ending | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None]
    second_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    second_at: Mapped[datetime | None]
    named_person: Mapped[Sealed | None] = mapped_column(SealedText)
    unit: Mapped[Sealed | None] = mapped_column(SealedText)
    external_reference: Mapped[Sealed | None] = mapped_column(SealedText)
    reasons: Mapped[Sealed | None] = mapped_column(SealedText)
    reviewed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    reviewed_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]

    @property
    def reference(self) -> str:
        """Short enough to say aloud; says nothing."""
        return self.id.hex[:6].upper()

    @property
    def is_amber(self) -> bool:
        """Stood down by one person, not yet confirmed by a second."""
        return self.ending is Ending.STOOD_DOWN and self.second_at is None


class DangerNote(Owned, Model):
    """What was learned later, sealed with the declaration's key."""

    __tablename__ = "danger_note"

    danger_id: Mapped[UUID] = mapped_column(ForeignKey("danger.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    body: Mapped[Sealed] = mapped_column(SealedText)
    written_at: Mapped[datetime]


class Outcome(StrEnum):
    """What came of trying one person on one channel."""

    OWED = "owed"
    TRIED = "tried"
    UNCLEAR = "unclear"
    """It may have rung or not; it was rung again."""
    REFUSED = "refused"
    """The carrier says that this cannot be reached."""
    NO_ADDRESS = "no_address"
    OVERTAKEN = "overtaken"
    """Somebody had accepted before it could be tried."""
    ACCEPTED = "accepted"


class LadderStep(Owned, Model):
    """One person tried on one channel, and what came of it."""

    __tablename__ = "ladder_step"
    __table_args__ = (UniqueConstraint("danger_id", "round", "rung", "account_id", "channel"),)

    danger_id: Mapped[UUID] = mapped_column(ForeignKey("danger.id"), index=True)
    rung: Mapped[int]
    round: Mapped[int]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    """Nobody: the police contact, where the policy lets the ladder reach it."""
    channel: Mapped[str]
    reference_id: Mapped[UUID | None] = mapped_column(index=True)
    """The leg that rings, or the message."""
    tried_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[Outcome] = mapped_column(default=Outcome.OWED)
