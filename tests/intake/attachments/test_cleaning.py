"""What is left of a file: what can be seen or heard in it, and nothing that gives anybody away."""

import struct
import wave
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from helpline.intake.attachments.clean import Clean, Unfit, Why
from helpline.intake.attachments.cleaning import cleaned
from helpline.intake.models import SentKind
from tests.intake.attachments import samples

MARK = samples.MARK.encode()
PICTURES: dict[str, Callable[[], bytes]] = {
    "photo": samples.photo,
    "screenshot": samples.screenshot,
    "moving": samples.moving,
    "webp": samples.webp,
}
SOUNDS: dict[str, Callable[[], bytes]] = {
    "wav": samples.wav,
    "mp3": samples.mp3,
    "opus": samples.opus,
    "vorbis": samples.vorbis,
    "m4a": samples.m4a,
}
ALL = {**PICTURES, **SOUNDS}


def _seen(clean: Clean) -> Image.Image:
    return Image.open(BytesIO(clean.raw))


def _why(raw: bytes) -> Why:
    with pytest.raises(Unfit) as refused:
        cleaned(raw)
    return refused.value.why


@pytest.mark.parametrize("name", ALL)
def test_nothing_of_who_where_and_with_what_is_left(name: str) -> None:
    raw = ALL[name]()
    assert MARK in raw
    assert MARK not in cleaned(raw).raw


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_written_anew_and_knows_nothing_but_its_points(name: str) -> None:
    clean = cleaned(PICTURES[name]())
    picture = _seen(clean)
    picture.load()
    assert clean.kind is SentKind.PICTURE
    assert not picture.getexif()
    assert not set(picture.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_stands_upright_and_shows_what_it_showed() -> None:
    picture = _seen(cleaned(samples.photo(size=(64, 32), orientation=6)))
    red, _green, blue = picture.split()
    assert picture.size == (32, 64)
    assert min(red.crop((0, 0, 32, 24)).tobytes()) > 200
    assert min(blue.crop((0, 40, 32, 64)).tobytes()) > 200


def test_a_large_photo_becomes_smaller() -> None:
    assert max(_seen(cleaned(samples.photo(size=(4000, 3000)))).size) == 2048


def test_what_can_be_seen_through_stays_so() -> None:
    assert _seen(cleaned(samples.screenshot(mode="RGBA"))).mode == "RGBA"


def test_a_photo_with_an_archive_behind_it_is_a_photo_without_it() -> None:
    clean = cleaned(samples.photo() + b"PK\x03\x04" + MARK)
    assert b"PK\x03\x04" not in clean.raw
    assert _seen(clean).size == (32, 64)


@pytest.mark.parametrize("side", [8_000, 20_000, 60_000])
def test_a_small_file_that_says_it_is_huge_is_refused(side: int) -> None:
    assert _why(samples.bomb(side)) is Why.TOO_LARGE


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_that_breaks_off_is_refused(name: str) -> None:
    raw = PICTURES[name]()
    assert _why(raw[: len(raw) // 2]) is Why.BROKEN


def test_a_wav_plays_as_before() -> None:
    with wave.open(BytesIO(cleaned(samples.wav()).raw)) as sound:
        assert sound.readframes(1000) == bytes(range(200))


def test_a_wav_of_film_sound_that_nobody_plays_is_refused() -> None:
    raw = bytearray(samples.wav())
    at = raw.index(b"fmt ") + 8
    struct.pack_into("<H", raw, at, 0x2000)
    assert _why(bytes(raw)) is Why.UNKNOWN


def test_an_mp3_keeps_its_frames() -> None:
    clean = cleaned(samples.mp3(frames=7))
    assert clean.media_type == "audio/mpeg"
    assert len(clean.raw) == 7 * 417


def test_an_ogg_keeps_its_sound_and_adds_up() -> None:
    clean = cleaned(samples.opus())
    assert clean.media_type == "audio/ogg"
    pages = [b"OggS" + rest for rest in clean.raw.split(b"OggS")[1:]]
    assert pages[-1].endswith(b"sound onesound two")
    assert pages[1].endswith(b"OpusTags" + bytes(8))
    for page in pages:
        (said,) = struct.unpack_from("<I", page, 22)
        assert said == samples.ogg_sum(page[:22] + bytes(4) + page[26:])


def test_an_ogg_with_a_picture_in_its_tags_is_taken() -> None:
    clean = cleaned(samples.opus(samples.MARK * 1000))
    assert len(clean.raw) < 300


@pytest.mark.parametrize(
    "raw",
    [
        samples.theora(),
        samples.opus() + samples.opus(),
        samples.opus().replace(b"OpusTags", b"OpusRags"),
    ],
    ids=["film", "two in a row", "no tags"],
)
def test_an_ogg_with_anything_else_in_it_is_refused(raw: bytes) -> None:
    assert _why(raw) is Why.UNKNOWN


def test_an_m4a_keeps_its_length_its_sound_and_nothing_else() -> None:
    raw = samples.m4a(sound=b"AAC!" * 9)
    clean = cleaned(raw)
    assert clean.media_type == "audio/mp4"
    assert len(clean.raw) == len(raw)
    assert b"AAC!" * 9 in clean.raw
    for given_away in (MARK, b"udta", b"uuid", b"\xa9xyz", struct.pack(">I", 0xD1234567)):
        assert given_away not in clean.raw


@pytest.mark.parametrize("raw", [samples.amr(), samples.m4a(codec=b"samr")], ids=["amr", "3gp"])
def test_what_no_browser_plays_is_refused_because_nobody_would_hear_it(raw: bytes) -> None:
    assert _why(raw) is Why.UNKNOWN


@pytest.mark.parametrize(
    "raw",
    [
        samples.m4a(handler=b"vide"),
        samples.m4a(codec=b"avc1"),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"PK\x03\x04" + bytes(100),
        b"%PDF-1.7",
        b"\x1a\x45\xdf\xa3" + b"webm" * 9,
        b"MZ" + bytes(100),
        b"BM" + bytes(100),
        b"II*\0" + bytes(100),
    ],
    ids=["film", "codec", "svg", "html", "zip", "pdf", "webm", "exe", "bmp", "tiff"],
)
def test_what_is_no_picture_and_no_voice_note_is_refused(raw: bytes) -> None:
    assert _why(raw) is Why.UNKNOWN


def test_a_picture_of_a_new_iphone_is_refused_by_its_name() -> None:
    assert _why(samples.heic()) is Why.HEIC


@pytest.mark.parametrize("name", SOUNDS)
def test_a_voice_note_that_breaks_off_is_refused(name: str) -> None:
    raw = SOUNDS[name]()
    assert _why(raw[: raw.index(samples.MARK.encode()) + 3 if MARK in raw else -3]) in {
        Why.BROKEN,
        Why.UNKNOWN,
    }


def test_nothing_is_no_file() -> None:
    assert _why(b"") is Why.BROKEN


@given(name=st.sampled_from(sorted(ALL)), at=st.floats(0, 1), instead=st.binary(max_size=40))
def test_whatever_stands_in_a_file_it_is_clean_or_refused(
    name: str, at: float, instead: bytes
) -> None:
    raw = ALL[name]()
    cut = int(at * len(raw))
    try:
        clean = cleaned(raw[:cut] + instead + raw[cut + len(instead) :])
    except Unfit:
        return
    assert clean.media_type.startswith(("image/", "audio/"))
    assert clean.raw


@given(
    raw=st.binary(max_size=300),
    begin=st.sampled_from([b"", b"RIFF", b"OggS", b"ID3", b"\xff\xfb", b"#!AMR\n"]),
)
def test_random_bytes_are_clean_or_refused(raw: bytes, begin: bytes) -> None:
    with suppress(Unfit):
        assert cleaned(begin + raw).raw
