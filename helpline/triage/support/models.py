"""Help for families, friends and people who worry about themselves: never weighed as a signal."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned
from helpline.vault.columns import SealedText
from helpline.vault.sealed import Sealed


class Clearing(Owned, Model):
    """The first counselling step (R30): warning signs, needs, what may lie behind, what helps."""

    __tablename__ = "support_clearing"

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"), unique=True)
    warning_signs: Mapped[str]
    """none_known, unknown or present; present points to danger."""
    needs: Mapped[Sealed | None] = mapped_column(SealedText)
    """Always written; empty once the contact is erased."""
    behind_it: Mapped[Sealed | None] = mapped_column(SealedText)
    strengths: Mapped[Sealed | None] = mapped_column(SealedText)
    outcome: Mapped[str]
    """no_concern, advice_enough, further_talks or referral."""
    cleared_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    cleared_at: Mapped[datetime]


class ReferralWanted(Owned, Model):
    """A counsellor and a family want a partner's help; referrals/ finds it and reports back."""

    __tablename__ = "support_referral_wanted"

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"), index=True)
    need: Mapped[str]
    language: Mapped[str] = mapped_column(String(8))
    place: Mapped[Sealed | None] = mapped_column(SealedText)
    """Where the family lives, near enough; sealed like every other word about them."""
    wanted_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    wanted_at: Mapped[datetime]
    outcome: Mapped[str | None]
    """What came back from referrals: accepted, declined, first_contact, completed, withdrawn."""
