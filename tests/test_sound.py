"""Sound files carry what they say, and whatever is no sound is refused with a reason."""

import wave
from io import BytesIO

import pytest

from helpline.sound import NotASound, Sound, read, read_notes, write

NOTES = {"slot": "danger_1", "words": "Haddii qof khatar ku jiro: 112", "source": "speaker"}
SOUND = Sound(8000, b"\x10\x27\xf0\xd8" * 4000, NOTES)


def other(*, channels: int = 1, width: int = 2, rate: int = 8000) -> bytes:
    """A file of somebody else's making."""
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(b"\x01" * 8000)
    return made.getvalue()


def test_a_sound_comes_back_as_it_was_written() -> None:
    assert read(write(SOUND)) == SOUND
    assert SOUND.seconds == 1
    assert SOUND.loudest == 10000


def test_others_can_play_it() -> None:
    with wave.open(BytesIO(write(SOUND))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 8000)
        assert file.readframes(8000) == SOUND.samples


def test_its_words_are_read_without_its_samples() -> None:
    file = BytesIO(write(SOUND))

    assert read_notes(file) == NOTES
    assert file.tell() < 300


def test_a_sound_of_somebody_else_has_no_notes() -> None:
    sound = read(other(rate=16000))

    assert (sound.rate, sound.notes) == (16000, {})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no WAV"),
        (b"ID3\x04" + b"\0" * 400, "no WAV"),
        (b"RIFF\x04\0\0\0WAVE", "no sound"),
        (write(SOUND)[:-1], "cut off"),
        (write(SOUND)[:40], "cut off"),
        (write(SOUND)[:15], "cut off"),
        (other(channels=2), "2 channels"),
        (other(width=1), "8 bits"),
        (other(rate=44100), "44100 samples"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_is_no_sound_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotASound, match=reason):
        read(data)
