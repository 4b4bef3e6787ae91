"""What a person says to everybody for a time: that we are overrun, or words of their own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Select, bindparam, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from helpline.clock import now
from helpline.db import Model, Owned


class ForATime:
    """Ends by itself at ``ends_at``; kept, with who said so."""

    begun_at: Mapped[datetime]
    begun_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """Set where a person ended it earlier, or a newer one took its place."""
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    @classmethod
    def is_standing(cls) -> ColumnElement[bool]:
        """Begun, not ended by anybody, and its time is not over at the moment of the query."""
        return cls.ended_at.is_(None) & (cls.ends_at > bindparam("moment", callable_=now))

    @classmethod
    def newest(cls, *columns: Any) -> Select[Any]:  # noqa: ANN401  (what select takes)
        """These columns of the newest that stands."""
        return select(*columns).where(cls.is_standing()).order_by(cls.begun_at.desc()).limit(1)


class Surge(ForATime, Owned, Model):
    """One time of overload, at one level of the policy (R80)."""

    __tablename__ = "surge"
    __table_args__ = (CheckConstraint("ends_at >= begun_at", name="ends_after_it_began"),)

    level: Mapped[int]


class Announcement(ForATime, Owned, Model):
    """Words that stand on every public page: a number that is out of order, a day of mourning."""

    __tablename__ = "announcement"
    __table_args__ = (CheckConstraint("ends_at >= begun_at", name="ends_after_it_began"),)

    words: Mapped[dict[str, str]] = mapped_column(JSONB)
    """By language."""
