"""Pages that only say something: in every language, with their numbers, promises and way out."""

import pytest

from helpline.policy import executed
from tests.house import House
from tests.intake.public.pages import PAGES
from tests.intake.public.walker import Walker


def test_the_first_page_is_in_the_readers_own_language(mother: Walker) -> None:
    for wanted, path in (
        ("ar-SY,en;q=0.5", "/ar/"),
        ("de", "/de/"),
        ("so", "/so/"),
        ("pl", "/en/"),
        ("", "/en/"),
    ):
        answer = mother.browser.get("/", headers={"Accept-Language": wanted})
        assert (answer.status_code, answer.headers["Location"]) == (302, path)


@pytest.mark.parametrize("lang", ["en", "de", "ar"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_its_languages_its_way_out_and_a_neutral_title(
    mother: Walker, lang: str, page: str
) -> None:
    mother.lang = lang
    mother.open(page)
    assert mother.status == 200
    assert f'<html lang="{lang}"' in mother.page
    for name in ("English", "Deutsch", "العربية"):
        assert name in mother.page
    assert f'href="/{lang}/exit" rel="nofollow noreferrer"' in mother.page
    assert "tel:112" in mother.page
    title = mother.page.split("<title>")[1].split("</title>")[0].lower()
    assert not any(word in title for word in ("extrem", "radical", "danger", "help"))


def test_what_happens_says_what_is_promised_and_nothing_else(
    mother: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executed, "_registered", {"intake.anonymous"})
    mother.open("what-happens")
    assert "You do not have to give your name" in mother.shown
    assert "we keep what you told us" not in mother.shown
    monkeypatch.setattr(executed, "_registered", set())
    assert "You do not have to give your name" not in mother.open("what-happens").shown


def test_the_hours_on_the_start_page_are_those_of_the_policy(house: House, mother: Walker) -> None:
    assert "Help for you and people close to you: people are here now" in mother.open("").shown


def test_a_page_that_is_not_there_is_said_in_their_language(father: Walker) -> None:
    father.open("nowhere")
    assert father.status == 404
    assert 'dir="rtl"' in father.page
