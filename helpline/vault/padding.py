"""Text as bytes of rounded length, so that a short answer does not look like one."""

from typing import Final

from nacl.bindings import sodium_pad, sodium_unpad

BLOCK: Final = 64
SMALLEST_FILE: Final = 64 * 1024


def padded(text: str) -> bytes:
    """UTF-8 filled up to the next 64 bytes. Half a character becomes a question mark."""
    return sodium_pad(text.encode("utf-8", "replace"), BLOCK)


def unpadded(raw: bytes) -> str:
    return sodium_unpad(raw, BLOCK).decode("utf-8")


def filled(raw: bytes) -> bytes:
    """A file, filled up to one of few lengths: each is twice the one before."""
    length = SMALLEST_FILE
    while length <= len(raw):
        length *= 2
    return sodium_pad(raw, length)


def unfilled(raw: bytes) -> bytes:
    """Raises ValueError."""
    return sodium_unpad(raw, len(raw))
