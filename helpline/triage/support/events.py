"""What the support desk tells the house."""

from dataclasses import dataclass

from helpline.outbox import Event


@dataclass(frozen=True, slots=True)
class ReferralWanted(Event):
    """A counsellor and a family want a partner's help. Subject: what is wanted."""
