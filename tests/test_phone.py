import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.phone import E164, Unreadable, Withheld, parse_number


@pytest.mark.parametrize(
    "text",
    [
        "+493023125123",
        "030 23125 123",
        "(030) 23125-123",
        "030/23125123",
        "0049 30 23125123",
        "tel:+49-30-23125123",
        "٠٣٠ ٢٣١٢٥ ١٢٣",
        "۰۳۰۲۳۱۲۵۱۲۳",
        "\u202a+49 30 23125123\u202c",
        "\u200e+49\u00a030\u00a023125123\u200f",
        "＋４９３０２３１２５１２３",
        "030 23125–123",
    ],
)
def test_one_number_is_read_however_it_is_written(text: str) -> None:
    assert parse_number(text, "DE") == E164("+493023125123")


@pytest.mark.parametrize("text", ["+12025550123", "+447700900123"])
def test_numbers_from_elsewhere_need_no_hint(text: str) -> None:
    assert parse_number(text, "de") == E164(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "anonymous",
        "Anonymous",
        "+anonymous",
        "sip:anonymous@anonymous.invalid",
        "Restricted",
        "UNKNOWN",
        "private number",
        "+266696687",
        "266696687",
        "+7378742833",
        "+2562533",
        "+8656696",
        "+86282452253",
    ],
)
def test_a_withheld_number_is_nobodys_number(text: str) -> None:
    assert parse_number(text, "DE") == Withheld()


@pytest.mark.parametrize(
    "text",
    [
        "112",
        "+49112",
        "1",
        "call me",
        "call me on 030 23125123",
        "030 23125123 after six",
        "client:anna",
        "sip:+493023125123@example.org",
        "+999 123",
        "+",
        "4" * 400,
        "030 23125123 ext. 5",
    ],
)
def test_what_could_not_be_called_is_not_a_number(text: str) -> None:
    assert parse_number(text, "DE") == Unreadable()


def test_a_number_that_works_only_in_its_own_town_is_not_one() -> None:
    assert parse_number("555-0123", "US") == Unreadable()


@given(st.text())
def test_anything_at_all_gets_an_answer(text: str) -> None:
    assert isinstance(parse_number(text, "DE"), E164 | Withheld | Unreadable)


def test_a_number_is_not_printed_by_accident() -> None:
    number = parse_number("+493023125123", "DE")

    shown = f"{number} {number!r} {[number]}"

    assert "23125" not in shown


def test_a_number_is_shown_in_groups_to_whoever_must_dial_it() -> None:
    assert E164("+493023125123").for_reading == "+49 30 23125123"


def test_a_number_that_earns_somebody_money_is_known_as_such() -> None:
    assert E164("+499001234567").is_premium
    assert not E164("+493023125123").is_premium


@pytest.mark.parametrize("number", ["+447012345678", "+979123456789", "+499001234567"])
def test_a_number_that_is_dear_to_call_is_never_rung(number: str) -> None:
    assert not E164(number).may_be_rung


@pytest.mark.parametrize("number", ["+19115550123", "+449991234567"])
def test_what_begins_as_an_emergency_number_and_is_nobodys_is_never_rung(number: str) -> None:
    assert E164(number).is_emergency
    assert not E164(number).may_be_rung


def test_somebodys_own_number_may_begin_like_an_emergency_number() -> None:
    assert E164("+46112233445").may_be_rung
