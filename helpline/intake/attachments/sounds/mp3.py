"""MP3: frames of sound. What programs write before, behind and in the first of them goes."""

from typing import Final

from helpline.intake.attachments.clean import Unfit, Why

FEWEST_FRAMES: Final = 3
_TAG_HEAD: Final = 10
_BEHIND: Final = (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3", b"3DI")
_ABOUT_IT: Final = (b"Xing", b"Info", b"VBRI")
_MPEG_1: Final = 3
_RATES: Final = {0: (11025, 12000, 8000), 2: (22050, 24000, 16000), 3: (44100, 48000, 32000)}
_KBITS_1: Final = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2: Final = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)


def is_one(raw: bytes) -> bool:
    return raw.startswith(b"ID3") or _length_of_frame(raw, 0) > 0


def only_sound(raw: bytes) -> tuple[str, bytes]:
    """Raises Unfit."""
    begin = at = _after_tags(raw)
    frames = 0
    while (length := _length_of_frame(raw, at)) and at + length <= len(raw):
        if not frames and any(word in raw[at : at + min(length, 64)] for word in _ABOUT_IT):
            begin = at + length
        at += length
        frames += 1
    rest = raw[at:]
    is_cut_off = bool(length) and at + length > len(raw)
    if frames < FEWEST_FRAMES or not (is_cut_off or not rest.strip(b"\0") or _is_tag(rest)):
        raise Unfit(Why.BROKEN)
    return "audio/mpeg", raw[begin:at]


def _is_tag(rest: bytes) -> bool:
    return rest.startswith(_BEHIND)


def _after_tags(raw: bytes) -> int:
    """Where sound begins, behind what programs wrote about it."""
    at = 0
    while raw[at : at + 3] == b"ID3" and at + _TAG_HEAD <= len(raw):
        size = 0
        for seven_bits in raw[at + 6 : at + _TAG_HEAD]:
            size = size << 7 | seven_bits & 0x7F
        has_foot = raw[at + 5] & 0x10
        at += _TAG_HEAD + size + (_TAG_HEAD if has_foot else 0)
    while at < len(raw) and raw[at] == 0:
        at += 1
    return at


def _length_of_frame(raw: bytes, at: int) -> int:
    """In bytes; 0 where no frame of layer three begins."""
    head = int.from_bytes(raw[at : at + 4], "big")
    version, layer = head >> 19 & 3, head >> 17 & 3
    kbits, rate, padding = head >> 12 & 15, head >> 10 & 3, head >> 9 & 1
    is_frame = len(raw) - at > 4 and head >> 21 == 0x7FF and layer == 1  # noqa: PLR2004  (the standard's own numbers)
    if not is_frame or version not in _RATES or kbits in {0, 15} or rate == 3:  # noqa: PLR2004
        return 0
    is_first = version == _MPEG_1
    bits = (_KBITS_1 if is_first else _KBITS_2)[kbits - 1] * 1000
    return (144 if is_first else 72) * bits // _RATES[version][rate] + padding
