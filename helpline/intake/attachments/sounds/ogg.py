"""Ogg with Opus or Vorbis in it: the packet that names people, programs and places is emptied."""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from helpline.intake.attachments.clean import Unfit, Why

_HEAD: Final = struct.Struct("<4sBBqIIIB")
_CRC_AT: Final = 22
_CONTINUED, _FIRST = 1, 2
_FULL: Final = 255
_FROM_BEHIND: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_NOTHING_SAID: Final = struct.pack("<II", 0, 0)
_OPUS: Final = (b"OpusHead", b"OpusTags")
_VORBIS: Final = (b"\x01vorbis", b"\x03vorbis", b"\x05vorbis")
_OURS: Final = 1
"""The stream's number: a program's own would be one more thing by which to know it again."""


@dataclass(frozen=True, slots=True)
class _OggPage:
    flags: int
    position: int
    stream: int
    lacing: bytes
    body: bytes


def is_one(raw: bytes) -> bool:
    return raw.startswith(b"OggS")


def only_sound(raw: bytes) -> tuple[str, bytes]:
    """Raises Unfit."""
    pages = list(_pages(raw))
    if any(page.stream != pages[0].stream or page.flags & _FIRST for page in pages[1:]):
        raise Unfit(Why.UNKNOWN)
    heads = next((heads for heads in (_OPUS, _VORBIS) if pages[0].body.startswith(heads[0])), None)
    if heads is None:
        raise Unfit(Why.UNKNOWN)
    packets, begun = _packets(pages, len(heads))
    if not all(map(bytes.startswith, packets, heads)):
        raise Unfit(Why.UNKNOWN)
    packets[1] = heads[1] + _NOTHING_SAID + (b"\x01" if heads is _VORBIS else b"")
    ours = [_page_of(packets[:1], _FIRST), _page_of(packets[1:], 0), *pages[begun:]]
    return "audio/ogg", b"".join(_written(page, number) for number, page in enumerate(ours))


def _pages(raw: bytes) -> Iterator[_OggPage]:
    at = 0
    while at < len(raw):
        if raw[at : at + 4] != b"OggS" or at + _HEAD.size > len(raw):
            raise Unfit(Why.BROKEN)
        _magic, version, flags, position, stream, _number, _crc, count = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        lacing = raw[at : at + count]
        at += count
        body = raw[at : at + sum(lacing)]
        at += len(body)
        if version or len(lacing) != count or len(body) != sum(lacing):
            raise Unfit(Why.BROKEN)
        yield _OggPage(flags, position, stream, lacing, body)


def _packets(pages: Sequence[_OggPage], wanted: int) -> tuple[list[bytes], int]:
    """The first packets, and the number of the page behind them: sound begins on a new one."""
    packets, piece, behind = list[bytes](), bytearray(), 0
    while len(packets) < wanted and behind < len(pages):
        for length, segment in _segments(pages[behind]):
            piece += segment
            if length < _FULL:
                packets.append(bytes(piece))
                piece.clear()
        behind += 1
    if len(packets) != wanted or piece or behind == len(pages):
        raise Unfit(Why.BROKEN)
    if pages[behind].flags & _CONTINUED:
        raise Unfit(Why.BROKEN)
    return packets, behind


def _segments(page: _OggPage) -> Iterator[tuple[int, bytes]]:
    at = 0
    for length in page.lacing:
        yield length, page.body[at : at + length]
        at += length


def _page_of(packets: Sequence[bytes], flags: int) -> _OggPage:
    """Raises Unfit where they do not fit into one page; nobody's do not."""
    lacing = b"".join(bytes([_FULL]) * (len(p) // _FULL) + bytes([len(p) % _FULL]) for p in packets)
    if len(lacing) > _FULL:
        raise Unfit(Why.UNKNOWN)
    return _OggPage(flags, 0, _OURS, lacing, b"".join(packets))


def _written(page: _OggPage, number: int) -> bytes:
    head = (b"OggS", 0, page.flags, page.position, _OURS, number, 0, len(page.lacing))
    whole = bytearray(_HEAD.pack(*head) + page.lacing + page.body)
    struct.pack_into("<I", whole, _CRC_AT, _crc(bytes(whole)))
    return bytes(whole)


def _crc(raw: bytes) -> int:
    """Ogg's sum is zlib's, read from the other end: bits turned round before and after."""
    turned = zlib.crc32(raw.translate(_FROM_BEHIND), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{turned:032b}"[::-1], 2)
