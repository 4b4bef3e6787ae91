"""A file as we keep it, and why another one is not kept."""

from dataclasses import dataclass
from enum import StrEnum

from helpline.intake.models import SentKind
from helpline.vault import Secret


class Why(StrEnum):
    """Why a file was not taken."""

    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    FULL = "full"
    """So many were sent along with this contact already."""
    CROWDED = "crowded"
    UNKNOWN = "unknown"
    """No picture and no voice note, whatever it is called."""
    HEIC = "heic"
    BROKEN = "broken"


class Unfit(Exception):
    """A file that is not taken."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True, repr=False)
class Clean(Secret):
    """What is left of a file: what can be seen or heard in it, and our own word for its type."""

    kind: SentKind
    media_type: str
    raw: bytes
