"""axe finds nothing on any page, in any language, narrow or wide, light or dark."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from helpline.i18n import LANGUAGES
from tests.house import House
from tests.intake.public.pages import NO_PAGES, NOWHERE, PAGES, open_mailbox, pages_of_the_form
from tests.intake.public.seeing import Eyes
from tests.intake.public.walker import Walker
from tests.referrals.conftest import Counsellor


def test_no_public_page_is_forgotten(house: House) -> None:
    asked = {
        rule.endpoint
        for rule in house.public.url_map.iter_rules()
        if "lang" in rule.arguments and "GET" in (rule.methods or ())
    }
    assert asked == set(PAGES.values()) | NO_PAGES.keys()


@pytest.fixture(params=LANGUAGES)
def reader(public: FlaskClient, request: pytest.FixtureRequest) -> Walker:
    return Walker(public, request.param)


def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    reader: Walker, maria: Counsellor, address: str, chromium: Browser
) -> None:
    with Eyes(chromium, f"{address}/{reader.lang}/") as eyes:
        faults = {
            name: found for name, html in _every_page(reader, maria) if (found := eyes.faults(html))
        }
    assert faults == {}


def test_words_that_axe_cannot_judge_are_a_fault(
    public: FlaskClient, address: str, chromium: Browser
) -> None:
    page = Walker(public, "en").open("privacy").page
    unclear = page.replace("<h1", "<h1 style='background: linear-gradient(red, white)'")
    with Eyes(chromium, f"{address}/en/") as eyes:
        found = eyes.faults(unclear)
    assert {fault[2] for fault in found} == {"color-contrast"}


def _every_page(reader: Walker, maria: Counsellor) -> Iterator[tuple[str, str]]:
    """All of them, once, with a name."""
    for path in (*PAGES, NOWHERE):
        yield path, reader.open(path).page
    for number, page in enumerate(pages_of_the_form(reader)):
        yield f"page {number} of the form", page
    receipt = reader.receipt
    yield "no receipt", reader.open_mailbox("1" * 15).page
    yield "open", open_mailbox(reader, receipt, maria)
