"""Closed is closed: whoever goes back in the browser, and lets it send again, sees nothing."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Error, expect
from sqlalchemy.exc import OperationalError

from helpline import clock
from helpline.intake.public import noting
from tests.house import House
from tests.intake.public.somebody import WORDS, Somebody
from tests.intake.public.walker import Walker
from tests.journeys.browsing import OpenPage
from tests.running import eventually

CLOSED = "/en/messages/closed"
WORRIES = "my son has changed"


@pytest.fixture
def receipt(mother: Walker) -> str:
    return mother.send(wish="someone_close", worries=WORRIES)


def come_in(mother: Walker, receipt: str) -> dict[str, str]:
    """By the page where a receipt is typed; what is posted there."""
    typed = {**mother.open("messages").fields, "receipt": receipt}
    mother.post("messages", typed)
    assert WORRIES in mother.shown
    return typed


def close(mother: Walker) -> dict[str, str]:
    """The pass of the page that was left."""
    left = {"token": mother.fields["token"]}
    assert mother.post("messages/close", left).leads_to == CLOSED
    return left


def test_pages_from_before_show_nothing_and_the_receipt_opens_it_again(
    mother: Walker, receipt: str
) -> None:
    typed = come_in(mother, receipt)
    left = close(mother)
    assert mother.post("messages", typed).leads_to == CLOSED
    for path in ("messages", "messages/write", "messages/call", "messages/phone-code"):
        assert mother.post(path, left).leads_to == CLOSED
        assert WORRIES not in mother.page
    come_in(mother, receipt)


def test_it_is_closed_also_after_its_half_hour_has_run_out(mother: Walker, receipt: str) -> None:
    typed = come_in(mother, receipt)
    clock.move(timedelta(hours=2))
    close(mother)
    assert mother.post("messages", typed).leads_to == CLOSED


def test_words_from_another_window_are_kept_though_nothing_is_shown(
    house: House, mother: Walker, receipt: str
) -> None:
    come_in(mother, receipt)
    other_window = {**mother.fields, "words": "and one thing more"}
    close(mother)
    assert mother.post("messages/write", other_window).leads_to == CLOSED
    assert house.count("message") == 2
    come_in(mother, receipt)
    assert "and one thing more" in mother.shown


def test_a_clock_that_went_wrong_keeps_nobody_out(mother: Walker, receipt: str) -> None:
    clock.move(timedelta(days=3))
    come_in(mother, receipt)
    close(mother)
    clock.move(timedelta(days=-3))
    come_in(mother, receipt)


@pytest.mark.parametrize(
    "said", ["", "yesterday", "2026-03-11", "9" * 99, "0001-01-01T00:00:00+23:59", "\x00", "ä"]
)
def test_a_page_that_does_not_say_when_it_was_shown_is_answered_all_the_same(
    mother: Walker, receipt: str, said: str
) -> None:
    mother.post("messages", {"receipt": receipt, "shown_at": said})
    assert mother.status == 200
    assert WORRIES in mother.shown


def test_nothing_is_closed_by_a_pass_that_is_none(
    house: House, mother: Walker, receipt: str
) -> None:
    come_in(mother, receipt)
    for token in ("", "x", mother.fields["token"][:-4]):
        mother.post("messages/close", {"token": token})
        assert mother.status == 400
    mother.post("messages/close", mother.fields, Origin="https://elsewhere.example.org")
    assert mother.status == 400
    assert house.count("mailbox", "shut_at IS NOT NULL") == 0


def test_closing_one_mailbox_closes_no_other(house: House, mother: Walker, receipt: str) -> None:
    mother.send(worries="somebody else's words")
    come_in(mother, receipt)
    close(mother)
    assert house.count("mailbox", "shut_at IS NOT NULL") == 1


def test_a_receipt_that_is_written_down_is_shown_no_more(house: House, mother: Walker) -> None:
    mother.until_check(worries=WORRIES)
    sent = {**mother.fields, "go": "send"}
    receipt = mother.post("contact", sent).receipt
    assert mother.post("contact", sent).receipt == receipt

    noted = {"noted": mother.fields["noted"]}
    assert mother.post("contact/next", noted).leads_to == "/en/contact/next"
    assert mother.post("contact", sent).leads_to == CLOSED
    assert mother.post("contact", {**sent, "worries": "more of it"}).leads_to == CLOSED
    assert house.count("contact") == 1
    come_in(mother, receipt)
    assert "more of it" in mother.shown


@pytest.mark.usefixtures("receipt")
def test_what_the_receipts_page_carries_opens_nothing(mother: Walker) -> None:
    mother.post("messages", {"token": mother.fields["noted"]})
    assert mother.status == 400
    assert WORRIES not in mother.shown


@pytest.mark.parametrize("token", ["", "x"])
def test_whoever_has_written_it_down_goes_on_whatever_the_page_carries(
    mother: Walker, token: str
) -> None:
    assert mother.post("contact/next", {"noted": token}).leads_to == "/en/contact/next"


def test_without_a_database_nobody_is_held_up_after_writing_it_down(
    mother: Walker, receipt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise OperationalError("UPDATE", {}, OSError("the database is gone"))

    noted = {"noted": mother.fields["noted"]}
    monkeypatch.setattr(noting, "shut_mailbox", gone)
    assert mother.post("contact/next", noted).leads_to == "/en/contact/next"
    assert receipt not in mother.page


def back_and_send_again(reader: Somebody) -> None:
    """Back in the browser, and yes to its question whether to send once more."""
    with reader.page.expect_response(lambda answer: answer.request.method == "POST"):
        with suppress(Error):  # a browser that asks first shows a page of its own instead
            reader.page.go_back()
        reader.page.reload()


def shows(reader: Somebody, sentence: str) -> None:
    heading = reader.page.get_by_role("heading", name=reader.called(sentence), exact=True)
    expect(heading).to_be_visible()


@pytest.fixture(params=["with scripts", "without scripts"])
def reader(
    house: House, address: str, chromium: Browser, request: pytest.FixtureRequest
) -> Iterator[Somebody]:
    """Nothing outside is reached."""
    context = chromium.new_context(java_script_enabled=request.param == "with scripts")
    context.route("**wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    yield Somebody(context.new_page(), house, address, "en")
    context.close()


def test_back_in_the_browser_leads_to_no_receipt_that_is_written_down(reader: Somebody) -> None:
    reader.write()
    shows(reader, "Thank you. You have done something that is not easy")
    back_and_send_again(reader)
    shows(reader, "Your messages are closed")


def test_back_in_the_browser_leads_to_no_message_once_they_are_closed(reader: Somebody) -> None:
    reader.write()
    reader.come_back()
    shows(reader, "Your messages")
    reader.page.reload()
    shows(reader, "Your messages")
    reader.press("Close my messages")
    shows(reader, "Your messages are closed")
    back_and_send_again(reader)
    shows(reader, "Your messages are closed")
    assert not reader.reads(WORDS)


def test_the_way_out_closes_an_open_mailbox_where_scripts_run(
    house: House, address: str, open_page: OpenPage, receipt: str
) -> None:
    page = open_page(scripts=True)
    page.context.route("**wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    somebody = Somebody(page, house, address, "en", receipt=receipt)
    somebody.come_back()
    left = page.locator("[name=token]").first.input_value()
    somebody.leave()
    assert eventually(lambda: house.count("mailbox", "shut_at IS NOT NULL") == 1)
    answer = page.request.post(f"{address}/en/messages", form={"token": left}, max_redirects=0)
    assert answer.headers["location"] == CLOSED
