"""Words of the operator on every public page: who may write them, who sees them, that they end."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Final

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.house import House, Visitor

BOARD: Final = "/supervisors/announcement"
WORDS: Final = "Our phone is out of order today. Please write to us."
ARABIC: Final = "هاتفنا معطّل اليوم. اكتبوا إلينا."
PAGES: Final = ("/en/", "/en/contact", "/en/messages", "/en/privacy", "/en/nowhere")
A_MINUTE: Final = timedelta(minutes=1)
Staff = Callable[..., Visitor]
MoveClock = Callable[[timedelta], None]


def tell(supervisor: Visitor, hours: int = 4, **words: str) -> TestResponse:
    typed = {f"words_{code}": text for code, text in words.items()}
    return supervisor.submit(BOARD, {"hours": hours, **typed}, at="/supervisors")


def test_what_a_supervisor_writes_stands_on_every_page_within_a_minute(
    staff: Staff, public: FlaskClient, house: House, move_clock: MoveClock
) -> None:
    assert not any(WORDS in public.get(page).text for page in PAGES)

    answer = tell(staff("sara"), en=WORDS, ar=ARABIC)

    assert answer.status_code == HTTPStatus.FOUND
    move_clock(A_MINUTE)
    assert all(WORDS in public.get(page).text for page in PAGES)
    row = house.rows("SELECT * FROM announcement")[0]
    audited = f"action = 'announcement.begun' AND subject_id = '{row.id}'"
    assert house.count("audit_entry", f"{audited} AND actor_id = '{row.begun_by}'") == 1


def test_readers_see_it_in_their_own_language_or_in_the_first(
    staff: Staff, public: FlaskClient
) -> None:
    tell(staff("sara"), en=WORDS, ar=ARABIC)

    assert f'lang="ar" dir="rtl">{ARABIC}' in public.get("/ar/").text
    assert f'lang="en" dir="ltr">{WORDS}' in public.get("/de/").text


def test_it_ends_by_itself(staff: Staff, public: FlaskClient, move_clock: MoveClock) -> None:
    tell(staff("sara"), hours=1, en=WORDS)
    assert WORDS in public.get("/en/").text

    move_clock(timedelta(hours=1))

    assert WORDS not in public.get("/en/").text


def test_it_is_changed_and_taken_down(
    staff: Staff, public: FlaskClient, house: House, move_clock: MoveClock
) -> None:
    sara = staff("sara")
    tell(sara, en="First words.")
    tell(sara, en=WORDS)
    assert house.count("announcement", "ended_at IS NULL") == 1
    assert WORDS in public.get("/en/").text
    assert WORDS in sara.get("/supervisors").text

    sara.submit(f"{BOARD}/end", at="/supervisors")

    move_clock(A_MINUTE)
    assert WORDS not in public.get("/en/").text
    assert house.count("audit_entry", "action = 'announcement.ended'") == 2


def test_nobody_else_writes_there(staff: Staff, house: House) -> None:
    maria = staff("maria", "support")

    refused = maria.submit(BOARD, {"hours": 4, "words_en": WORDS}, at="/queue")

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert maria.submit(f"{BOARD}/end", at="/queue").status_code == HTTPStatus.FORBIDDEN
    assert house.count("announcement") == 0


def test_without_the_first_language_or_too_long_it_is_given_back(
    staff: Staff, house: House
) -> None:
    sara = staff("sara")

    for words in ({"ar": ARABIC}, {"en": WORDS * 9}, {"en": " \n"}):
        answer = tell(sara, 4, **words)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert all(text.strip() in answer.text for text in words.values())
    assert "Please write it in this language at least (English)." in answer.text
    assert tell(sara, hours=5, en=WORDS).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert house.count("announcement") == 0


def test_it_is_words_and_no_page(staff: Staff, public: FlaskClient) -> None:
    tell(staff("sara"), en="<script>alert(1)</script>")

    assert "<script>alert" not in public.get("/en/").text
    assert "&lt;script&gt;alert" in public.get("/en/").text
