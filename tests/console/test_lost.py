"""A console that hears nothing says so, in a real browser, and goes on asking."""

import re
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from playwright.sync_api import Page, Route, expect

from helpline import demonstration
from helpline.doors import Role
from helpline.intake.actions.danger import DangerOrigin, DangerWords, declare_danger
from helpline.intake.models import DangerSource
from tests.house import House, inside
from tests.journeys.browsing import OpenPage
from tests.serving import served

RED_BAR: Final = re.compile(r"/red-bar\?poll")
Picture = Callable[[Page, str], None]


@pytest.fixture
def address(house: House) -> Iterator[str]:
    with served(house.staff) as port:
        yield f"http://127.0.0.1:{port}"


def _console(page: Page, address: str) -> Page:
    page.goto(f"{address}/sign-in")
    page.fill("input[name=username]", "maria")
    page.fill("input[name=password]", demonstration.PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(f"{address}/queue")
    return page


def _declare_danger(house: House) -> None:
    with inside(house.staff, Role.SUPPORT):
        declare_danger(
            DangerWords(where="here"), DangerOrigin(source=DangerSource.CONSOLE, language="en")
        )


def _never_answered(_route: Route) -> None:
    """As from a server that hangs."""


def _refused(route: Route) -> None:
    route.fulfill(status=500)


@pytest.mark.parametrize("fails", [_never_answered, _refused])
def test_a_console_that_hears_nothing_says_so_until_it_hears_again(
    house: House, open_page: OpenPage, address: str, fails: Callable[[Route], None]
) -> None:
    page = _console(open_page(), address)
    said = page.get_by_role("status").get_by_text("Whether there is danger cannot be read")
    danger = page.get_by_text("Nobody has accepted it yet.")
    expect(said).to_be_hidden()

    page.route(RED_BAR, fails)
    expect(said).to_be_visible()
    _declare_danger(house)
    expect(danger).to_have_count(0)

    page.unroute(RED_BAR)
    expect(danger).to_be_visible()
    expect(said).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_it_says_then_fits_the_page(
    house: House, open_page: OpenPage, address: str, picture: Picture, language: str
) -> None:
    _declare_danger(house)
    page = _console(open_page(language=language), address)
    page.locator("#lost").evaluate("lost => { lost.hidden = false; }")

    page.set_viewport_size({"width": 360, "height": 800})
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    picture(page, f"lost-{language}")
