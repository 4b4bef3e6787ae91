"""Signals: weighed by two assessors, never scored."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned
from helpline.triage.hotline.codes import Level, Outcome, Side
from helpline.vault.columns import SealedText
from helpline.vault.sealed import Sealed


class Signal(Owned, Model):
    """What the hotline does with one contact (R34). Its id is the contact's id."""

    __tablename__ = "hotline_signal"

    about: Mapped[str]
    """person or group (R101)."""
    responsible_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    """Responsible for the assessment: one person (R36)."""
    opened_at: Mapped[datetime]
    round: Mapped[int] = mapped_column(default=1)
    """Raised when assessors disagree, when something new is seen, and at every review."""
    picture_closed_at: Mapped[datetime | None]
    picture_closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    outcome: Mapped[Outcome | None]
    decided_at: Mapped[datetime | None]
    """Of the newest decision; kept while it is looked at again."""
    monitor_until: Mapped[date | None]
    review_due_at: Mapped[datetime | None]
    """Monitored long enough: somebody looks again."""


class Observation(Owned, Model):
    """One thing seen or said, on one of five levels, on one of two sides (R32)."""

    __tablename__ = "hotline_observation"

    signal_id: Mapped[UUID] = mapped_column(ForeignKey("hotline_signal.id"), index=True)
    level: Mapped[Level]
    side: Mapped[Side]
    factor: Mapped[str]
    presence: Mapped[str]
    """0 none to 4 strong, unknown, or not_relevant."""
    trend: Mapped[str]
    basis: Mapped[str]
    confidence: Mapped[str]
    note: Mapped[Sealed | None] = mapped_column(SealedText)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]
    valid_until: Mapped[date]
    """Past this it counts as unknown."""
    post_key: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)


class Weighing(Owned, Model):
    """What one assessor concludes. Two different people must agree before it counts."""

    __tablename__ = "hotline_weighing"
    __table_args__ = (UniqueConstraint("signal_id", "round", "assessor_id"),)

    signal_id: Mapped[UUID] = mapped_column(ForeignKey("hotline_signal.id"), index=True)
    round: Mapped[int]
    assessor_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    outcome: Mapped[Outcome]
    monitor_until: Mapped[date | None]
    reasons: Mapped[Sealed] = mapped_column(SealedText)
    weighed_at: Mapped[datetime]


class Asked(Owned, Model):
    """A question to the police or an expert that names nobody: the step before naming (R42)."""

    __tablename__ = "hotline_asked"

    signal_id: Mapped[UUID] = mapped_column(ForeignKey("hotline_signal.id"), index=True)
    whom: Mapped[Sealed] = mapped_column(SealedText)
    facts: Mapped[Sealed] = mapped_column(SealedText)
    """What was told, without the person."""
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    answer: Mapped[str]
    """advice, please_name or not_for_us."""
    answered: Mapped[Sealed | None] = mapped_column(SealedText)


class DisclosureDecision(Owned, Model):
    """Why something that is not immediate danger goes to the police (R41): two readers before."""

    __tablename__ = "hotline_disclosure"
    __table_args__ = (CheckConstraint("decided_by <> second_reader", name="two_readers"),)

    signal_id: Mapped[UUID] = mapped_column(ForeignKey("hotline_signal.id"), index=True)
    round: Mapped[int]
    """The weighing that it rests on; after the next one it is history."""
    severity: Mapped[str]
    likelihood: Mapped[str]
    nearness: Mapped[str]
    consent: Mapped[str]
    told_first: Mapped[str]
    """Whether the person was told before: told, unreachable or too_dangerous."""
    threshold: Mapped[str]
    """The policy's threshold that was met, as callers were told it."""
    asked_without_naming: Mapped[bool]
    lesser_option: Mapped[Sealed] = mapped_column(SealedText)
    legal_basis: Mapped[Sealed] = mapped_column(SealedText)
    reasons: Mapped[Sealed] = mapped_column(SealedText)
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime]
    second_reader: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    second_read_at: Mapped[datetime | None]
