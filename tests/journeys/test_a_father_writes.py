"""A written contact finds a counsellor, and comes back (stories 2 and 3)."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import OpenPage
from tests.journeys.walking import Colleague, Enquirer
from tests.running import System

pytestmark = pytest.mark.xdist_group("system")

WORDS = {
    "ar": ("ابني لم يعد يتكلم معنا", "نحن هنا، أخبرونا أكثر", "شكرا، سأعود غدا"),
    "en": (
        "My son no longer talks to us",
        "We are here, tell us more",
        "Thank you, I will be back",
    ),
    "de": ("Mein Sohn spricht nicht mehr mit uns", "Wir sind da, erzählen Sie mehr", "Danke"),
}
Picture = Callable[[Page, str], None]


@dataclass
class Story:
    """A father with a small screen, with or without scripts, and the counsellor who has him."""

    father: Enquirer
    omar: Colleague
    picture: Picture

    def write(self, worries: str) -> None:
        page = self.father.page
        self.father.begin()
        expect(page.locator("main")).to_contain_text("112")
        self.picture(page, "danger-first")
        self.father.say_nobody_is_in_danger()
        self.picture(page, "wish")
        self.father.choose("someone_close")
        self.father.tell(worries)
        self.picture(page, "reach")
        self.father.want_answers_here()
        self.picture(page, "check")
        self.father.send()
        self.picture(page, "receipt")

    def answer(self, worries: str, answer: str) -> None:
        self.omar.work_at("support")
        self.omar.open_queue()
        self.picture(self.omar.page, "queue")
        self.omar.find("/support/", worries)
        self.omar.take()
        self.omar.note(f"noted {answer}")
        self.omar.reply(answer)
        self.picture(self.omar.page, "contact")

    def come_back(self) -> Locator:
        self.father.come_back()
        self.picture(self.father.page, "mailbox")
        return self.father.page.locator("main")


@pytest.fixture(params=["ar without scripts", "en with scripts", "de without scripts"])
def story(
    system: System, open_page: OpenPage, picture: Picture, request: pytest.FixtureRequest
) -> Story:
    language, scripts = request.param[:2], "without" not in request.param
    phone = open_page(language=language, scripts=scripts, wide=False)
    omar = Colleague(open_page(language=language), system.staff, "omar")
    return Story(Enquirer(phone, system, language), omar, picture)


def test_a_father_writes_comes_back_and_is_answered(story: Story) -> None:
    language = story.father.language
    worries, answer, thanks = WORDS[language]
    story.write(worries)
    direction = "rtl" if language == "ar" else "ltr"
    expect(story.father.page.locator("html")).to_have_attribute("dir", direction)
    assert story.father.page.context.cookies() == []

    story.answer(worries, answer)

    mailbox = story.come_back()
    expect(mailbox).to_contain_text(worries)
    expect(mailbox).to_contain_text(answer)
    expect(mailbox).not_to_contain_text(f"noted {answer}")
    story.father.write_more(thanks)
    expect(mailbox).to_contain_text(thanks)
    story.omar.page.reload()
    expect(story.omar.page.locator("main")).to_contain_text(thanks)


def test_a_new_contact_appears_in_the_queue_without_reloading(
    system: System, open_page: OpenPage
) -> None:
    maria = Colleague(open_page(), system.staff, "maria")
    maria.work_at("support")
    queue = maria.open_queue()
    expect(queue).to_be_visible()
    before = queue.locator("tbody tr").count()

    mother = Enquirer(open_page(scripts=False), system, "en")
    mother.write("We do not know what to do")

    expect(queue.locator("tbody tr")).to_have_count(before + 1)


def pass_on_with_a_yes(page: Page) -> None:
    """At the second try: without one the page stays."""
    page.check("input[value=hotline]")
    page.check("input[name=released]")
    page.fill("[name=how]", "She asked for it in her message")
    page.get_by_role("button", name="Make the new contact").click()
    page.check("input[name=said_yes]")
    page.get_by_role("button", name="Make the new contact").click()
    expect(page.locator("main")).to_contain_text("The other desk has it now.")


def test_the_wrong_door_opens_the_right_one_only_with_a_yes(
    system: System, open_page: OpenPage, picture: Picture
) -> None:
    neighbour = Enquirer(open_page(scripts=False), system, "en")
    neighbour.write("It is the boy next door, not ours")
    maria = Colleague(open_page(), system.staff, "maria")
    maria.work_at("support")
    maria.open_queue()
    maria.find("/support/", "the boy next door")
    maria.take()

    maria.page.get_by_role("link", name="Wrong door").click()
    picture(maria.page, "wrong-door")
    pass_on_with_a_yes(maria.page)

    jonas = Colleague(open_page(), system.staff, "jonas")
    jonas.open_queue()
    jonas.find("/hotline/", "the boy next door")
    jonas.take()
    jonas.reply("What did you see yourself?")
    neighbour.come_back()
    expect(neighbour.page.locator("main")).to_contain_text("What did you see yourself?")
