"""Text as bytes of rounded length, so that a short answer does not look like one."""

from typing import Final

from nacl.bindings import sodium_pad, sodium_unpad

BLOCK: Final = 64


def padded(text: str) -> bytes:
    """UTF-8 filled up to the next 64 bytes. Half a character becomes a question mark."""
    return sodium_pad(text.encode("utf-8", "replace"), BLOCK)


def unpadded(raw: bytes) -> str:
    return sodium_unpad(raw, BLOCK).decode("utf-8")
