"""Sound files as the phone plays them: WAV, 8 or 16 kHz, one channel, 16 bits, with notes inside.

The notes stand in a RIFF INFO list, where any sound editor shows them.
"""

import struct
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Final

RATES: Final = (8000, 16000)
_NOTES: Final = {"slot": b"INAM", "words": b"ICMT", "language": b"ILNG", "source": b"ISRC"}
_PCM: Final = 1
_BITS: Final = 16
_LONGEST_NOTE: Final = 16 * 1024
_HEAD: Final = struct.Struct("<4sI")
_FORMAT: Final = struct.Struct("<HHIIHH")


class NotASound(Exception):
    """No file that the phone can play. Says why, in words for whoever made it."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples and what is noted of them: slot, words, language, source."""

    rate: int
    samples: bytes
    """Sixteen bits each, the low byte first."""
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        return len(self.samples) / 2 / self.rate

    @property
    def loudest(self) -> int:
        """From 0, silence, to 32768."""
        return max(map(abs, as_numbers(self.samples)), default=0)


def read(data: bytes, *, any_rate: bool = False) -> Sound:
    """Raises NotASound."""
    chunks = dict(_chunks(BytesIO(data)))
    if b"fmt " not in chunks or b"data" not in chunks:
        raise NotASound("it holds no sound")
    rate = _rate(chunks[b"fmt "])
    if rate not in RATES and not any_rate:
        raise NotASound(f"it has {rate} samples a second; wanted are 8000 or 16000")
    samples = chunks[b"data"]
    if len(samples) % 2:
        raise NotASound("it ends in the middle of a sample")
    return Sound(rate, samples, _noted(chunks.get(b"LIST", b"")))


def read_notes(file: IO[bytes]) -> dict[str, str]:
    """Only what is noted, without the samples where they come last. Raises NotASound."""
    return next((_noted(body) for name, body in _chunks(file) if name == b"LIST"), {})


def write(sound: Sound) -> bytes:
    """The notes first, so that they can be read without the rest."""
    form = _FORMAT.pack(_PCM, 1, sound.rate, sound.rate * 2, 2, _BITS)
    notes = b"INFO" + b"".join(
        _chunk(_NOTES[name], words.encode() + b"\0") for name, words in sound.notes.items()
    )
    body = _chunk(b"fmt ", form) + _chunk(b"LIST", notes) + _chunk(b"data", sound.samples)
    return _chunk(b"RIFF", b"WAVE" + body)


def as_numbers(samples: bytes) -> "array[int]":
    """On every machine of today the low byte comes first, as in the file."""
    return array("h", samples)


def _chunk(name: bytes, body: bytes) -> bytes:
    return _HEAD.pack(name, len(body)) + body + b"\0" * (len(body) % 2)


def _chunks(file: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    head = file.read(12)
    if len(head) < len(b"RIFF....WAVE") or head[:4] != b"RIFF" or head[8:] != b"WAVE":
        raise NotASound("it is no WAV file")
    while head := file.read(_HEAD.size):
        if len(head) < _HEAD.size:
            raise NotASound("it is cut off")
        name, size = _HEAD.unpack(head)
        body = file.read(size + size % 2)
        if len(body) < size:
            raise NotASound("it is cut off")
        yield name, body[:size]


def _rate(form: bytes) -> int:
    if len(form) < _FORMAT.size:
        raise NotASound("it is cut off")
    kind, channels, rate, _speed, _block, bits = _FORMAT.unpack(form[: _FORMAT.size])
    if kind != _PCM or channels != 1 or bits != _BITS or not rate:
        raise NotASound(
            f"it has {channels} channels of {bits} bits; wanted is one of 16 bits, as plain PCM"
        )
    return int(rate)


def _noted(chunk: bytes) -> dict[str, str]:
    names = {name: word for word, name in _NOTES.items()}
    if chunk[:4] != b"INFO":
        return {}
    return {
        names[name]: body[:_LONGEST_NOTE].rstrip(b"\0").decode(errors="replace")
        for name, body in _listed(BytesIO(chunk[4:]))
        if name in names
    }


def _listed(notes: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    while len(head := notes.read(_HEAD.size)) == _HEAD.size:
        name, size = _HEAD.unpack(head)
        yield name, notes.read(size + size % 2)[:size]
