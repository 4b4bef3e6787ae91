"""axe finds nothing on any page, in any language, narrow or wide, light or dark."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from helpline.i18n import LANGUAGES
from tests.house import House
from tests.intake.public.pages import NO_PAGES, NOWHERE, PAGES, pages_of_the_form
from tests.intake.public.seeing import Eyes, Scheme
from tests.intake.public.walker import Walker
from tests.referrals.conftest import Counsellor

WITH_OTHER_LANGUAGES = frozenset({"", "messages", "contact", "receipt", "open"})
"""Where the languages are links, folded links, buttons; where they lead into a mailbox."""


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
    narrow: Scheme = ("light", "dark")[list(LANGUAGES).index(reader.lang) % 2]
    with Eyes(chromium, f"{address}/{reader.lang}/", narrow) as eyes:
        faults = {
            name: found
            for name, html in _every_page(reader, maria)
            if (found := eyes.faults(html, whole=name in WITH_OTHER_LANGUAGES))
        }
    assert faults == {}


def _every_page(reader: Walker, maria: Counsellor) -> Iterator[tuple[str, str]]:
    """All of them, once, with a name."""
    for path in (*PAGES, NOWHERE):
        yield path, reader.open(path).page
    for number, page in enumerate(pages_of_the_form(reader)):
        yield f"page {number} of the form", page
    yield "receipt", page
    receipt = reader.receipt
    yield "no receipt", reader.open_mailbox("1" * 15).page
    maria.hand_on_newest()
    reader.open_mailbox(receipt)
    yield "open", reader.post("messages/phone-code", {"token": reader.fields["token"]}).page
