"""A session that ends while somebody writes, in a real browser: nothing of it is lost."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from helpline import demonstration
from tests.contacts import Arrive
from tests.house import House
from tests.journeys.browsing import OpenPage
from tests.serving import served

HALF = "Half of an ans"
ENDED = "Your session has ended"
SIGN_IN = re.compile("/sign-in")
IDLE = timedelta(minutes=31)


@pytest.fixture
def page(house: House, contact: Arrive, open_page: OpenPage) -> Iterator[Page]:
    """A contact's page, open in a browser."""
    father, page = contact("support"), open_page()
    with served(house.staff) as port:
        page.goto(f"http://localhost:{port}/sign-in?next=/support/{father}")
        page.fill("input[name=username]", "omar")
        page.fill("input[name=password]", demonstration.PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(f"**/support/{father}")
        yield page


def test_what_is_half_typed_stays_where_a_session_ends(
    page: Page, move_clock: Callable[[timedelta], None]
) -> None:
    page.fill("#reply-words", HALF)

    move_clock(IDLE)

    page.get_by_text(ENDED).wait_for()
    expect(page.locator("#reply-words")).to_have_value(HALF)

    page.locator("form", has=page.locator("#reply-words")).get_by_role("button").first.click()
    expect(page.get_by_label("Your words")).to_have_value(HALF)


def test_a_page_without_typed_words_goes_where_a_session_ends(
    page: Page, move_clock: Callable[[timedelta], None]
) -> None:
    move_clock(IDLE)

    expect(page).to_have_url(SIGN_IN)


def test_a_way_out_that_leads_nowhere_is_tried_once_and_hides_no_silence(
    page: Page, move_clock: Callable[[timedelta], None]
) -> None:
    tried = []

    def nowhere(route: Route) -> None:
        tried.append(route)
        route.fulfill(status=204)

    page.route("**/support/*", nowhere)
    move_clock(IDLE)

    expect(page.get_by_text("Whether there is danger cannot be read")).to_be_visible()
    assert len(tried) == 1
