import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.text import clean, latin_digits


@pytest.mark.parametrize(
    "hidden",
    ["\x00", "\x1b", "\x7f", "\u202e", "\u202a", "\u2066", "\u2069", "\ufeff", "\ud800"],
)
def test_characters_nobody_typed_on_purpose_are_gone(hidden: str) -> None:
    assert clean(f"go{hidden}od") == "good"


def test_a_sentence_cannot_be_turned_round() -> None:
    assert clean("he is \u202esuoregnad ton\u202c") == "he is suoregnad ton"


def test_line_breaks_of_every_system_become_one_kind() -> None:
    assert clean("one\r\ntwo\rthree\u2028four\tfive\n") == "one\ntwo\nthree\nfour\tfive\n"


def test_joiners_that_persian_needs_stay() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


def test_two_ways_to_write_one_letter_become_one() -> None:
    assert clean("Mu\u0308ller") == "Müller"


@given(st.text(alphabet=st.characters()))
def test_cleaning_twice_is_cleaning_once_and_can_be_stored(text: str) -> None:
    once = clean(text)

    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once
    once.encode("utf-8")


@given(st.text(alphabet="abcdefghij ÄÖéمرحبا", max_size=40))
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("zero", ["0", "٠", "۰", "०", "০", "０", "𝟎", "߀"])
def test_digits_of_every_script_count_the_same(zero: str) -> None:
    digits = "".join(chr(ord(zero) + n) for n in range(10))

    assert latin_digits(f"a {digits} b") == "a 0123456789 b"


def test_a_small_two_above_the_line_is_not_a_digit() -> None:
    assert latin_digits("m²") == "m²"
