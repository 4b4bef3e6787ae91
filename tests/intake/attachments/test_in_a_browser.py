"""A photo chosen in a real browser without scripts, received, and seen by a counsellor."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from helpline import demonstration
from tests.house import House
from tests.intake.attachments import samples
from tests.intake.attachments.conftest import only
from tests.serving import served

HOW_WIDE = "picture => picture.decode().then(() => picture.naturalWidth)"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "my-son.jpg"
    file.write_bytes(samples.photo(size=(640, 480)))
    return file


@pytest.fixture
def address(house: House) -> Iterator[str]:
    with served(house.public) as port:
        yield f"http://127.0.0.1:{port}"


def test_a_photo_is_chosen_without_scripts_and_seen_at_the_desk(
    house: House, address: str, chromium: Browser, photo: Path
) -> None:
    page = chromium.new_page(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(f"{address}/en/contact")
    page.click("button[value=no]")
    while page.locator("input[name=step]").input_value() != "check":
        page.locator(".ways button").first.click()
    page.set_input_files("input[name=files]", photo)
    page.locator(".ways button").first.click()
    expect(page.locator("main")).to_contain_text("We have")
    page.close()
    _is_seen(house, chromium)


def _is_seen(house: House, chromium: Browser) -> None:
    contact, sent = only(house)
    page = chromium.new_page()
    with served(house.staff) as port:
        page.goto(f"http://localhost:{port}/sign-in?next=/support/{contact}")
        page.fill("input[name=username]", "omar")
        page.fill("input[name=password]", demonstration.PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(f"**/support/{contact}")
        assert not house.count("audit_entry", "action = 'attachment.opened'")
        page.locator(f"#sent-{sent} summary").click()
        picture = page.locator(f"#sent-{sent} img")
        assert picture.evaluate(HOW_WIDE) == 480
        page.close()
