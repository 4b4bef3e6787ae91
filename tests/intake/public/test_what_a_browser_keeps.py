"""Who reads the browser afterwards, on the same machine, finds where somebody was, and no more."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from helpline.intake.public.words import line_name
from tests.house import House
from tests.intake.public.somebody import (
    ANSWER,
    MORE,
    NUMBER,
    WORDS,
    Somebody,
    is_answered_and_handed_on,
)
from tests.journeys.browsing import Installed
from tests.referrals.conftest import Counsellor

NOBODY_ELSE: Final = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
LISTED: Final = {
    "/",
    *("/en/", "/en/contact", "/en/contact/next", "/en/messages", "/en/messages/closed"),
    *("/en/messages/write", "/en/messages/call", "/en/messages/phone-code"),
    *("/en/messages/delete", "/en/messages/panel/referrals"),
}
"""All that a history may list of a whole way: none says what it is about, or who somebody is."""
TO_OPEN_TABS_AGAIN: Final = "Sessions"
"""A browser keeps there what its open tabs have sent, until they are closed for good. No page can
stop it, and docs/threat-model.md says so."""


def asked_of(profile: Path, file: str, query: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(profile / "Default" / file)) as kept:
        return list(kept.execute(query))


def files_with(profile: Path, word: str) -> set[str]:
    """Where of all that was kept this stands, as browsers write it."""
    forms = (word.encode(), word.encode("utf-16-le"))
    return {
        str(file.relative_to(profile))
        for file in profile.rglob("*")
        if file.is_file()
        and file.parent.name != TO_OPEN_TABS_AGAIN
        and any(form in file.read_bytes() for form in forms)
    }


def whole_way(page: Page, house: House, address: str, maria: Counsellor) -> Somebody:
    reader = Somebody(page, house, address, "en")
    reader.write()
    is_answered_and_handed_on(maria)
    reader.come_back()
    reader.use_the_mailbox()
    return reader


@pytest.fixture
def at_home(installed: Installed, tmp_path: Path) -> BrowserContext:
    return installed.keeping(tmp_path, NOBODY_ELSE)


def test_a_reader_of_the_browsers_history_finds_only_neutral_addresses(
    house: House, address: str, at_home: BrowserContext, tmp_path: Path, maria: Counsellor
) -> None:
    page = at_home.pages[0]
    reader = whole_way(page, house, address, maria)
    assert at_home.storage_state() == {"cookies": [], "origins": []}
    reader.leave()
    steps = at_home.new_cdp_session(page).send("Page.getNavigationHistory")["entries"]
    assert "wikipedia.org" in steps[-1]["url"]
    assert not any(step["url"].endswith(("/exit", "/delete")) for step in steps)
    with suppress(Error):  # the browser asks before it sends a form again
        page.go_back()
    expect(page.locator("body")).not_to_contain_text(WORDS)
    at_home.close()

    with house.public.test_request_context("/en/"):
        name = line_name()
    visited = asked_of(tmp_path, "History", "SELECT url, title FROM urls")
    ours = {url: title for url, title in visited if url.startswith(address)}
    assert f"{address}/en/messages" in ours
    assert {url.rstrip("?") for url in ours} <= {address + path for path in LISTED}
    assert set(ours.values()) <= {name, "", "127.0.0.1"}
    typed = (reader.receipt, WORDS, MORE, ANSWER, NUMBER)
    assert {word: found for word in typed if (found := files_with(tmp_path, word))} == {}
