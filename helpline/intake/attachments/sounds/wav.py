"""WAV: how the sound is written, and the sound. Titles, names and places are other chunks."""

import struct
from typing import Final

from helpline.intake.attachments.clean import Unfit, Why

HEAD: Final = 12
_CHUNK: Final = struct.Struct("<4sI")
_PLAYED: Final = frozenset({1, 3, 6, 7, 0xFFFE})
"""By browsers: plain, floating, two of the phone, and the long form of these."""
_FORMAT_BYTES: Final = frozenset({16, 18, 20, 40})


def is_one(raw: bytes) -> bool:
    return raw.startswith(b"RIFF") and raw[8:HEAD] == b"WAVE"


def only_sound(raw: bytes) -> tuple[str, bytes]:
    """Raises Unfit."""
    chunks: dict[bytes, bytes] = {}
    at = HEAD
    while at + _CHUNK.size <= len(raw) and len(chunks) < len((b"fmt ", b"data")):
        name, size = _CHUNK.unpack_from(raw, at)
        at += _CHUNK.size
        if at + size > len(raw):
            raise Unfit(Why.BROKEN)
        if name in {b"fmt ", b"data"}:
            chunks[name] = raw[at : at + size]
        at += size + size % 2
    form, sound = chunks.get(b"fmt ", b""), chunks.get(b"data", b"")
    if len(form) not in _FORMAT_BYTES or not sound:
        raise Unfit(Why.BROKEN)
    if struct.unpack_from("<H", form)[0] not in _PLAYED:
        raise Unfit(Why.UNKNOWN)
    body = _chunk(b"fmt ", form) + _chunk(b"data", sound)
    return "audio/wav", b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body


def _chunk(name: bytes, content: bytes) -> bytes:
    return _CHUNK.pack(name, len(content)) + content + b"\0" * (len(content) % 2)
