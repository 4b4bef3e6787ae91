"""The audit: added to, never changed; no database role may update or delete it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned


class AuditEntry(Owned, Model):
    """One thing done or read, by whom, to what."""

    __tablename__ = "audit_entry"

    at: Mapped[datetime] = mapped_column(index=True)
    action: Mapped[str]
    subject_id: Mapped[UUID] = mapped_column(index=True)
    actor_id: Mapped[UUID | None]
    """A staff or partner account; nobody for enquirers and for the program itself."""
    role: Mapped[str]
    """The database role that it was done with."""
