"""Pictures and voice notes as phones make them, with all that they give away, and without."""

import struct
import zlib
from io import BytesIO
from typing import Final

from PIL import Image, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational

GPS: Final = 0x8825
MARK: Final = "GIVEN-AWAY-52.5-13.4"
_ID3_HEAD: Final = 10
_FRAME: Final = b"\xff\xfb\x90\x64" + bytes(413)
"""One of MPEG 1, layer three, 128 kbit, 44.1 kHz: silence."""


def photo(mark: str = MARK, *, size: tuple[int, int] = (64, 32), orientation: int = 6) -> bytes:
    """A photograph with its place, its camera and a comment; the left half of it is red."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x010F] = mark
    exif[0x0112] = orientation
    exif.get_ifd(GPS).update({1: "N", 2: tuple(IFDRational(n) for n in (52, 30, 0)), 29: mark})
    out = BytesIO()
    image.save(out, "JPEG", exif=exif, comment=mark.encode(), icc_profile=mark.encode())
    return out.getvalue()


def screenshot(mark: str = MARK, *, size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    about = PngImagePlugin.PngInfo()
    about.add_text("Author", mark)
    about.add_itxt("Comment", mark, zip=True)
    out = BytesIO()
    Image.new(mode, size).save(out, "PNG", pnginfo=about)
    return out.getvalue()


def moving(mark: str = MARK) -> bytes:
    """A GIF of two pictures."""
    out = BytesIO()
    first, second = Image.new("P", (8, 8), 1), Image.new("P", (8, 8), 2)
    first.save(out, "GIF", save_all=True, append_images=[second], comment=mark.encode())
    return out.getvalue()


def webp(mark: str = MARK) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = mark
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "WEBP", exif=exif)
    return out.getvalue()


def bomb(side: int) -> bytes:
    """A PNG of a few bytes that says it is this wide and this high."""
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    parts = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def wav(mark: str = MARK, *, sound: bytes = bytes(range(200))) -> bytes:
    form = struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8)
    chunks = ((b"LIST", b"INFOIART" + mark.encode() + b" "), (b"fmt ", form), (b"data", sound))
    body = b"".join(
        name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        for name, data in (*chunks, (b"id3 ", mark.encode()))
    )
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body


def mp3(mark: str = MARK, *, frames: int = 5) -> bytes:
    words = mark.encode()
    size = bytes([0, 0, len(words) >> 7, len(words) & 0x7F])
    info = b"\xff\xfb\x90\x64" + bytes(32) + b"Xing" + words.ljust(377, b"\0")
    behind = b"TAG" + words.ljust(125, b"\0")
    return b"ID3\x03\x00\x00" + size + words + info + _FRAME * frames + behind


def amr(*, frames: int = 4) -> bytes:
    return b"#!AMR\n" + (b"\x3c" + bytes(31)) * frames


def opus(mark: str = MARK, *, sound: tuple[bytes, ...] = (b"sound one", b"sound two")) -> bytes:
    tags = b"OpusTags" + _said(mark) + struct.pack("<I", 1) + _said(f"LOCATION={mark}")
    head = b"OpusHead\x01\x01" + bytes(9)
    return _ogg(([head], 2), ([tags], 0), (list(sound), 4))


def vorbis(mark: str = MARK) -> bytes:
    tags = b"\x03vorbis" + _said(mark) + struct.pack("<I", 1) + _said(mark) + b"\x01"
    setup = b"\x05vorbis" + bytes(300)
    return _ogg(([b"\x01vorbis" + bytes(23)], 2), ([tags, setup], 0), ([b"sound"], 4))


def theora() -> bytes:
    return _ogg(([b"\x80theora" + bytes(40)], 2), ([b"\x81theora"], 0), ([b"film"], 4))


def m4a(
    mark: str = MARK,
    *,
    handler: bytes = b"soun",
    codec: bytes = b"mp4a",
    sound: bytes = b"AAC!" * 9,
) -> bytes:
    """One track of two chunks, with a place, a name and times, and something behind the sound."""
    head = _box(b"ftyp", b"M4A \0\0\0\0M4A mp42")
    place = _box(b"udta", _box(b"\xa9xyz", mark.encode()))
    begin = len(head) + 8
    at = struct.pack(">II", begin, begin + len(sound) // 2)
    stbl = _box(
        b"stbl",
        _box(b"stsd", bytes(4) + struct.pack(">I", 1) + _box(codec, bytes(28))),
        _box(b"stts", bytes(4) + struct.pack(">III", 1, 2, 1024)),
        _box(b"stsc", bytes(4) + struct.pack(">IIII", 1, 1, 1, 1)),
        _box(b"stsz", bytes(4) + struct.pack(">II", len(sound) // 2, 2)),
        _box(b"stco", bytes(4) + struct.pack(">I", 2) + at),
    )
    url = _box(b"url ", b"\0\0\0\x01")
    minf = _box(
        b"minf",
        _box(b"smhd", bytes(8)),
        _box(b"dinf", _box(b"dref", bytes(4) + struct.pack(">I", 1) + url)),
        stbl,
    )
    times = struct.pack(">II", 0xD1234567, 0xD1234567)
    mdia = _box(
        b"mdia",
        _box(b"mdhd", bytes(4) + times + bytes(12)),
        _box(b"hdlr", bytes(8) + handler + bytes(12) + mark.encode() + b"\0"),
        minf,
    )
    trak = _box(b"trak", _box(b"tkhd", bytes(4) + times + bytes(72)), mdia, place)
    moov = _box(b"moov", _box(b"mvhd", bytes(4) + times + bytes(88)), trak, place)
    return head + _box(b"mdat", sound, mark.encode()) + moov + _box(b"uuid", mark.encode() * 2)


def heic() -> bytes:
    return _box(b"ftyp", b"heic\0\0\0\0mif1heic") + _box(b"meta", bytes(40))


def _box(name: bytes, *inside: bytes) -> bytes:
    whole = b"".join(inside)
    return struct.pack(">I", len(whole) + 8) + name + whole


def _said(words: str) -> bytes:
    return struct.pack("<I", len(words.encode())) + words.encode()


def _ogg(*pages: tuple[list[bytes], int], stream: int = 4711) -> bytes:
    return b"".join(
        ogg_page(packets, flags, number, stream) for number, (packets, flags) in enumerate(pages)
    )


def ogg_page(packets: list[bytes], flags: int, number: int, stream: int) -> bytes:
    lacing = b"".join(bytes([255]) * (len(p) // 255) + bytes([len(p) % 255]) for p in packets)
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, 0, stream, number, 0, len(lacing))
    page = bytearray(head + lacing + b"".join(packets))
    struct.pack_into("<I", page, 22, ogg_sum(page))
    return bytes(page)


def ogg_sum(page: bytes | bytearray) -> int:
    """As the standard writes it: bit by bit."""
    total = 0
    for byte in page:
        total ^= byte << 24
        for _bit in range(8):
            total = (total << 1 ^ 0x04C11DB7 if total & 0x80000000 else total << 1) & 0xFFFFFFFF
    return total
