"""The receipt is kept as its reader likes: on paper, as a file; nothing says what it is for."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.house import House
from tests.intake.public.walker import Walker


@pytest.mark.parametrize("runs_scripts", [True, False])
def test_the_digits_alone_are_saved_and_printed(
    address: str, chromium: Browser, *, runs_scripts: bool
) -> None:
    page = chromium.new_page(java_script_enabled=runs_scripts)
    page.goto(f"{address}/en/contact?view=short")
    page.check("#danger-2")
    page.click(".ways button")
    digits = page.locator(".receipt").inner_text().split()
    assert len("".join(digits)) == 16

    with page.expect_download() as download:
        page.click("a[download]")
    assert download.value.suggested_filename == "note.txt"
    assert Path(download.value.path()).read_text() == " ".join(digits)

    page.emulate_media(media="print")
    shown = [each for each in page.locator("body *").all() if each.is_visible()]
    assert " ".join(shown[0].inner_text().split()) == " ".join(digits)
    assert {each.evaluate("it => it.tagName") for each in shown} == {"MAIN", "P", "SPAN"}
    page.close()


def test_the_mailbox_shows_when_it_was_received_and_each_message_written(
    house: House, mother: Walker
) -> None:
    mother.open_mailbox(mother.send(worries="hello"))
    assert "Received on " in mother.shown
    assert mother.page.count("<time>") == 1
