"""What happened to a handover."""

from dataclasses import dataclass

from helpline.outbox import Event


@dataclass(frozen=True, slots=True)
class ConsentGiven(Event):
    """A family said yes to telling a partner. Subject: the consent."""


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn(Event):
    """They took their yes back. Subject: the consent."""


@dataclass(frozen=True, slots=True)
class ReferralMade(Event):
    """A family was handed on. Subject: the referral."""


@dataclass(frozen=True, slots=True)
class ReferralAnswered(Event):
    """A partner accepted or declined. Subject: the referral."""


@dataclass(frozen=True, slots=True)
class FirstContactMade(Event):
    """A partner spoke with the family for the first time. Subject: the referral."""


@dataclass(frozen=True, slots=True)
class ReferralCompleted(Event):
    """A partner finished its work with the family. Subject: the referral."""


@dataclass(frozen=True, slots=True)
class ReferralReported(Event):
    """A partner wrote a report without a change of state. Subject: the referral."""


@dataclass(frozen=True, slots=True)
class ReferralCancelled(Event):
    """A counsellor took a handover back. Subject: the referral."""
