"""Whatever is posted: a page in the reader's language, and the words stored or still there."""

from datetime import timedelta

import pytest

from helpline import clock
from helpline.intake.public.draft import PURPOSE
from helpline.vault import seal_token
from tests.house import House
from tests.intake.public.walker import Walker

ELSEWHERE = {"Origin": "https://elsewhere.example.org"}


def _at_words(walker: Walker) -> Walker:
    return walker.open("contact").press(danger="no").press().press()


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE contact; --",
        "{{ 7 * 7 }} %(name)s %s",
        "👩‍👧‍👦 🙏🏽",
        "a\nb\n\n\nc",
        "اَلسَّلَامُ عَلَيْكُمْ",
    ],
)
def test_every_kind_of_text_comes_back_as_it_was_typed(
    house: House, mother: Walker, words: str
) -> None:
    _at_words(mother).press(worries=words).press("back")
    assert mother.fields["worries"] == words
    mother.press().press().press("send")
    mother.open_mailbox(mother.receipt)
    assert " ".join(words.split()) in mother.shown


def test_hidden_and_reversing_characters_are_taken_out(mother: Walker) -> None:
    _at_words(mother).press(worries="good\x00\x07 \u202edab\u202c\x1b[2J").press("back")
    assert mother.fields["worries"] == "good dab[2J"


def test_a_megabyte_in_a_field_is_refused_in_their_language_and_still_there(
    father: Walker,
) -> None:
    much = "ب" * 500_000
    _at_words(father).press(worries=much)
    assert (father.status, father.step) == (422, "words")
    assert father.fields["worries"] == much
    assert 'lang="ar"' in father.page


def test_going_back_does_not_drop_what_is_too_long(mother: Walker) -> None:
    _at_words(mother).press("back", worries="x" * 10_001)
    assert (mother.status, mother.step) == (422, "words")
    assert len(mother.fields["worries"]) == 10_001


def test_a_post_of_five_megabytes_is_answered_with_a_page(father: Walker) -> None:
    _at_words(father).press(worries="x" * 5_000_000)
    assert father.status == 413
    assert 'dir="rtl"' in father.page


@pytest.mark.parametrize("bytes_", [b"%FF%FE%80abc", b"abc%C3%28", b"abc%00"])
def test_bytes_that_are_no_text_lose_nothing_else(mother: Walker, bytes_: bytes) -> None:
    answer = mother.browser.post(
        "/en/contact",
        data=b"step=words&go=next&worries=" + bytes_,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 400
    assert "abc" in answer.get_data(as_text=True)


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data", "text/plain", ""])
def test_a_body_of_another_kind_is_answered_with_a_page(mother: Walker, kind: str) -> None:
    answer = mother.browser.post("/en/contact", data=b'{"step": \xff', content_type=kind)
    assert answer.status_code < 500
    assert "<h1>" in answer.get_data(as_text=True)


@pytest.mark.parametrize("token", ["", "x", "é", "AAAA" * 40, "☃" * 9])
def test_a_missing_or_forged_token_keeps_what_was_typed(mother: Walker, token: str) -> None:
    mother.post("contact", {"token": token, "step": "words", "go": "next", "worries": "still here"})
    assert (mother.status, mother.step) == (400, "words")
    assert mother.fields["worries"] == "still here"
    mother.press()
    assert mother.step == "danger"
    mother.press(danger="no").press().press()
    assert mother.fields["worries"] == "still here"


def test_an_expired_form_keeps_the_page_that_is_posted(house: House, mother: Walker) -> None:
    _at_words(mother)
    clock.move(timedelta(hours=25))
    mother.press(worries="I needed a day for this")
    assert mother.status == 400
    assert "open for a long time" in mother.shown
    assert mother.fields["worries"] == "I needed a day for this"


def test_an_expired_check_page_keeps_everything_and_can_be_sent(
    house: House, mother: Walker
) -> None:
    mother.until_check(
        wish="concern", worries="all of it", reach="call", number="030 23125 001", voicemail="yes"
    )
    clock.move(timedelta(hours=25))
    mother.press("send")
    assert (mother.status, mother.step) == (400, "check")
    assert "all of it" in mother.shown
    mother.press("send")
    mother.press()
    for _page in range(6):
        mother.press("send" if mother.step == "check" else "next")
        if mother.receipt:
            break
    assert house.count("contact", "wish = 'concern'") == 1
    assert house.count("callback", "voicemail_allowed") == 1


def test_a_post_from_another_website_keeps_the_words_and_stores_nothing(
    house: House, mother: Walker
) -> None:
    mother.until_check(worries="mine", danger="yes", where="here")
    for go in ("send", "now"):
        mother.post("contact", {**mother.fields, "go": go, "step": "check"}, **ELSEWHERE)
        assert mother.status == 400
        assert "another website" in mother.shown
    assert mother.fields["worries"] == "mine"
    assert house.count("contact") == house.count("danger_declaration") == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost"},
        {"Referer": "http://localhost/en/contact"},
        {"Origin": "http://127.0.0.1:8000"},
        {},
    ],
)
def test_posts_from_our_own_pages_are_taken(mother: Walker, headers: dict[str, str]) -> None:
    mother.open("contact")
    mother.post("contact", {**mother.fields, "danger": "no"}, **headers)
    assert (mother.status, mother.step) == (200, "notice")


def test_an_answer_that_was_never_offered_is_no_answer(mother: Walker) -> None:
    mother.open("contact").press(danger="perhaps")
    assert (mother.status, mother.step) == (422, "danger")
    mother.press(danger="no").press().press(wish="destroy")
    assert (mother.status, mother.step) == (422, "wish")


def test_without_a_database_the_form_keeps_everything_and_shows_the_numbers(
    house: House, mother: Walker
) -> None:
    mother.until_check(worries="keep this", danger="yes", where="here")
    house.change("ALTER TABLE mailbox RENAME TO mailbox_away")
    try:
        mother.press("send")
        assert (mother.status, mother.step) == (503, "check")
        assert "keep this" in mother.shown
        assert "tel:112" in mother.page.split("<h1>")[0]
    finally:
        house.change("ALTER TABLE mailbox_away RENAME TO mailbox")
    mother.press("send")
    assert len(mother.receipt) == 16


def test_a_form_that_was_sent_and_deleted_can_be_sent_anew(house: House, mother: Walker) -> None:
    mother.until_check(worries="again").press("send")
    first, posted = mother.receipt, {**mother.fields}
    house.change("UPDATE contact SET thread_for_mailbox = NULL, state = 'erased'")
    mother.post("contact", {**posted, "worries": "again", "danger": "no"})
    assert mother.status == 409
    mother.press("send")
    assert len(mother.receipt) == 16
    assert mother.receipt != first


def test_a_language_that_is_not_offered_has_no_pages(mother: Walker) -> None:
    for lang in ("xx", "pl", "EN", "en-GB"):
        mother.lang = lang
        assert mother.open("contact").status == 404
        assert "<h1>" in mother.page


def test_a_form_that_is_open_while_the_house_is_renewed_loses_nothing(
    house: House, mother: Walker
) -> None:
    mother.until_check(worries="keep this")
    with house.public.app_context():
        older = {"receipt": "3" * 16, "key": "ab" * 32, "answers": {"danger": "no"}, "gone": 1}
        secret = str(house.public.config["SECRET_KEY"]).encode()
        expires = clock.now() + timedelta(hours=1)
        token = seal_token(secret, older, expires, purpose=PURPOSE)
    mother.press("next", token=token)
    assert (mother.status, mother.step) == (200, "notice")
    assert mother.press("next").press("next").fields["worries"] == "keep this"
