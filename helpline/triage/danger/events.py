"""What happens to a danger that other rooms must know."""

from dataclasses import dataclass

from helpline.outbox import Event


@dataclass(frozen=True, slots=True)
class DangerErased(Event):
    """A danger's key is destroyed at this moment; packages made of it go with it."""
