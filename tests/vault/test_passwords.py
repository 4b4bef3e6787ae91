"""Passwords of the people who work here."""

import pytest

from helpline.vault import hash_password, password_matches

PASSWORD = "four made-up wörds"


def test_the_right_password_matches_and_no_other() -> None:
    stored = hash_password(PASSWORD)

    assert password_matches(stored, PASSWORD)
    assert not password_matches(stored, PASSWORD + " ")
    assert not password_matches(stored, "")


def test_the_stored_line_says_how_slow_it_is_and_differs_each_time() -> None:
    first, second = hash_password(PASSWORD), hash_password(PASSWORD)

    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second


def test_two_keyboards_write_one_password() -> None:
    stored = hash_password("w\u00f6rds")

    assert password_matches(stored, "wo\u0308rds")


def test_an_account_that_does_not_exist_has_no_password_not_even_ours() -> None:
    assert not password_matches(None, "nobody")
    assert not password_matches(None, "")


@pytest.mark.parametrize("stored", ["", "rubbish", "$argon2id$", "é"])
def test_a_damaged_line_matches_nothing(stored: str) -> None:
    assert not password_matches(stored, PASSWORD)
