"""What a page carries for us comes back unread, unchanged and in time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.vault import TokenBroken, TokenExpired, open_token, seal_token

SECRET = b"s" * 32
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=30)
payloads = st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text())


@given(payloads)
def test_a_token_gives_back_what_was_put_in(payload: dict[str, object]) -> None:
    assert open_token(SECRET, seal_token(SECRET, payload, LATER), NOW) == payload


def test_it_cannot_be_read_on_the_page() -> None:
    token = seal_token(SECRET, {"receipt": "1234567891234567"}, LATER)

    assert "1234" not in token
    assert token.replace("-", "").replace("_", "").rstrip("=").isalnum()


def test_it_serves_until_its_time_and_no_longer() -> None:
    token = seal_token(SECRET, {}, LATER)

    assert open_token(SECRET, token, LATER - timedelta(microseconds=1)) == {}
    with pytest.raises(TokenExpired):
        open_token(SECRET, token, LATER)


def test_a_mailbox_token_is_not_a_form_token() -> None:
    token = seal_token(SECRET, {}, LATER, purpose="mailbox")

    assert open_token(SECRET, token, NOW, purpose="mailbox") == {}
    with pytest.raises(TokenBroken):
        open_token(SECRET, token, NOW)


def test_another_face_cannot_open_it() -> None:
    with pytest.raises(TokenBroken):
        open_token(b"t" * 32, seal_token(SECRET, {}, LATER), NOW)


@given(st.data())
def test_a_changed_character_breaks_it(data: st.DataObject) -> None:
    token = seal_token(SECRET, {"draft": 1}, LATER)
    at = data.draw(st.integers(0, len(token.rstrip("=")) - 2))
    other = "A" if token[at] != "A" else "B"

    with pytest.raises(TokenBroken):
        open_token(SECRET, token[:at] + other + token[at + 1 :], NOW)


@given(st.text())
def test_anything_else_is_no_token(text: str) -> None:
    with pytest.raises(TokenBroken):
        open_token(SECRET, text, NOW)


def test_a_refusal_does_not_repeat_the_token() -> None:
    with pytest.raises(TokenBroken) as refused:
        open_token(SECRET, "something typed", NOW)

    assert str(refused.value) == ""
