"""Argon2id: what makes guessing slow, and how much of it runs at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Final

from nacl.exceptions import InvalidkeyError
from nacl.pwhash import argon2id

OPERATIONS: Final = 2
MEMORY: Final = 19 * 1024 * 1024
SALT_BYTES: Final = argon2id.SALTBYTES

# Each run takes 19 MiB. A hundred threads at once would take the memory of everybody else.
_AT_ONCE: Final = BoundedSemaphore(2)
# The public face answers sixteen at once, and half of them are left to the carrier.
_ON_PAGES: Final = BoundedSemaphore(8)


class Crowded(Exception):
    """So many public pages wait for a slow hash that one more would take the phone's place."""


@contextmanager
def unless_crowded() -> Iterator[None]:
    """Around a slow hash for which anybody may post a page. Raises Crowded, at once."""
    if not _ON_PAGES.acquire(blocking=False):
        raise Crowded
    try:
        yield
    finally:
        _ON_PAGES.release()


def stretch(secret: bytes, salt: bytes) -> bytes:
    """32 bytes out of something guessable, at the price of about 16 ms and 19 MiB."""
    with _AT_ONCE:
        return argon2id.kdf(32, secret, salt, OPERATIONS, MEMORY)


def remember(secret: bytes) -> str:
    """A line that says how to check the secret, with a salt of its own."""
    with _AT_ONCE:
        return argon2id.str(secret, OPERATIONS, MEMORY).decode()


def is_remembered(line: str, secret: bytes) -> bool:
    with _AT_ONCE:
        try:
            return argon2id.verify(line.encode(), secret)
        except InvalidkeyError:
            return False
