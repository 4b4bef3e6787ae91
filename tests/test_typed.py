"""What was typed into a form that is refused comes back on the page that says so."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from http import HTTPStatus

import pytest
from werkzeug.test import TestResponse

from helpline import demonstration, typed
from tests.contacts import Arrive, contact
from tests.house import House, Visitor

__all__ = ["contact"]

Staff = Callable[..., Visitor]
LONG = 'She said: "He is <b>never</b> at home."\r\n\r\nقالت إنه لا يأتي.'
IDLE = timedelta(minutes=31)
NOT_SAVED = "What you wrote was not saved."


def words_of(answer: TestResponse) -> list[str]:
    """What stands in the page's fields, as a browser reads it."""
    parts = answer.text.split("<textarea ")[1:]
    return [unescape(part.split(">", 1)[1].split("</textarea>")[0])[1:] for part in parts]


def test_a_note_comes_back_where_the_session_had_ended(
    staff: Staff, contact: Arrive, move_clock: Callable[[timedelta], None], house: House
) -> None:
    maria, page = staff("maria"), f"/support/{contact('support')}"
    assert maria.get(page).status_code == HTTPStatus.OK
    move_clock(IDLE)

    answer = maria.post(f"{page}/notes", data={"words": LONG, "once": "a" * 32})

    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert NOT_SAVED in answer.text
    assert words_of(answer) == [LONG]
    assert 'href="/sign-in" target="_blank"' in answer.text
    assert "<b>never" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert house.count("note") == 0


def test_a_form_comes_back_field_by_field_where_the_desk_was_changed(
    staff: Staff, contact: Arrive
) -> None:
    sara, page = staff("sara", "support"), f"/support/{contact('support')}"
    sara.submit("/desk", {"desk": "advice"}, at="/")
    needs = {"needs": "Somebody to talk to.", "behind_it": " ", "strengths": "His sister."}

    answer = sara.submit(f"{page}/clearing", {**needs, "warning_signs": "none"}, at="/")

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert NOT_SAVED in answer.text
    assert words_of(answer) == ["Somebody to talk to.", "His sister."]
    assert "What helps already?</label>" in answer.text


def test_a_reply_comes_back_where_the_page_was_too_old(
    staff: Staff, contact: Arrive, house: House
) -> None:
    maria, page = staff("maria"), f"/support/{contact('support')}"

    answer = maria.post(f"{page}/replies", data={"csrf_token": "stale-token", "words": LONG})

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert words_of(answer) == [LONG]
    assert "stale-token" not in answer.text
    assert house.count("message", "from_us") == 0


def test_a_report_comes_back_where_a_partners_session_had_ended(
    partner: Callable[[str], Visitor], move_clock: Callable[[timedelta], None]
) -> None:
    lena = partner("lena")
    move_clock(IDLE)

    answer = lena.post(
        f"/handovers/{demonstration.id_of('demonstration', 'service', 'bruecke')}/decline",
        data={"reason": "full", "words": LONG},
    )

    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert words_of(answer) == [LONG]
    assert 'href="/sign-in" target="_blank"' in answer.text


@pytest.mark.parametrize("face", ["staff", "partner"])
def test_signing_in_with_an_old_page_never_shows_the_password(house: House, face: str) -> None:
    browser = getattr(house, face).test_client()

    answer = browser.post("/sign-in", data={"username": "maria", "password": "the password"})

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "the password" not in answer.text
    assert words_of(answer) == []


def test_a_page_that_is_only_asked_for_shows_nothing_typed(staff: Staff) -> None:
    answer = staff("maria").get("/nothing/here?words=Somebody+else%27s")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "Somebody else" not in answer.text


def test_a_post_that_is_too_large_to_be_read_is_refused_all_the_same(staff: Staff) -> None:
    answer = staff("maria").post("/duty", data={"words": "a" * 2_000_000})

    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert words_of(answer) == []


def test_what_may_be_a_choice_or_a_key_is_not_taken_for_words(house: House) -> None:
    told = {"reason": "full", "words": "No.", "once": "a" * 32, "csrf_token": "b"}
    with house.staff.test_request_context(method="POST", data=told):
        assert [text for _label, text in typed.typed()] == ["No."]
