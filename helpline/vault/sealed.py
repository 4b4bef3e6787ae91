"""What is stored instead of words: bytes that only a key can read."""

from dataclasses import dataclass
from uuid import UUID

from helpline.vault.secret import Secret


class CannotOpen(Exception):
    """The wrong key, the wrong place, or bytes that somebody changed. Which one is not told."""


@dataclass(frozen=True, slots=True, repr=False)
class Sealed(Secret):
    """Words that somebody has to open on purpose. Safe to store, useless to print."""

    blob: bytes


def place(of: UUID, column: str) -> bytes:
    """Where a sealed value belongs, and opens: ``place(message.id, "message.body")``."""
    return of.bytes + b"|" + column.encode()
