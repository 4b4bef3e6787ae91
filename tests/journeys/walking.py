"""How people of the stories use the pages: by what a page offers, in any language."""

import re
from typing import Final

from playwright.sync_api import Locator, Page, expect

from helpline import demonstration
from tests.running import System

RECEIPT: Final = re.compile(r"[1-9]{4}\s[1-9]{4}\s[1-9]{4}\s[1-9]{4}")


def press(page: Page, value: str) -> None:
    """The visible button of this meaning."""
    page.locator(f"button[value='{value}']:not(.unseen)").first.click()


class Enquirer:
    """Somebody outside with a browser and, later, sixteen digits on a slip of paper."""

    def __init__(self, page: Page, system: System, language: str) -> None:
        self.page = page
        self.language = language
        self.address = f"{system.public}/{language}"
        self.receipt = ""

    def write(self, worries: str) -> None:
        """From the first page to the receipt, about somebody close."""
        self.begin()
        self.say_nobody_is_in_danger()
        self.choose("someone_close")
        self.tell(worries)
        self.want_answers_here()
        self.send()

    def begin(self) -> None:
        self.page.goto(f"{self.address}/contact")

    def say_nobody_is_in_danger(self) -> None:
        press(self.page, "no")
        press(self.page, "next")  # past the notice

    def choose(self, wish: str) -> None:
        self.page.check(f"input[name=wish][value={wish}]")
        press(self.page, "next")

    def tell(self, worries: str) -> None:
        self.page.fill("textarea[name=worries]", worries)
        press(self.page, "next")

    def want_answers_here(self) -> None:
        self.page.check("input[name=reach][value=mailbox]")
        press(self.page, "next")

    def send(self) -> str:
        press(self.page, "send")
        found = RECEIPT.search(self.page.inner_text("main"))
        assert found is not None
        self.receipt = " ".join(found.group().split())
        return self.receipt

    def come_back(self) -> None:
        """With nothing but the receipt."""
        self.page.goto(f"{self.address}/messages")
        self.page.fill("input[name=receipt]", self.receipt)
        self.page.locator("form:has(input[name=receipt]) button:not(.unseen)").click()

    def write_more(self, words: str) -> None:
        self.page.fill("textarea[name=words]", words)
        self.page.locator("form:has(textarea[name=words]) button").last.click()


class Colleague:
    """Somebody who works here."""

    def __init__(self, page: Page, face: str, username: str) -> None:
        self.page = page
        self.face = face
        self.page.goto(f"{face}/sign-in")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", demonstration.PASSWORD)
        self.page.locator("form:has(input[name=password]) button").click()

    def work_at(self, desk: str) -> None:
        self.page.locator(f"button[value={desk}]").click()

    def open_queue(self) -> Locator:
        self.page.goto(f"{self.face}/queue")
        return self.page.locator("main")

    def open_contact(self, reference: str) -> None:
        self.page.get_by_role("link", name=reference).first.click()

    def find(self, links: str, words: str) -> None:
        """Open one after the other, the newest first, until a page says this."""
        found = self.page.locator(f"main a[href*='{links}']").all()
        for address in [link.get_attribute("href") for link in found][::-1]:
            self.page.goto(f"{self.face}{address}")
            if words in self.page.inner_text("main"):
                return
        raise AssertionError(f"no page of {len(found)} says {words!r}")

    def take(self) -> None:
        self.page.locator("form[action$='/take'] button").click()

    def reply(self, words: str) -> None:
        self.page.fill("form[action$='/replies'] textarea", words)
        self.page.locator("form[action$='/replies'] button").last.click()
        expect(self.page.locator("main")).to_contain_text(words)

    def note(self, words: str) -> None:
        self.page.fill("form[action$='/notes'] textarea", words)
        self.page.locator("form[action$='/notes'] button").last.click()
        expect(self.page.locator("main")).to_contain_text(words)
