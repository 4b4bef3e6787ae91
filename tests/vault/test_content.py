"""What is not text is sealed as well."""

from uuid import uuid4

import pytest

from helpline.vault import CannotOpen, ContentKey, place


def test_sound_opens_only_with_its_key_and_at_its_place() -> None:
    key, here = ContentKey.new(), place(uuid4(), "voicemail.sound")
    sealed = key.seal_bytes(b"RIFF sound", here)

    assert key.open_bytes(sealed, here) == b"RIFF sound"
    assert b"RIFF" not in sealed.blob
    for other, where in ((ContentKey.new(), here), (key, place(uuid4(), "voicemail.sound"))):
        with pytest.raises(CannotOpen):
            other.open_bytes(sealed, where)
