"""A written contact finds a counsellor, and comes back (stories 2 and 3)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import OpenPage
from tests.journeys.walking import Colleague, Enquirer
from tests.running import System

pytestmark = pytest.mark.xdist_group("system")

WORDS = {
    "ar": ("ابني لم يعد يتكلم معنا", "نحن هنا، أخبرونا أكثر", "شكرا، سأعود غدا"),
    "en": ("My son no longer talks to us", "We are here, tell us more", "Thank you, I will be back"),
    "de": ("Mein Sohn spricht nicht mehr mit uns", "Wir sind da, erzählen Sie mehr", "Danke"),
}
Picture = Callable[[Page, str], None]


@pytest.mark.parametrize(("language", "scripts"), [("ar", False), ("en", True), ("de", False)])
def test_a_father_writes_comes_back_and_is_answered(
    system: System, open_page: OpenPage, picture: Picture, language: str, scripts: bool
) -> None:
    worries, answer, thanks = WORDS[language]
    father = Enquirer(open_page(language=language, scripts=scripts, wide=False), system, language)
    father.begin()
    expect(father.page.locator("html")).to_have_attribute(
        "dir", "rtl" if language == "ar" else "ltr"
    )
    expect(father.page.locator("main")).to_contain_text("112")
    picture(father.page, "danger-first")
    father.say_nobody_is_in_danger()
    father.choose("someone_close")
    father.tell(worries)
    father.want_answers_here()
    picture(father.page, "check")
    father.send()
    picture(father.page, "receipt")
    assert father.page.context.cookies() == []

    omar = Colleague(open_page(language=language), system.staff, "omar")
    omar.work_at("support")
    omar.open_queue()
    picture(omar.page, "queue")
    open_contact_with(omar, worries)
    omar.take()
    omar.note(f"noted {answer}")
    omar.reply(answer)
    picture(omar.page, "contact")

    father.come_back()
    expect(father.page.locator("main")).to_contain_text(worries)
    expect(father.page.locator("main")).to_contain_text(answer)
    expect(father.page.locator("main")).not_to_contain_text(f"noted {answer}")
    picture(father.page, "mailbox")
    father.write_more(thanks)
    expect(father.page.locator("main")).to_contain_text(thanks)

    omar.page.reload()
    expect(omar.page.locator("main")).to_contain_text(thanks)


def test_a_new_contact_appears_in_the_queue_without_reloading(
    system: System, open_page: OpenPage
) -> None:
    maria = Colleague(open_page(), system.staff, "maria")
    maria.work_at("support")
    queue = maria.open_queue()
    expect(queue).to_be_visible()
    before = queue.locator("tbody tr").count()

    mother = Enquirer(open_page(scripts=False), system, "en")
    mother.begin()
    mother.say_nobody_is_in_danger()
    mother.choose("someone_close")
    mother.tell("We do not know what to do")
    mother.want_answers_here()
    mother.send()

    expect(queue.locator("tbody tr")).to_have_count(before + 1)


def test_the_wrong_door_opens_the_right_one_only_with_a_yes(
    system: System, open_page: OpenPage, picture: Picture
) -> None:
    neighbour = Enquirer(open_page(scripts=False), system, "en")
    neighbour.begin()
    neighbour.say_nobody_is_in_danger()
    neighbour.choose("someone_close")
    neighbour.tell("It is the boy next door, not ours")
    neighbour.want_answers_here()
    neighbour.send()
    maria = Colleague(open_page(), system.staff, "maria")
    maria.work_at("support")
    maria.open_queue()
    open_contact_with(maria, "the boy next door")
    maria.take()

    maria.page.get_by_role("link", name="Wrong door").click()
    picture(maria.page, "wrong-door")
    maria.page.check("input[value=hotline]")
    for box in maria.page.locator("input[type=checkbox]").all():
        box.check()
    maria.page.fill("[name=how]", "She asked for it in her message")
    maria.page.get_by_role("button", name="Make the new contact").click()

    jonas = Colleague(open_page(), system.staff, "jonas")
    jonas.open_queue()
    open_contact_with(jonas, "the boy next door")
    neighbour.come_back()
    expect(neighbour.page.locator("main")).to_contain_text("the boy next door")


def open_contact_with(colleague: Colleague, words: str) -> None:
    """Look through the queue, newest last, for the contact that says this."""
    links = colleague.page.locator("tbody a")
    addresses = [link.get_attribute("href") for link in links.all()]
    for address in reversed(addresses):
        assert address is not None
        colleague.page.goto(f"{colleague.face}{address}")
        if words in colleague.page.inner_text("main"):
            return
    raise AssertionError(f"no contact in the queue says {words!r}")
