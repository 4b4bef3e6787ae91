"""The public pages in a real browser: light, left in a moment, and used without a mouse."""

from typing import Final

import pytest
from playwright.sync_api import Browser, Page, Response

from helpline.i18n import gettext, speaking
from tests.house import House
from tests.intake.public.pages import PAGES
from tests.intake.public.walker import Walker
from tests.referrals.conftest import Counsellor

NAME_OF_FOCUS = """() => {
  const it = document.activeElement;
  return (it.labels && it.labels.length ? it.labels[0] : it).innerText.trim();
}"""


@pytest.mark.parametrize(
    ("path", "most"), [("", 30_000), *((path, 40_000) for path in PAGES if path)]
)
def test_every_page_is_light_enough_for_an_old_phone(
    address: str, chromium: Browser, path: str, most: int
) -> None:
    """Bytes, with style, script and icon, nothing of it kept from before."""
    answers: list[Response] = []
    page = chromium.new_page()
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  (playwright marks it)
    page.goto(f"{address}/ar/{path}", wait_until="networkidle")
    sizes = [len(answer.body()) for answer in answers]
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
DELETED: Final = (
    "Delete everything",  # which unfolds
    "Yes, delete everything that I told you. It cannot be brought back.",
    "Delete everything",
)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_whole_form_can_be_filled_with_the_keyboard_alone(
    house: House, address: str, chromium: Browser, lang: str
) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{address}/{lang}/contact")
    _key(page, house, lang, KEYED)
    page.wait_for_selector(".receipt")
    assert len(page.locator(".receipt").inner_text().split()) == 4
    page.close()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_mailbox_can_be_used_with_the_keyboard_alone(
    house: House, address: str, chromium: Browser, maria: Counsellor, lang: str
) -> None:
    receipt = Walker(house.public.test_client(), lang).send(wish="someone_close", reach="mailbox")
    maria.answer_newest("We are here.")
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{address}/{lang}/messages")
    _key(page, house, lang, (f"Your receipt: 16 digits = {receipt}", "Open my messages"))
    assert "We are here." in page.inner_text("main")
    _key(page, house, lang, ("Write to us = He is at home.", "Send"))
    assert "He is at home." in page.inner_text("main")
    _key(page, house, lang, DELETED)
    assert house.count("mailbox", "deletion_asked_at IS NOT NULL") == 1
    page.close()


def _key(page: Page, house: House, lang: str, all_keyed: tuple[str, ...]) -> None:
    for keyed in all_keyed:
        name, _, words = keyed.partition(" = ")
        with house.public.app_context(), speaking(lang):
            _tab_to(page, gettext(name))
        if words:
            page.keyboard.type(words)
        elif _is_option(page) or _is_folded(page):
            page.keyboard.press("Space")
        else:
            with page.expect_navigation():
                page.keyboard.press("Enter")


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


def _is_folded(page: Page) -> bool:
    return bool(page.locator(":focus").evaluate("it => it.tagName === 'SUMMARY'"))
