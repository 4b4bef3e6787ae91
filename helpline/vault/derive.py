"""New keys out of old ones: one secret, and a name for each use of it."""

import hmac
from typing import Final

SHORTEST_PEPPER: Final = 16


class PepperTooShort(ValueError):
    """Fewer than 16 bytes can be guessed; an empty one protects nothing."""


def subkey(secret: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose; they tell nothing about the secret or another purpose's key."""
    return hmac.digest(secret, purpose.encode(), "sha256")


def keyed_hash(pepper: bytes, purpose: str, value: str) -> bytes:
    """32 bytes by which a value is recognised again, for the same purpose only.

    Fast, so never for a receipt (see receipts.derive). Name the day in the
    purpose, and tomorrow's hash cannot be joined to today's. Raises
    PepperTooShort.
    """
    return subkey(subkey(checked(pepper), f"hash {purpose}"), value)


def checked(pepper: bytes) -> bytes:
    if len(pepper) < SHORTEST_PEPPER:
        raise PepperTooShort(f"a pepper needs {SHORTEST_PEPPER} bytes or more")
    return pepper
