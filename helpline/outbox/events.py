"""What a room announces: past tense, one id, no content."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened to one subject. Who reacts is said in wiring.py."""

    subject_id: UUID
    desk: str
    """hotline, advice, support, danger or house."""
