"""AMR, the voice notes of older phones: frames of known length, and nothing between them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from helpline.intake.attachments.clean import Unfit, Why

_BYTES: Final[Mapping[bytes, Mapping[int, int]]] = MappingProxyType(
    {
        b"#!AMR-WB\n": {
            **dict(enumerate((17, 23, 32, 36, 40, 46, 50, 58, 60, 5))),
            14: 0,
            15: 0,
        },
        b"#!AMR\n": {**dict(enumerate((12, 13, 15, 17, 19, 20, 26, 31, 5))), 15: 0},
    }
)
"""After the byte that begins a frame, by its type."""
_UNUSED_BITS: Final = 0b10000011


def is_one(raw: bytes) -> bool:
    return _magic(raw) is not None


def only_sound(raw: bytes) -> tuple[str, bytes]:
    """Raises Unfit."""
    magic = _magic(raw)
    if magic is None:
        raise Unfit(Why.UNKNOWN)
    at = len(magic)
    if at == len(raw):
        raise Unfit(Why.BROKEN)
    while at < len(raw):
        begin = raw[at]
        length = _BYTES[magic].get(begin >> 3)
        if begin & _UNUSED_BITS or length is None:
            raise Unfit(Why.BROKEN)
        at += 1 + length
    if at != len(raw):
        raise Unfit(Why.BROKEN)
    return ("audio/amr-wb" if magic.endswith(b"WB\n") else "audio/amr"), raw


def _magic(raw: bytes) -> bytes | None:
    return next((magic for magic in _BYTES if raw.startswith(magic)), None)
