"""The languages we speak: the one place, with app.py, that knows Flask-Babel.

The language of the moment is ``flask.g.language`` where a page or a job has set
it (see ``speak`` and ``speaking``), else the operator's first language.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

import flask_babel
from babel import Locale, dates, lists
from babel.support import NullTranslations
from flask import Flask, current_app, g, has_app_context
from flask_babel.speaklater import LazyString

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Language:
    """A language that an operator may offer."""

    code: str
    name: str
    """In the language itself: people look for their own."""
    direction: Direction = "ltr"
    is_spoken_inside: bool = False
    """Its catalogue holds what colleagues and partners read, beside what is said to families."""


LANGUAGES: Final = {
    language.code: language
    for language in (
        Language("en", "English", is_spoken_inside=True),
        Language("de", "Deutsch", is_spoken_inside=True),
        Language("fr", "Français"),
        Language("nl", "Nederlands"),
        Language("da", "Dansk"),
        Language("sv", "Svenska"),
        Language("nb", "Norsk bokmål"),
        Language("fi", "Suomi"),
        Language("tr", "Türkçe"),
        Language("ar", "العربية", "rtl", is_spoken_inside=True),
        Language("fa", "فارسی", "rtl"),
        Language("so", "Soomaali"),
        Language("ru", "Русский"),
        Language("uk", "Українська"),
        Language("ur", "اردو", "rtl"),
    )
}
SOURCE_LANGUAGE: Final = "en"
TRANSLATIONS: Final = Path(__file__).parents[1] / "translations"
# American English would write dates month first and hours with AM and PM.
_FORMATS_LIKE: Final = {"en": "en_GB"}
_CATALOGUES: Final = "helpline.catalogues"
_SPOKEN: Final = "spoken"


@dataclass(frozen=True, slots=True)
class _Spoken:
    language: str
    catalogue: NullTranslations


def init_app(app: Flask, languages: Sequence[str], translations: Path = TRANSLATIONS) -> None:
    """Let this application speak; the first of its languages is what it falls back to."""
    flask_babel.Babel(
        app,
        default_locale=languages[0],
        default_translation_directories=str(translations.resolve()),
        locale_selector=_chosen_language,
    )
    app.extensions[_CATALOGUES] = {}
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # Flask-Babel puts it there
        gettext=gettext,
        ngettext=lambda singular, plural, num: _catalogue().ungettext(singular, plural, num),
        newstyle=True,
    )
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.globals.update(
        city_of=city_of,
        current_language=current_language,
        direction=direction,
        format_date=format_date,
        format_datetime=format_datetime,
        format_time=format_time,
        language_name=language_name,
        language_name_here=language_name_here,
    )
    # An outer application context may remember the language of an earlier request.
    app.before_request(_forget_remembered)


def _chosen_language() -> str | None:
    language = g.get("language")
    return language if language in LANGUAGES else None


def _forget_remembered() -> None:
    g.pop(_SPOKEN, None)
    flask_babel.refresh()


def gettext(message: str, **names: object) -> str:
    """The message in the language of whoever we are speaking to.

    Import it ``as _``: that is the name the translators' tools look for.
    """
    words: str = _catalogue().ugettext(message)
    return words % names if names else words


def ngettext(singular: str, plural: str, num: int, **names: object) -> str:
    """The form of the message that fits ``num``, which it may name as ``%(num)d``."""
    words: str = _catalogue().ungettext(singular, plural, num)
    return words % {"num": num, **names}


def lazy_gettext(message: str, **names: object) -> str:
    """A message that is translated when it is shown. Import it ``as _l``."""
    lazy: str = LazyString(gettext, message, **names)
    return lazy


def speak(language: str) -> None:
    """Speak this language for the rest of the request or job."""
    g.language = language
    _forget_remembered()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this person's language, whatever the language of the request."""
    if not has_app_context():
        yield
        return
    g.pop(_SPOKEN, None)
    try:
        with flask_babel.force_locale(_locale(language)):
            yield
    finally:
        g.pop(_SPOKEN, None)


def current_language() -> str:
    """The code of the language that is spoken at this moment."""
    spoken = _spoken()
    return spoken.language if spoken else SOURCE_LANGUAGE


def direction(language: str | None = None) -> Direction:
    """Which way a language is written: by default the one spoken now."""
    return LANGUAGES[language or current_language()].direction


def spoken_inside(languages: Iterable[str]) -> tuple[str, ...]:
    """Those of them in which colleagues and partners can work; English where there is none."""
    inside = (code for code in languages if LANGUAGES[code].is_spoken_inside)
    return tuple(inside) or (SOURCE_LANGUAGE,)


def language_name(language: str) -> str:
    """A language's name for itself."""
    return LANGUAGES[language].name


def language_name_here(language: str) -> str:
    """A language's name in the language that is spoken at this moment."""
    return _locale(language).get_language_name(current_language()) or language_name(language)


def format_datetime(moment: datetime, zone: tzinfo, style: str = "medium") -> str:
    """A moment as the clock in this zone shows it, without seconds in the usual style."""
    return _(
        "%(date)s, %(time)s", date=format_date(moment, zone, style), time=format_time(moment, zone)
    )


def format_date(moment: datetime | date, zone: tzinfo | None = None, style: str = "medium") -> str:
    """A day. A moment needs the zone that says which day it is there."""
    day = moment.astimezone(zone).date() if isinstance(moment, datetime) else moment
    return dates.format_date(day, format=style, locale=_formats())


def format_time(moment: datetime, zone: tzinfo) -> str:
    """The time of day in this zone: hours and minutes."""
    return f"{moment.astimezone(zone):%H:%M}"


def weekday_name(day: int) -> str:
    """The name of a weekday; Monday is 0."""
    return str(dates.get_day_names("wide", locale=_formats())[day])


def city_of(zone: tzinfo) -> str:
    """The city that gives a time zone its name."""
    return _city_in(zone, _formats())


@lru_cache(maxsize=1024)
def _city_in(zone: tzinfo, locale: Locale) -> str:
    """Remembered: a form that offers thirty cities is read at every step."""
    return str(dates.get_timezone_location(zone, locale=locale, return_city=True))


def listed(parts: Sequence[str]) -> str:
    """Several things in one sentence: "this, that and the other"."""
    return lists.format_list(parts, locale=_formats())


def _formats() -> Locale:
    language = current_language()
    return _locale(_FORMATS_LIKE.get(language, language))


@lru_cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)


def _spoken() -> _Spoken | None:
    """Remembered: one page asks hundreds of times, and Flask-Babel looks it up each time."""
    if not has_app_context():
        return None
    spoken: _Spoken | None = g.get(_SPOKEN)
    if spoken is None:
        spoken = _looked_up()
        setattr(g, _SPOKEN, spoken)
    return spoken


def _looked_up() -> _Spoken:
    language = flask_babel.get_locale().language
    known: dict[str, NullTranslations] = current_app.extensions[_CATALOGUES]
    if language not in known:
        known[language] = flask_babel.get_translations()
    return _Spoken(language, known[language])


def _catalogue() -> NullTranslations:
    """Of the language spoken now."""
    spoken = _spoken()
    return spoken.catalogue if spoken else NullTranslations()


_ = gettext
