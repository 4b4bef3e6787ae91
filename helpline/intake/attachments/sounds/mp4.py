"""MP4 and M4A with one track of sound: copied onto an empty sheet, box by known box.

Nothing moves, so that the positions written in it stay true. What is not copied (names,
places, programs, times, whatever is not understood) is left as empty room.
"""

import struct
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, repeat
from types import MappingProxyType
from typing import Final

from helpline.intake.attachments.clean import Unfit, Why

_STILL: Final = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})
_HEAD: Final = 8
_LONG_HEAD: Final = 16
_INSIDE: Final[Mapping[bytes, frozenset[bytes]]] = MappingProxyType(
    {
        b"": frozenset({b"ftyp", b"moov", b"mdat"}),
        b"moov": frozenset({b"mvhd", b"trak"}),
        b"trak": frozenset({b"tkhd", b"edts", b"mdia"}),
        b"edts": frozenset({b"elst"}),
        b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
        b"minf": frozenset({b"smhd", b"dinf", b"stbl"}),
        b"dinf": frozenset({b"dref"}),
        b"stbl": frozenset(
            {b"stsd", b"stts", b"stsc", b"stsz", b"stco", b"co64", b"sgpd", b"sbgp"}
        ),
    }
)
"""What is copied, by the box that it stands in."""
_ONCE: Final = (b"moov", b"mdat", b"trak", b"hdlr", b"stsd", b"stsc", b"stsz")
_TIMED: Final = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_PLAYED: Final = frozenset({b"mp4a", b"Opus"})
"""By browsers. Nobody here could hear the others."""
_OWN_DATA: Final = bytes.fromhex("00000000 00000001 0000000c 75726c20 00000001")
"""The only thing that may be said about where the sound is: in this file."""


@dataclass(frozen=True, slots=True)
class _Box:
    name: bytes
    begin: int
    inside: int
    end: int


class _Sheet:
    """What was copied so far, and where the boxes are that say where sound is."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.out = raw, bytearray(len(raw))
        self.found: dict[bytes, list[_Box]] = {}

    def copy(self, begin: int, end: int) -> None:
        self.out[begin:end] = self.raw[begin:end]

    def one(self, name: bytes) -> bytes:
        """What is inside the only box of this name. Raises Unfit."""
        if len(self.found.get(name, ())) != 1:
            raise Unfit(Why.UNKNOWN)
        box = self.found[name][0]
        return self.raw[box.inside : box.end]


def is_one(raw: bytes) -> bool:
    return raw[4:8] == b"ftyp"


def is_still_picture(raw: bytes) -> bool:
    return is_one(raw) and raw[8:12] in _STILL


def only_sound(raw: bytes) -> tuple[str, bytes]:
    """Raises Unfit."""
    sheet = _Sheet(raw)
    try:
        _copy_boxes(sheet, b"", 0, len(raw))
        for name in _ONCE:
            sheet.one(name)
        if sheet.one(b"hdlr")[8:12] != b"soun" or sheet.one(b"dref") != _OWN_DATA:
            raise Unfit(Why.UNKNOWN)
        if sheet.one(b"stsd")[12:16] not in _PLAYED:
            raise Unfit(Why.UNKNOWN)
        _copy_samples(sheet)
    except (struct.error, IndexError):
        raise Unfit(Why.BROKEN) from None
    return "audio/mp4", bytes(sheet.out)


def _copy_boxes(sheet: _Sheet, within: bytes, begin: int, end: int) -> None:
    for box in _boxes(sheet.raw, begin, end):
        if box.name not in _INSIDE[within]:
            sheet.copy(box.begin, box.inside)
            sheet.out[box.begin + 4 : box.begin + _HEAD] = b"free"
            continue
        sheet.found.setdefault(box.name, []).append(box)
        sheet.copy(box.begin, box.inside)
        if box.name in _INSIDE:
            _copy_boxes(sheet, box.name, box.inside, box.end)
        elif box.name != b"mdat":
            sheet.copy(box.inside, box.end)
            _forget(sheet, box)


def _boxes(raw: bytes, at: int, end: int) -> Iterator[_Box]:
    while at < end:
        size, name = struct.unpack_from(">I4s", raw, at)
        inside = at + _HEAD
        if size == 1:
            size = struct.unpack_from(">Q", raw, inside)[0]
            inside = at + _LONG_HEAD
        elif size == 0:
            size = end - at
        if inside > at + size or at + size > end:
            raise Unfit(Why.BROKEN)
        yield _Box(name, at, inside, at + size)
        at += size


def _forget(sheet: _Sheet, box: _Box) -> None:
    """When it was recorded, and what the program called the track."""
    if box.name in _TIMED:
        times = 16 if sheet.raw[box.inside] == 1 else 8
        sheet.out[box.inside + 4 : box.inside + 4 + times] = bytes(times)
    elif box.name == b"hdlr":
        begin = box.inside + 12
        sheet.out[begin : box.end] = bytes(box.end - begin)


def _copy_samples(sheet: _Sheet) -> None:
    """Of what lies between the boxes, just what is played."""
    room = sheet.found[b"mdat"][0]
    played = 0
    for begin, end in _chunks(sheet):
        if not room.inside <= begin <= end <= room.end or end == begin:
            raise Unfit(Why.BROKEN)
        sheet.copy(begin, end)
        played += end - begin
    if not played or played > room.end - room.inside:
        raise Unfit(Why.BROKEN)


def _chunks(sheet: _Sheet) -> Iterator[tuple[int, int]]:
    """Where each run of samples begins and ends."""
    sizes, runs, samples = _sizes(sheet), _per_chunk(sheet.one(b"stsc")), 0
    for number, begin in enumerate(_offsets(sheet), 1):
        while runs and runs[0][0] <= number:
            samples = runs.popleft()[1]
        yield begin, begin + sum(islice(sizes, samples))


def _offsets(sheet: _Sheet) -> tuple[int, ...]:
    is_long = b"co64" in sheet.found
    table = sheet.one(b"co64" if is_long else b"stco")
    (count,) = struct.unpack_from(">I", table, 4)
    return struct.unpack_from(f">{count}{'Q' if is_long else 'I'}", table, 8)


def _sizes(sheet: _Sheet) -> Iterator[int]:
    table = sheet.one(b"stsz")
    same, count = struct.unpack_from(">II", table, 4)
    if count > len(sheet.raw):
        raise Unfit(Why.BROKEN)
    return repeat(same, count) if same else iter(struct.unpack_from(f">{count}I", table, 12))


def _per_chunk(table: bytes) -> deque[tuple[int, int]]:
    """From which run on, how many samples are in each."""
    (count,) = struct.unpack_from(">I", table, 4)
    numbers = struct.unpack_from(f">{3 * count}I", table, 8)
    return deque(zip(numbers[::3], numbers[1::3], strict=True))
