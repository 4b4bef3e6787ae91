"""Partners, their services, and the agreements under which anything may be disclosed (R06, R50)."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned


class PartnerKind(StrEnum):
    COUNSELLING = "counselling"
    EXIT = "exit"
    YOUTH_WORK = "youth_work"
    CHILD_PROTECTION = "child_protection"
    POLICE = "police"


class Partner(Owned, Model):
    """An organisation that receives handovers and reports back."""

    __tablename__ = "partner"
    __table_args__ = (UniqueConstraint("operator", "slug"),)

    slug: Mapped[str] = mapped_column(String(40))
    """Names its key: partner-<slug>."""
    name: Mapped[str]
    kind: Mapped[PartnerKind]
    mail_address: Mapped[str | None]
    ring_address: Mapped[str | None]
    language: Mapped[str | None] = mapped_column(String(8))
    """In which we write to them; none is the operator's first."""
    vetted_until: Mapped[date | None]
    """Somebody checked its aims, ties and funding, for so long (R53)."""
    is_active: Mapped[bool] = mapped_column(default=True)

    @property
    def key_holder(self) -> str:
        return f"partner-{self.slug}"


class Service(Owned, Model):
    """What a partner offers: where, in which languages, for which need."""

    __tablename__ = "service"

    partner_id: Mapped[UUID] = mapped_column(ForeignKey("partner.id"), index=True)
    name: Mapped[str]
    description: Mapped[str] = mapped_column(Text, default="")
    needs: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    languages: Mapped[list[str]] = mapped_column(ARRAY(String(8)))
    places: Mapped[list[str]] = mapped_column(ARRAY(String(80)))
    """Towns or districts; * is everywhere (by phone or online)."""
    capacity: Mapped[str] = mapped_column(default="open")
    """open, limited or full."""
    waiting_days: Mapped[int | None]
    assured_on: Mapped[date | None]
    """When somebody last checked that this entry is true."""
    is_active: Mapped[bool] = mapped_column(default=True)


class Agreement(Owned, Model):
    """An information-sharing agreement (R06): without a live one, nothing is disclosed."""

    __tablename__ = "agreement"

    partner_id: Mapped[UUID] = mapped_column(ForeignKey("partner.id"), index=True)
    purpose: Mapped[str]
    categories: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    legal_basis: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    """The last day on which it is in force."""
