"""What the hotline tells the house."""

from dataclasses import dataclass

from helpline.outbox import Event


@dataclass(frozen=True, slots=True)
class SignalDecided(Event):
    """Two assessors agreed. Subject: the signal, whose id is the contact's."""
