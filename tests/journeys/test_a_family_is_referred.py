"""A family is handed on, and what becomes of it comes back (story 8)."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import OpenPage
from tests.journeys.walking import Colleague, Enquirer, press
from tests.readme.reading import ROOT
from tests.readme.words import in_arabic
from tests.running import System

pytestmark = pytest.mark.xdist_group("system")

SERVICE = "Brücke family counselling"
AGREED = ("language", "reason", "reach")
WORDS = {
    "ar": ("ابني يغلق باب غرفته ولا نعرف ما العمل", "يبحثون عن مشورة للأسرة", "تواصلنا مع الأسرة"),
    "en": (
        "My son shuts his door and we are at a loss",
        "They look for family counselling",
        "We have spoken with the family",
    ),
}
SAID_YES = "%(service)s said yes. They will get in touch in the way that you agreed to."
IN_TOUCH = "%(service)s has been in touch for the first time."
TAKEN_BACK = "You have taken it back. What was told can no longer be opened there."
HAS_ENDED = "The handover to %(service)s has ended. They can no longer open what we told them."
CLOSED = (
    "This handover is closed and what was told can no longer be opened. "
    "The family may have taken back their yes, or the handover has ended."
)
DECLINED = "%(service)s cannot help at present. We are looking for somebody else."


@dataclass
class Story:
    """A father, his counsellor, and somebody at a counselling service; all read one language."""

    language: str
    father: Enquirer
    omar: Colleague
    lena: Colleague
    picture: Callable[[Page, str], None]
    today: date
    number: int = field(default_factory=itertools.count(1).__next__)
    """The house is shared with other stories: these words are only this one's."""

    @property
    def worries(self) -> str:
        return f"{WORDS[self.language][0]} ({self.number})"

    @property
    def reason(self) -> str:
        return f"{WORDS[self.language][1]} ({self.number})"

    @property
    def report(self) -> str:
        return WORDS[self.language][2]

    def sentence(self, english: str) -> str:
        words = english if self.language == "en" else in_arabic(english, ROOT)
        return words % {"service": SERVICE}

    def ask_for_help(self) -> None:
        self.father.write(self.worries)
        self.omar.work_at("support")
        self.omar.open_queue()
        self.omar.find("/support/", self.worries)
        self.omar.take()

    def find_a_service(self) -> None:
        """By language, place and need; the one that has all three comes first."""
        page = self.omar.page
        page.locator("a[href$='/referrals']").click()
        page.select_option("[name=need]", "family-counselling")
        page.select_option("[name=language]", self.language)
        page.select_option("[name=place]", "Berlin")
        page.locator("form.find button").click()
        first = self.cards().first
        expect(first).to_contain_text(SERVICE)
        self.picture(page, "services")
        first.locator("a[href*='/consent']").click()

    def cards(self) -> Locator:
        return self.omar.page.locator("ol.sheets > li")

    def record_their_yes(self) -> None:
        """What, to whom, until when."""
        page = self.omar.page
        assert date.fromisoformat(page.input_value("[name=until]")) > self.today
        for code in AGREED:
            page.check(f"input[name=what][value={code}]")
        page.check("input[name=how][value=mailbox]")
        page.check("input[name=said_yes]")
        self.picture(page, "consent")
        page.locator("main form.writing button").click()

    def hand_over(self) -> None:
        """No more than they agreed to; seen first as the partner will read it."""
        page = self.omar.page
        assert page.locator("main textarea[name=name]").count() == 0
        page.fill("[name=reason]", self.reason)
        page.fill("[name=reach]", "+49 30 23125 166")
        self.picture(page, "package")
        press(page, "preview")
        expect(page.locator("main")).to_contain_text(self.reason)
        expect(page.locator("main")).not_to_contain_text(self.worries)
        self.picture(page, "preview")
        press(page, "send")
        self.picture(page, "handed-over")

    def refer(self) -> None:
        self.ask_for_help()
        self.find_a_service()
        self.record_their_yes()
        self.hand_over()

    def open_handover(self) -> Locator:
        self.lena.page.goto(self.lena.face)
        self.picture(self.lena.page, "handovers")
        self.lena.find("/handovers/", self.reason)
        return self.lena.page.locator("main")

    def answer(self, step: str, words: str = "") -> None:
        """One of the partner's steps; opened first where it is folded."""
        form = self.lena.page.locator(f"form[action$='/{step}']")
        if not form.is_visible():
            self.lena.page.locator(f"details:has(form[action$='/{step}']) summary").click()
        form.locator("textarea").fill(words)
        form.locator("button").click()

    def read_mailbox(self) -> Locator:
        self.father.come_back()
        return self.father.page.locator("main")


@pytest.fixture
def tell(
    system: System, open_page: OpenPage, picture: Callable[[Page, str], None]
) -> Callable[[str], Story]:
    def tell(language: str) -> Story:
        return Story(
            language,
            Enquirer(open_page(language=language, scripts=False, wide=False), system, language),
            Colleague(open_page(language=language), system.staff, "omar"),
            Colleague(open_page(language=language), system.partner, "lena"),
            picture,
            system.advance(timedelta(0)).date(),
        )

    return tell


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_family_is_handed_on_and_reads_in_the_mailbox_what_comes_of_it(
    tell: Callable[[str], Story], language: str
) -> None:
    story = tell(language)
    story.refer()

    handover = story.open_handover()
    expect(handover).not_to_contain_text(story.worries)
    story.picture(story.lena.page, "handover")
    story.answer("accept")
    expect(story.read_mailbox()).to_contain_text(story.sentence(SAID_YES))
    story.picture(story.father.page, "accepted")

    story.answer("first-contact", story.report)
    story.picture(story.lena.page, "first-contact")
    expect(story.read_mailbox()).to_contain_text(story.sentence(IN_TOUCH))
    expect(story.father.page.locator("main")).not_to_contain_text(story.report)
    story.omar.page.reload()
    expect(story.omar.page.locator("main")).to_contain_text(story.report)
    story.picture(story.omar.page, "reported")


def test_a_yes_that_is_taken_back_closes_the_partners_page(tell: Callable[[str], Story]) -> None:
    story = tell("ar")
    story.refer()
    handover = story.open_handover()

    mailbox = story.read_mailbox()
    mailbox.locator("button[name=withdraw]").click()
    expect(mailbox).to_contain_text(story.sentence(TAKEN_BACK))
    expect(mailbox).to_contain_text(story.sentence(HAS_ENDED))
    story.picture(story.father.page, "taken-back")

    story.lena.page.reload()
    expect(handover).to_contain_text(story.sentence(CLOSED))
    expect(handover).not_to_contain_text(story.reason)
    story.picture(story.lena.page, "closed")


def test_a_decline_needs_a_reason_and_comes_back(tell: Callable[[str], Story]) -> None:
    story = tell("en")
    story.refer()
    handover = story.open_handover()

    story.answer("decline", "Ask again in spring")
    expect(handover).to_contain_text("Please choose one.")
    story.picture(story.lena.page, "no-reason")
    handover.locator("input[name=reason][value=full]").check()
    handover.locator("form[action$='/decline'] button").click()

    expect(story.read_mailbox()).to_contain_text(story.sentence(DECLINED))
    story.omar.page.reload()
    back = story.omar.page.locator("main")
    expect(back).to_contain_text("Declined: We have no free place")
    expect(back).to_contain_text("Ask again in spring")
    expect(story.cards().filter(has_text=SERVICE)).to_contain_text("Declined")
    expect(story.cards().last.locator("a").first).to_be_visible()
    story.picture(story.omar.page, "declined")
