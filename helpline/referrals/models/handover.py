"""Consent, package, referral, and the partner's reports: a loop, not a letter (R52)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned
from helpline.doors import Desk
from helpline.vault.columns import SealedText
from helpline.vault.sealed import Sealed


class Consent(Owned, Model):
    """What may be told, to whom, until when. The enquirer can take it back in the mailbox."""

    __tablename__ = "consent"

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"), index=True)
    desk: Mapped[Desk]
    partner_id: Mapped[UUID] = mapped_column(ForeignKey("partner.id"), index=True)
    partner_name: Mapped[str]
    """As it was called when they said yes; they read it in their mailbox."""
    what: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    """Codes of helpline.referrals.codes."""
    until: Mapped[date]
    """The last day on which it counts."""
    how: Mapped[str]
    """How the yes reached us: mailbox, phone or in_person."""
    given_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None]


class ReferralState(StrEnum):
    """FHIR Task words."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IN_PROGRESS = "in-progress"
    """First contact was made."""
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    """Consent was withdrawn or ran out, or the counsellor took it back."""


ENDED: Final = (ReferralState.REJECTED, ReferralState.CANCELLED, ReferralState.COMPLETED)


class Referral(Owned, Model):
    """A family handed on to a service, until it is known what came of it."""

    __tablename__ = "referral"

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"), index=True)
    desk: Mapped[Desk]
    wanted_id: Mapped[UUID | None]
    """What the support desk asked for; no foreign key, it may be erased earlier."""
    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    partner_id: Mapped[UUID] = mapped_column(ForeignKey("partner.id"), index=True)
    consent_id: Mapped[UUID] = mapped_column(ForeignKey("consent.id"))
    service_name: Mapped[str]
    """As it was called when the family said yes; they read it in their mailbox."""
    state: Mapped[ReferralState] = mapped_column(default=ReferralState.REQUESTED)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    """Of the last change of state."""
    reminded_at: Mapped[datetime | None]
    known_at: Mapped[datetime | None]
    """Up to when the counsellor's desk was told what happened."""
    decline_code: Mapped[str | None]


class Origin(StrEnum):
    SUPPORT = "support"
    HOTLINE = "hotline"
    DANGER = "danger"


class Package(Owned, Model):
    """The released fields and nothing else, sealed to one partner (R51)."""

    __tablename__ = "package"

    partner_id: Mapped[UUID] = mapped_column(ForeignKey("partner.id"), index=True)
    origin: Mapped[Origin]
    referral_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id"), unique=True)
    consent_id: Mapped[UUID | None] = mapped_column(ForeignKey("consent.id"))
    danger_id: Mapped[UUID | None] = mapped_column(ForeignKey("danger.id"), index=True)
    signal_id: Mapped[UUID | None]
    disclosure_id: Mapped[UUID | None]
    """Without foreign keys: both may be erased earlier, and this row's key with them."""
    agreement_id: Mapped[UUID | None] = mapped_column(ForeignKey("agreement.id"))
    """The agreement it rests on; danger and a decision of two readers need none."""
    key_id: Mapped[str | None]
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Destroyed when the page is closed."""
    body: Mapped[Sealed] = mapped_column(SealedText)
    released: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    held_back: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    sent_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    sent_at: Mapped[datetime]
    answer_by: Mapped[datetime | None]
    """When we asked to have it acknowledged."""
    told_at: Mapped[datetime | None]
    """When the last mail about it was written."""
    opened_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    @property
    def reference(self) -> str:
        """Short enough to say aloud; says nothing."""
        return self.id.hex[:6].upper()


class PartnerReport(Owned, Model):
    """What a partner reports back: a state in clear, words sealed to the desk that sent it."""

    __tablename__ = "partner_report"

    package_id: Mapped[UUID] = mapped_column(ForeignKey("package.id"), index=True)
    partner_id: Mapped[UUID] = mapped_column(ForeignKey("partner.id"))
    origin: Mapped[Origin]
    state: Mapped[str]
    """A state of ReferralState, or: acknowledged, call_us, report."""
    words: Mapped[Sealed | None] = mapped_column(SealedText)
    key_id: Mapped[str | None]
    reported_by: Mapped[UUID] = mapped_column(ForeignKey("partner_account.id"))
    reported_by_name: Mapped[str]
    reported_at: Mapped[datetime]
