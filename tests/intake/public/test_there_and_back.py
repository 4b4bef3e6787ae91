"""A whole way in a real browser, by names alone: write, leave, come back, read, answer, end it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.house import House
from tests.intake.public.somebody import Somebody, is_answered_and_handed_on
from tests.referrals.conftest import Counsellor


@pytest.fixture(params=["with scripts", "without scripts"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Of an old phone; nothing outside is reached."""
    scripts = request.param == "with scripts"
    context = chromium.new_context(
        java_script_enabled=scripts, viewport={"width": 360, "height": 640}
    )
    context.route("**wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("lang", ["en", "ar", "so", "fi"])
def test_who_wrote_comes_back_is_answered_and_may_end_it(
    house: House, address: str, page: Page, maria: Counsellor, lang: str
) -> None:
    reader = Somebody(page, house, address, lang)
    reader.write()
    reader.leave()
    expect(page.locator("body")).to_have_text("elsewhere")
    is_answered_and_handed_on(maria)

    reader.come_back()
    reader.use_the_mailbox()
    assert page.context.cookies() == []

    reader.press("Close my messages")
    assert reader.reads("Your messages are closed")
    assert house.count("consent", "withdrawn_at IS NOT NULL") == 1
    assert house.count("mailbox", "deletion_asked_at IS NOT NULL") == 1
