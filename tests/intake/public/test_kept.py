"""The first page is made for one reader and shown to many: nothing of anybody may be on it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Event, Thread

import pytest
from flask import template_rendered
from jinja2 import Template

from helpline.i18n import LANGUAGES
from helpline.intake.public.kept import MOST, Shelf
from tests.house import House
from tests.intake.public.walker import Walker

STRANGER = "unheard-of-stranger"


@pytest.fixture
def made(house: House) -> Iterator[list[str]]:
    """The names of the templates from which pages were made, one after the other."""
    names: list[str] = []

    def note(_app: object, template: Template, **_more: object) -> None:
        names.append(str(template.name))

    with template_rendered.connected_to(note, house.public):
        yield names


def test_the_first_page_is_made_once_for_all_readers_of_some_seconds(
    made: list[str], mother: Walker, move_clock: Callable[[timedelta], None]
) -> None:
    first = mother.open("").page
    assert mother.open("").page == first
    assert made == ["door/start.html"]
    move_clock(timedelta(seconds=5))
    mother.open("")
    assert made == ["door/start.html"] * 2


def test_a_clock_that_was_put_back_makes_it_anew(
    made: list[str], mother: Walker, move_clock: Callable[[timedelta], None]
) -> None:
    mother.open("")
    move_clock(timedelta(hours=-1))
    mother.open("")
    assert made == ["door/start.html"] * 2


def test_nobody_sees_anything_of_whoever_asked_before(house: House, mother: Walker) -> None:
    """Whatever a browser sends along, the page is the one that it is for others."""
    strange = mother.browser.get(
        f"/en/?words={STRANGER}",
        headers={
            "Host": f"{STRANGER}.example",
            "Accept-Language": f"ar, {STRANGER}",
            "Cookie": f"{STRANGER}={STRANGER}",
            "User-Agent": STRANGER,
            "Referer": f"https://{STRANGER}.example/",
            "X-Forwarded-For": STRANGER,
        },
    ).get_data(as_text=True)
    assert STRANGER not in strange
    assert mother.open("").page == strange
    house.public.extensions.pop("helpline.kept_pages")
    assert mother.open("").page == strange


def test_each_language_and_each_path_before_ours_has_its_own(house: House) -> None:
    browser = house.public.test_client()
    for before in ("", "/elsewhere"):
        for lang in LANGUAGES:
            page = browser.get(f"/{lang}/", environ_overrides={"SCRIPT_NAME": before})
            words = page.get_data(as_text=True)
            assert f'<html lang="{lang}"' in words
            assert f'action="{before}/{lang}/contact"' in words


def test_each_language_and_each_path_before_ours_has_its_own_foot(house: House) -> None:
    browser = house.public.test_client()
    for before in ("", "/elsewhere"):
        for lang in ("en", "ar"):
            page = browser.get(f"/{lang}/privacy", environ_overrides={"SCRIPT_NAME": before})
            foot = page.get_data(as_text=True).partition("<footer>")[2]
            assert f'href="{before}/{lang}/about"' in foot


def test_what_pages_share_holds_nothing_of_a_form(house: House, mother: Walker) -> None:
    receipt = mother.send(worries=STRANGER)
    shelf: Shelf = house.public.extensions["helpline.kept_pages"]
    kept = "".join(page for _made_at, page in shelf.pages.values())
    assert "aria-current" in kept
    shown = (f"<span>{receipt[:4]}</span>", mother.fields["token"])
    assert all(own in mother.page for own in shown)
    assert not [own for own in (*shown, STRANGER) if own in kept]


def test_no_more_pages_are_kept_than_there_is_room_for(house: House) -> None:
    browser = house.public.test_client()
    for number in range(MOST + 1):
        browser.get("/en/", environ_overrides={"SCRIPT_NAME": f"/made-up-{number}"})
    assert len(house.public.extensions["helpline.kept_pages"].pages) <= MOST


def test_nobody_waits_for_whoever_makes_the_page(
    house: House, move_clock: Callable[[timedelta], None]
) -> None:
    shelf, begun, go_on = Shelf(), Event(), Event()
    shelf.page("start", lambda: "old")
    move_clock(timedelta(seconds=6))

    def make() -> str:
        begun.set()
        go_on.wait(10)
        return "new"

    maker = Thread(target=shelf.page, args=("start", make))
    maker.start()
    assert begun.wait(10)
    assert shelf.page("start", lambda: "made by a second one") == "old"
    assert shelf.page("another", lambda: "its own") == "its own"
    move_clock(timedelta(seconds=6))
    assert shelf.page("start", lambda: "too old to be shown") == "too old to be shown"
    go_on.set()
    maker.join()
    assert shelf.page("start", lambda: "nobody makes this") == "new"


def test_one_who_fails_leaves_the_page_to_the_next(house: House) -> None:
    shelf = Shelf()

    def fail() -> str:
        raise RuntimeError("no page")

    with pytest.raises(RuntimeError):
        shelf.page("start", fail)
    assert shelf.page("start", lambda: "page") == "page"
    assert shelf.page("start", lambda: "another") == "page"
