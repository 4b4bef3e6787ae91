"""Somebody at a real browser who knows what a page offers by its names alone, in any language."""

from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page

from helpline.i18n import gettext, speaking
from tests.house import House
from tests.referrals.conftest import Counsellor

OWN_DIGITS: Final = {"ar": "٠١٢٣٤٥٦٧٨٩", "fa": "۰۱۲۳۴۵۶۷۸۹", "ur": "۰۱۲۳۴۵۶۷۸۹"}
WORDS: Final = "zilpzalp-worries"
MORE: Final = "zilpzalp-more"
ANSWER: Final = "zilpzalp-answer"
NUMBER: Final = "030 23125 001"


@dataclass
class Somebody:
    """Presses and fills what has this name, as a screen reader would find it."""

    page: Page
    house: House
    address: str
    lang: str
    receipt: str = ""

    def called(self, sentence: str, **names: object) -> str:
        with self.house.public.app_context(), speaking(self.lang):
            return gettext(sentence, **names)

    def press(self, sentence: str) -> None:
        self.page.get_by_role("button", name=self.called(sentence), exact=True).click()

    def choose(self, sentence: str) -> None:
        self.page.get_by_label(self.called(sentence), exact=True).check()

    def fill(self, sentence: str, words: str) -> None:
        self.page.get_by_label(self.called(sentence), exact=True).fill(words)

    def follow(self, sentence: str) -> None:
        self.page.get_by_role("link", name=self.called(sentence), exact=True).click()

    def unfold(self, sentence: str) -> None:
        name = self.called(sentence)
        self.page.locator("summary").filter(has_text=name).click()

    def reads(self, sentence: str) -> bool:
        return self.called(sentence) in self.page.inner_text("main")

    def write(self) -> None:
        """From the first page to the receipt, which is written down."""
        self.page.goto(f"{self.address}/{self.lang}/")
        self.press("No")
        self.press("Continue")
        self.choose("I want help for us, with someone close to me")
        self.press("Continue")
        self.fill("What worries you?", WORDS)
        self.press("Continue")
        self.choose("Only here: I come back and read the answer")
        self.press("Continue")
        self.press("Send")
        self.receipt = "".join(self.page.locator(".receipt").inner_text().split())
        self.press("I have written it down")

    def leave(self) -> None:
        with self.page.expect_request(lambda asked: asked.url.endswith(".wikipedia.org/")):
            self.follow("Leave this site now")

    def come_back(self) -> None:
        """With nothing but the receipt, in the digits of one's own keyboard."""
        self.page.goto(f"{self.address}/{self.lang}/")
        self.follow("You have a receipt? Read your messages")
        digits = str.maketrans("0123456789", OWN_DIGITS.get(self.lang, "0123456789"))
        self.fill("Your receipt: 16 digits", self.receipt.translate(digits))
        self.press("Open my messages")

    def use_the_mailbox(self) -> None:
        """Answers, takes a yes back, asks for a call and at last for deletion."""
        assert {WORDS, ANSWER} <= set(self.page.inner_text("main").split())
        self.fill("Write to us", MORE)
        self.press("Send")
        assert MORE in self.page.inner_text("main").split()
        self.press("Take it back")
        assert self.reads("You have taken it back. What was told can no longer be opened there.")
        self.unfold("Ask for a call")
        self.fill("Your phone number", NUMBER)
        self.press("Ask for a call")
        assert self.reads("We know that you want to be called. Here you can read whether it works.")
        self.press("Show me a code")
        assert self.reads("Your code for the phone:")
        self.unfold("Delete everything")
        self.choose("Yes, delete everything that I told you. It cannot be brought back.")
        self.press("Delete everything")
        assert self.reads("We have your wish. What you told us will be deleted.")


def is_answered_and_handed_on(maria: Counsellor) -> None:
    maria.answer_newest(ANSWER)
    maria.hand_on_newest()
