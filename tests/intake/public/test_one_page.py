"""All questions on one page, for a slow connection: the same form, sent with one post."""

from datetime import timedelta
from http import HTTPStatus

import pytest

from helpline import clock
from helpline.intake.public.draft import Draft
from tests.house import House
from tests.intake.public.walker import Walker

SHORT = "contact?view=short"


def test_one_post_sends_it_all_and_gives_a_receipt(house: House, father: Walker) -> None:
    father.open(SHORT)
    assert father.page.index("tel:112") < father.page.index('name="danger"')
    father.press("send", danger="no", wish="concern", worries="ابني", reach="mailbox")

    assert (father.status, len(father.receipt)) == (HTTPStatus.OK, 16)
    [row] = house.rows("SELECT desk, wish, notice_language, notice_version FROM contact")
    assert (row.desk, row.wish, row.notice_language) == ("hotline", "concern", "ar")
    assert len(row.notice_version) == 12
    assert "ابني" in father.open_mailbox(father.receipt).shown


def test_nothing_but_danger_must_be_answered(house: House, mother: Walker) -> None:
    mother.open(SHORT).press("send", worries="my brother", reach_safely="never at night")
    assert (mother.status, mother.step) == (HTTPStatus.UNPROCESSABLE_ENTITY, "short")
    assert mother.page.index('href="#danger"') < mother.page.index('name="danger"')
    assert mother.fields["worries"] == "my brother"
    assert mother.fields["reach_safely"] == "never at night"

    mother.press("send", danger="unsure", worries="", reach_safely="")
    assert len(mother.receipt) == 16
    assert house.count("contact", "desk = 'support'") == 1


def test_danger_comes_before_all_else_and_people_are_told_at_once(
    house: House, mother: Walker
) -> None:
    mother.open(SHORT).press("send", danger="yes", worries="my brother", reach="call", number="12")
    assert mother.step == "details"
    mother.press("now", where="Station Road 4")
    assert mother.step == "told"
    assert house.count("danger_declaration") == 1

    mother.press()
    assert mother.step == "short"
    assert (mother.fields["worries"], mother.fields["number"]) == ("my brother", "12")
    mother.press("send")
    assert (mother.status, mother.step) == (HTTPStatus.UNPROCESSABLE_ENTITY, "short")
    mother.press("send", number="030 23125 001")
    assert len(mother.receipt) == 16
    assert house.count("danger_declaration") == 1


def test_details_of_danger_are_asked_once_and_can_be_changed(house: House, mother: Walker) -> None:
    mother.open(SHORT).press("send", danger="yes").press(where="here")
    assert mother.step == "short"
    assert mother.press("change:details").fields["where"] == "here"
    assert mother.press("back").step == "short"
    mother.press("send")
    assert len(mother.receipt) == 16
    assert house.count("danger_declaration") == 1


def test_a_call_is_asked_for_in_its_folded_part(house: House, mother: Walker) -> None:
    day = f"{clock.now() + timedelta(days=2):%Y-%m-%d}"
    mother.open(SHORT)
    assert "<details>\n<summary>How and when may we call you?" in mother.page
    mother.press("send", danger="no", number="030 23125 001")
    assert 'href="#reach"' in mother.page
    assert "<details open>\n<summary>How and when may we call you?" in mother.page

    mother.press("send", danger="no", reach="call", day=day, time="18:00", zone="Asia/Baghdad")
    assert len(mother.receipt) == 16
    assert house.rows("SELECT time_zone FROM callback") == [("Asia/Baghdad",)]


def test_another_language_and_another_view_keep_what_was_typed(mother: Walker) -> None:
    mother.open("contact").press("short")
    mother.press("stay", worries="I cannot sleep", number="12")
    mother.lang = "de"
    mother.press("stay")
    assert 'lang="de"' in mother.page
    assert (mother.step, mother.fields["number"]) == ("short", "12")
    mother.press("long", danger="no", wish="myself")
    assert mother.step == "danger"
    mother.press(danger="no").press().press()
    assert mother.fields["worries"] == "I cannot sleep"
    mother.press("back").press("back").press("back").press("short")
    assert mother.fields["worries"] == "I cannot sleep"


def test_long_and_short_and_twice_it_is_one_contact(house: House, mother: Walker) -> None:
    """Two tabs of one form."""
    mother.open("contact").press("short")
    short = {**mother.fields, "go": "send", "danger": "no", "worries": "once"}
    mother.press("long").press(danger="no").press().press().press(worries="once").press()
    assert mother.step == "check"
    receipt = mother.press("send").receipt

    assert mother.post("contact", short).receipt == receipt
    assert mother.post("contact", short).receipt == receipt
    assert (house.count("contact"), house.count("message")) == (1, 1)


@pytest.mark.parametrize("notice", ["", "0123456789ab"])
def test_nobody_sends_it_before_the_notice_was_shown(
    house: House, mother: Walker, notice: str
) -> None:
    mother.open(SHORT)
    with house.public.test_request_context("/"):
        token = Draft(notice_version=notice, notice_language=notice and "en").sealed()
    mother.press("send", token=token, danger="no", worries="hello")
    assert bool(mother.receipt) is bool(notice)
    assert notice or mother.fields["worries"] == "hello"


def test_a_page_that_was_open_for_too_long_keeps_everything(house: House, mother: Walker) -> None:
    mother.open(SHORT).press("send", token="x", danger="no", worries="still here")
    assert (mother.status, mother.step) == (HTTPStatus.BAD_REQUEST, "short")
    assert mother.fields["worries"] == "still here"
    assert len(mother.press("send", danger="no").receipt) == 16
    assert house.count("contact") == 1
