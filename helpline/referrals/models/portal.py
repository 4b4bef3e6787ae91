"""Who signs in at the partner face."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned


class PartnerAccount(Owned, Model):
    """A person at a partner organisation."""

    __tablename__ = "partner_account"
    __table_args__ = (UniqueConstraint("operator", "username"),)

    partner_id: Mapped[UUID] = mapped_column(ForeignKey("partner.id"))
    username: Mapped[str]
    display_name: Mapped[str]
    password_hash: Mapped[str] = mapped_column(String(200))
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    wait_until: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]


class PartnerSession(Owned, Model):
    """A signed-in browser of a partner."""

    __tablename__ = "partner_session"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("partner_account.id"))
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
