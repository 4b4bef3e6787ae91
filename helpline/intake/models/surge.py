"""That very many people reach for us at once: said by a person, for a time, and kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned


class Surge(Owned, Model):
    """One time of overload, at one level of the policy (R80). Ends by itself at ``ends_at``."""

    __tablename__ = "surge"
    __table_args__ = (CheckConstraint("ends_at >= begun_at", name="ends_after_it_began"),)

    level: Mapped[int]
    begun_at: Mapped[datetime]
    begun_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """Set where a person ended it earlier, or a newer one took its place."""
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
