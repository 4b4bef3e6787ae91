"""A call in a real browser, from the ring to the handover: consult, three together, leave."""

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from helpline.providers.practice.remote import Remote
from tests.journeys.browsing import PICTURES
from tests.journeys.phoning import AtThePhone
from tests.running import System, eventually

pytestmark = pytest.mark.xdist_group("ringing")

FATHER: Final = "+12025550143"
POLICE: Final = "+493023125110"
LANGUAGES: Final = ("en", "ar") if PICTURES else ("en",)
"""The console's. One is enough to try it; pictures are looked at in both directions."""
NOTE: Final = "He says his son left this morning and took his passport."
Picture = Callable[[Page, str], None]


@pytest.fixture
def line(ringing: System) -> Iterator[Remote]:
    line = Remote(ringing.practice)
    line.set_habit(POLICE, "answer", keys="1")
    yield line
    line.set_habit(POLICE, "wait")
    for call in line.get("calls")["calls"]:
        if not call["over"]:
            line.hang_up(call["sid"])


@pytest.fixture(params=LANGUAGES)
def context(
    chromium_with_microphone: Browser, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    context = chromium_with_microphone.new_context(locale=request.param)
    yield context
    context.close()


@pytest.fixture
def omar(context: BrowserContext, ringing: System) -> AtThePhone:
    omar = AtThePhone(context, ringing.staff, "omar", "support")
    omar.turn_on()
    omar.is_ready()
    return omar


def members(line: Remote, call: str) -> set[str]:
    """Who is in the conference with the caller."""
    return {one["to"] for one in line.call(call).get("members", [])} - {"+493023125100"}


def deed(page: Page, name: str) -> Locator:
    return page.locator(f"#talk-{name}")


def takes_the_call(omar: AtThePhone, picture: Picture) -> None:
    """And opens its contact from the phone."""
    omar.says("ringing")
    picture(omar.page, "1-rings")
    picture(omar.window, "1-rings-window")
    omar.press("answer")
    omar.says("talking")
    omar.page.locator("[data-phone] [data-page]").click()
    omar.colleague.note(NOTE)
    expect(deed(omar.page, "hold")).to_be_visible()
    picture(omar.page, "2-talks")


def puts_the_caller_on_hold(page: Page, picture: Picture) -> None:
    deed(page, "hold").click()
    expect(deed(page, "unhold")).to_be_visible()
    picture(page, "3-holds")


def speaks_with_the_police_first(page: Page, picture: Picture) -> None:
    deed(page, "bring-summary").click()
    deed(page, "third").select_option(value="police:police")
    deed(page, "agreed-yes").check()
    picture(page, "4-chooses")
    deed(page, "consult").click()
    expect(deed(page, "together")).to_be_visible()
    picture(page, "5-consults")


def brings_all_together_and_leaves(page: Page, picture: Picture) -> None:
    deed(page, "together").click()
    expect(deed(page, "leave")).to_be_visible()
    picture(page, "6-three-together")
    deed(page, "leave").click()


def test_a_father_is_handed_over_to_the_police_by_a_handler_who_leaves(
    line: Remote, omar: AtThePhone, picture: Picture
) -> None:
    call = line.call_in(FATHER, language="ar", keys="1")
    takes_the_call(omar, picture)
    puts_the_caller_on_hold(omar.page, picture)
    speaks_with_the_police_first(omar.page, picture)
    brings_all_together_and_leaves(omar.page, picture)

    omar.is_ready()
    assert eventually(lambda: members(line, call) == {POLICE})
    assert not line.call(call)["over"]
    omar.page.reload()
    expect(omar.page.locator("main")).to_contain_text(NOTE)
    picture(omar.page, "7-left")
    assert FATHER not in omar.page.content()
