"""Passwords of the people who work here."""

import unicodedata
from functools import cache

from helpline.vault.argon import is_remembered, remember


def hash_password(text: str) -> str:
    """A line to store. Two people with one password get two lines."""
    return remember(_bytes(text))


def password_matches(stored: str | None, text: str) -> bool:
    """Whether this is the password. No stored line (no such account) takes as long and is False."""
    matches = is_remembered(stored or _nobody(), _bytes(text))
    return matches and stored is not None


def _bytes(text: str) -> bytes:
    # Two keyboards may write the same letter in two ways.
    return unicodedata.normalize("NFC", text).encode("utf-8", "replace")


@cache
def _nobody() -> str:
    return hash_password("nobody")
