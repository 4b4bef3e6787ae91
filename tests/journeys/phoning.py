"""A colleague whose phone is in the browser: one tab of the console, and the phone's own window."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.browsing import PATIENCE_MS
from tests.journeys.walking import Colleague


class AtThePhone:
    """Signed in at a desk, with the browser chosen; the phone is still off."""

    def __init__(self, context: BrowserContext, face: str, username: str, desk: str) -> None:
        context.set_default_timeout(PATIENCE_MS)
        self.page = context.new_page()
        self.colleague = Colleague(self.page, face, username)
        self.colleague.work_at(desk)
        self.face = face
        self.choose("browser")
        self.window = self._opened()

    def choose(self, where: str) -> None:
        """Nothing is offered that was chosen already."""
        self.page.goto(self.face)
        offered = self.page.locator(f"main button[name=rings][value={where}]")
        if offered.count():
            offered.click()

    def _opened(self) -> Page:
        self.page.goto(f"{self.face}/queue")
        with self.page.context.expect_page() as opened:
            self.page.locator("[data-open]").click()
        return opened.value

    def turn_on(self) -> None:
        self.window.locator("[data-deed=turn-on]").click()

    def is_ready(self) -> None:
        self.says("ready")

    def says(self, *states: str) -> None:
        """In its own window, and in the bar of the page."""
        for page in (self.window, self.page):
            expect(page.locator("[data-phone]")).to_have_attribute("data-state", " ".join(states))

    def press(self, deed: str, *, on: Page | None = None) -> None:
        (on or self.page).locator(f"[data-phone] [data-deed={deed}]").click()
