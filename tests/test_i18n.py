"""Everybody is spoken to in their own language, in requests and outside them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask, g

from helpline import i18n
from helpline.i18n import gettext as _
from helpline.i18n import lazy_gettext, ngettext, speak, speaking
from tests.catalogues import is_outside_only

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """An application that knows one word in German and in Arabic."""
    for language, word in (("de", "Guten Tag %(name)s"), ("ar", "مرحبا %(name)s")):
        catalog = Catalog(locale=language)
        catalog.add("Hello %(name)s", word)
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "messages.mo").open("wb") as file:
            write_mo(file, catalog)
    app = Flask("speaker")
    i18n.init_app(app, ["de", "en", "ar"], tmp_path)

    @app.get("/<language>")
    def greet(language: str) -> str:
        if language != "none":
            g.language = language
        return f"{_('Hello %(name)s', name='you')} {i18n.current_language()} {i18n.direction()}"

    return app


@pytest.fixture
def outside(app: Flask) -> Iterator[None]:
    """As in a job: an application, and no request."""
    with app.app_context():
        yield


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/ar", "مرحبا you ar rtl"),
        ("/de", "Guten Tag you de ltr"),
        ("/en", "Hello you en ltr"),
        ("/none", "Guten Tag you de ltr"),
        ("/xx", "Guten Tag you de ltr"),
    ],
)
def test_a_page_speaks_the_language_it_was_asked_in(app: Flask, path: str, words: str) -> None:
    assert app.test_client().get(path).text == words


def test_one_page_does_not_speak_the_language_of_the_last(app: Flask, outside: None) -> None:
    client = app.test_client()

    assert client.get("/ar").text.startswith("مرحبا")
    assert client.get("/en").text.startswith("Hello")


def test_a_job_speaks_to_each_person_in_turn(outside: None) -> None:
    with speaking("ar"):
        arabic = _("Hello %(name)s", name="you")
        with speaking("en"):
            english = _("Hello %(name)s", name="you")
        again = _("Hello %(name)s", name="you")

    assert (arabic, english, again) == ("مرحبا you", "Hello you", "مرحبا you")
    assert _("Hello %(name)s", name="you") == "Guten Tag you"


def test_a_language_chosen_late_is_spoken_from_then_on(outside: None) -> None:
    before = i18n.current_language()
    speak("ar")

    assert (before, i18n.current_language()) == ("de", "ar")


def test_lazy_words_wait_for_the_language(outside: None) -> None:
    lazy = lazy_gettext("Hello %(name)s", name="you")

    with speaking("ar"):
        assert str(lazy) == "مرحبا you"
    assert str(lazy) == "Guten Tag you"


def test_without_an_application_words_come_as_written() -> None:
    assert _("Hello %(name)s", name="you") == "Hello you"
    assert ngettext("%(num)d day", "%(num)d days", 2) == "2 days"
    assert i18n.current_language() == "en"


def test_times_are_written_as_the_reader_writes_them(outside: None) -> None:
    moment = datetime(2026, 11, 21, 17, 3, 59, tzinfo=UTC)

    with speaking("en"):
        assert i18n.format_datetime(moment, BERLIN) == "21 Nov 2026, 18:03"
    with speaking("de"):
        assert i18n.format_datetime(moment, BERLIN) == "21.11.2026, 18:03"
        assert i18n.format_date(moment, BERLIN, "full") == "Samstag, 21. November 2026"
    with speaking("ar"):
        assert "برلين" in i18n.city_of(BERLIN)


def test_a_moment_near_midnight_falls_on_the_day_it_has_there(outside: None) -> None:
    moment = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)

    assert i18n.format_date(moment, BERLIN).startswith("22.")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_known_language_can_be_spoken(language: str, outside: None) -> None:
    with speaking(language):
        assert i18n.current_language() == language
        assert i18n.weekday_name(0)
        assert i18n.listed(["a", "b"])
        assert i18n.direction() == ("rtl" if language in {"ar", "fa", "ur"} else "ltr")
    assert i18n.language_name(language)


def test_colleagues_work_in_the_languages_whose_catalogues_are_for_them_too() -> None:
    catalogues = {
        code: i18n.TRANSLATIONS / code / "LC_MESSAGES" / "messages.po"
        for code in i18n.LANGUAGES
        if code != i18n.SOURCE_LANGUAGE
    }

    assert [code for code, file in catalogues.items() if not file.is_file()] == []
    for_all = {code for code, file in catalogues.items() if not is_outside_only(file)}
    assert {i18n.SOURCE_LANGUAGE, *for_all} == set(i18n.spoken_inside(i18n.LANGUAGES))
