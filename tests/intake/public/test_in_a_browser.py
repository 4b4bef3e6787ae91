"""The public pages in a real browser: axe finds nothing, nothing scrolls sideways."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from helpline.i18n import gettext, speaking
from tests.house import House

PAGES = (
    *("", "what-happens", "signs", "about", "accessibility", "privacy"),
    *("messages", "messages/closed", "contact/next", "contact?view=short"),
)
NAME_OF_FOCUS = """() => {
  const it = document.activeElement;
  return (it.labels && it.labels.length ? it.labels[0] : it).innerText.trim();
}"""
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def look_at(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []
    assert not page.evaluate(TOO_WIDE)


def _go_on(page: Page) -> None:
    page.locator(".ways button").first.click()
    look_at(page)


def _walk_to_the_receipt(page: Page) -> str:
    page.click("button[value=yes]")
    look_at(page)
    page.fill("#where", "x" * 300)
    page.click("button[value=now]")
    for _page in ("notice", "wish", "words"):
        _go_on(page)
    page.fill("#worries", "y" * 10_001)
    _go_on(page)
    assert page.locator("[role=alert] a").get_attribute("href") == "#worries"
    page.fill("#worries", "z" * 200)
    _go_on(page)
    page.check("#reach-2")
    _go_on(page)
    page.fill("#number", "030 23125 001")
    page.press("#number", "Enter")
    assert page.locator("input[name=step]").input_value() == "check"
    _go_on(page)
    return page.locator(".receipt").inner_text()


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("de", "dark"), ("ar", "dark")])
def test_every_page_on_the_way_is_accessible_on_a_small_screen(
    address: str, chromium: Browser, lang: str, scheme: Literal["light", "dark"]
) -> None:
    page = chromium.new_page(
        viewport={"width": 320, "height": 640},
        color_scheme=scheme,
        bypass_csp=True,
    )
    for path in PAGES:
        page.goto(f"{address}/{lang}/{path}")
        look_at(page)
    page.goto(f"{address}/{lang}/contact")
    receipt = _walk_to_the_receipt(page)
    page.goto(f"{address}/{lang}/messages")
    page.fill("#receipt", receipt)
    page.press("#receipt", "Enter")
    for folded in page.locator("summary").all():
        folded.click()
    look_at(page)
    page.close()


@pytest.mark.parametrize(("path", "most"), [("", 30_000), *((path, 40_000) for path in PAGES[1:])])
def test_every_page_is_light_enough_for_an_old_phone(
    address: str, chromium: Browser, path: str, most: int
) -> None:
    """Bytes, with style, script and icon, nothing of it kept from before."""
    sizes: list[int] = []
    page = chromium.new_page()
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(f"{address}/ar/{path}", wait_until="networkidle")
    assert len(sizes) >= 3
    assert sum(sizes) < most
    page.close()


def test_three_times_shift_leaves_and_leaves_no_step_back(address: str, chromium: Browser) -> None:
    page = chromium.new_page()
    page.route("**/en/exit", lambda route: route.fulfill(body="elsewhere"))
    page.goto(f"{address}/en/")
    steps = page.evaluate("history.length")
    for _time in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/en/exit")
    assert page.evaluate("history.length") == steps
    page.close()


KEYED = (
    *("No", "Continue", "I want help for us, with someone close to me", "Continue"),
    *(
        "What worries you? = My brother.",
        "Continue",
        "Only here: I come back and read the answer",
        "Continue",
    ),
    "Send",
)
"""What is gone to and pressed, and after the sign what is typed there."""


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_whole_form_can_be_filled_with_the_keyboard_alone(
    house: House, address: str, chromium: Browser, lang: str
) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{address}/{lang}/contact")
    for keyed in KEYED:
        name, _, words = keyed.partition(" = ")
        with house.public.app_context(), speaking(lang):
            _tab_to(page, gettext(name))
        if words:
            page.keyboard.type(words)
        elif _is_option(page):
            page.keyboard.press("Space")
        else:
            with page.expect_navigation():
                page.keyboard.press("Enter")
    page.wait_for_selector(".receipt")
    assert len(page.locator(".receipt").inner_text().split()) == 4
    page.close()


def _tab_to(page: Page, name: str) -> None:
    """Where the keyboard leads, one stop after the other; each must be seen to have the focus."""
    seen = []
    for _stop in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(NAME_OF_FOCUS))
        if seen[-1] == name:
            outline = page.locator(":focus").evaluate("it => getComputedStyle(it).outlineStyle")
            assert outline != "none", name
            return
    raise AssertionError((name, seen))


def _is_option(page: Page) -> bool:
    kind = page.locator(":focus").get_attribute("type")
    return kind in {"radio", "checkbox"}
