"""The people who answer: accounts, sessions, shifts."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned


class Rings(StrEnum):
    """Where somebody wants to be rung."""

    PHONE = "phone"
    BROWSER = "browser"


class Gender(StrEnum):
    """Whom a caller may ask for, or ask not to talk with. Nobody has to say."""

    WOMAN = "woman"
    MAN = "man"


class Account(Owned, Model):
    """Somebody who works here, what they are trained for, and how danger reaches them."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("operator", "username"),)

    username: Mapped[str]
    display_name: Mapped[str]
    password_hash: Mapped[str] = mapped_column(String(200))
    desks: Mapped[list[str]] = mapped_column(ARRAY(String(16)))
    """Trained for; they work at one at a time (R70)."""
    languages: Mapped[list[str]] = mapped_column(ARRAY(String(8)))
    gender: Mapped[Gender | None]
    """Said only by those who want callers to be able to choose."""
    organisation: Mapped[str | None] = mapped_column(String(60))
    """Slug of whom they work for, where several organisations answer one line."""
    is_supervisor: Mapped[bool] = mapped_column(default=False)
    ring_address: Mapped[str | None]
    """A phone number, or client:name for a softphone of another make."""
    rings: Mapped[Rings] = mapped_column(default=Rings.PHONE)
    browser_until: Mapped[datetime | None]
    """Until when their browser's phone said that it can be rung; it says so again and again."""
    rested_until: Mapped[datetime | None]
    """No caller's phone call rings there before: they let it ring too often. Danger does."""
    text_number: Mapped[str | None]
    mail_address: Mapped[str | None]
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    wait_until: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]


class StaffSession(Owned, Model):
    """A signed-in browser; ended here, it is ended everywhere."""

    __tablename__ = "staff_session"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    desk: Mapped[str | None]
    """Where they work now: one desk at a time."""
    phone_pass_at: Mapped[datetime | None]
    """When this browser's phone was last given leave to register with the carrier."""
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Shift(Owned, Model):
    """A time on duty. An open end lasts until they go off duty."""

    __tablename__ = "shift"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    only_at: Mapped[str | None] = mapped_column(String(16))
    """The one desk that it was planned for; empty: whichever they work at."""
