"""Signals: weighed by two assessors, never scored."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned
from helpline.vault.columns import SealedText
from helpline.vault.sealed import Sealed


class Level(StrEnum):
    INDIVIDUAL = "individual"
    FAMILY = "family"
    SOCIAL = "social"
    MOTIVATIONAL = "motivational"
    IDEOLOGICAL_CULTURAL = "ideological_cultural"


class Side(StrEnum):
    RISK = "risk"
    PROTECTIVE = "protective"


class Outcome(StrEnum):
    NO_CONCERN = "no_concern"
    MONITOR = "monitor"
    MULTI_AGENCY = "multi_agency"
    POLICE = "police"


class Signal(Owned, Model):
    """What the hotline does with one contact (R34). Its id is the contact's id."""

    __tablename__ = "hotline_signal"

    about: Mapped[str]
    """person or group (R101)."""
    responsible_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    """Responsible for the assessment: one person (R36)."""
    outcome: Mapped[Outcome | None]
    decided_at: Mapped[datetime | None]
    monitor_until: Mapped[date | None]


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


class Weighing(Owned, Model):
    """What one assessor concludes. Two different people must agree before it counts."""

    __tablename__ = "hotline_weighing"
    __table_args__ = (UniqueConstraint("signal_id", "round", "assessor_id"),)

    signal_id: Mapped[UUID] = mapped_column(ForeignKey("hotline_signal.id"), index=True)
    round: Mapped[int] = mapped_column(default=1)
    assessor_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    outcome: Mapped[Outcome]
    monitor_until: Mapped[date | None]
    reasons: Mapped[Sealed] = mapped_column(SealedText)
    weighed_at: Mapped[datetime]


class DisclosureDecision(Owned, Model):
    """Why something that is not immediate danger goes to the police (R41): two readers before."""

    __tablename__ = "hotline_disclosure"
    __table_args__ = (CheckConstraint("decided_by <> second_reader", name="two_readers"),)

    signal_id: Mapped[UUID] = mapped_column(ForeignKey("hotline_signal.id"), index=True)
    severity: Mapped[str]
    likelihood: Mapped[str]
    nearness: Mapped[str]
    consent: Mapped[str]
    asked_without_naming: Mapped[bool]
    lesser_option: Mapped[Sealed] = mapped_column(SealedText)
    legal_basis: Mapped[Sealed] = mapped_column(SealedText)
    reasons: Mapped[Sealed] = mapped_column(SealedText)
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime]
    second_reader: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    second_read_at: Mapped[datetime | None]
