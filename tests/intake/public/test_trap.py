"""The field that machines fill in, in a real browser."""

from playwright.sync_api import Browser

from helpline.intake.public import flooding


def test_nobody_sees_or_reaches_the_field_for_machines(address: str, chromium: Browser) -> None:
    """With our stylesheet and without it."""
    page = chromium.new_page()
    for without in (False, True):
        if without:
            page.route("**/public.css", lambda route: route.abort())
        page.goto(f"{address}/en/contact")
        page.click("button[value=no]")
        for _page in ("notice", "wish", "words", "reach"):
            page.locator(".ways button").first.click()
        assert page.locator("button[value=send]").is_visible()
        trap = page.locator(f"input[name={flooding.TRAP}]")
        assert not trap.is_visible()
        assert trap.evaluate("it => { it.focus(); return document.activeElement !== it }")
        assert flooding.TRAP not in page.locator("main").aria_snapshot()
    page.close()
