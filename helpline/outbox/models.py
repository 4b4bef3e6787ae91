"""Obligations: everything that must happen later, remembered until it is done."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned


class State(StrEnum):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Obligation(Owned, Model):
    """One thing owed: to whom it happens is an id, what it says is nowhere in here."""

    __tablename__ = "obligation"
    __table_args__ = (
        Index(
            "ix_obligation_due",
            text("greatest(due_at, nudge_after, lease_until)"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    kind: Mapped[str] = mapped_column(index=True)
    """A key of wiring.DUTIES."""
    subject_id: Mapped[UUID] = mapped_column(index=True)
    desk: Mapped[str]
    """hotline, advice, support, danger or house: whose role the worker takes."""
    queue: Mapped[str]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    deadline_at: Mapped[datetime | None]
    """Past this it is overdue and stands on the supervisors' page."""
    lease_until: Mapped[datetime]
    nudge_after: Mapped[datetime]
    nudges: Mapped[int] = mapped_column(default=0)
    attempt: Mapped[int] = mapped_column(default=0)
    """Raised by every claim, never lowered: only the newest claim may finish."""
    failures: Mapped[int] = mapped_column(default=0)
    """In a row; each makes the next pause longer."""
    state: Mapped[State] = mapped_column(default=State.OPEN)
    done_at: Mapped[datetime | None]
    acknowledged_by: Mapped[UUID | None]
    acknowledged_at: Mapped[datetime | None]
