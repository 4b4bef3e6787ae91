"""The policy's own kinds of text: durations, hours, numbers, zones."""

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale

from helpline.i18n import LANGUAGES
from helpline.phone import E164, parse_number
from helpline.policy.hours import MIDNIGHT, Span
from helpline.policy.shapes import FAULTY, Place, matching, of_type, several

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNITS: Final = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "year": timedelta(days=365),
}
_DURATION: Final = re.compile(r"(\d{1,4}) (minute|hour|day|year)s?")
_SPAN: Final = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_SLUG: Final = re.compile(r"[a-z][a-z0-9-]{1,39}")
_FILE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_EMERGENCY: Final = re.compile(r"\d{2,6}")
_LONGEST_LINE: Final = 200
_JOINED_NO_FURTHER: Final = "\N{ZERO WIDTH NON-JOINER}"
"""Persian is not written without it."""


def read_duration(words: str) -> timedelta:
    """From "90 days"; units are minutes, hours, days and years of 365 days."""
    if not (match := _DURATION.fullmatch(words)):
        raise ValueError(words)
    return int(match[1]) * _UNITS[match[2]]


def read_span(words: str) -> Span:
    """From "09:00-15:00"; a day ends at 24:00."""
    if not (match := _SPAN.fullmatch(words)):
        raise ValueError(words)
    opens, closes = (int(match[i]) * 60 + int(match[i + 1]) for i in (1, 3))
    if not opens < closes <= MIDNIGHT:
        raise ValueError(words)
    return Span(opens, closes)


def _read_clock(words: str) -> int:
    if not (match := _CLOCK.fullmatch(words)):
        raise ValueError(words)
    return int(match[1]) * 60 + int(match[2])


def _read_matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _read_line(text: str) -> str:
    visible = text.replace(_JOINED_NO_FURTHER, "")
    if not visible.strip() or not visible.isprintable() or len(text) > _LONGEST_LINE:
        raise ValueError(text)
    return text.strip()


def _read_country(code: str) -> str:
    if len(code) != len("XX") or code not in Locale("en").territories:
        raise ValueError(code)
    return code


def _read_zone(key: str) -> ZoneInfo:
    if key not in available_timezones():
        raise ValueError(key)
    return ZoneInfo(key)


def _read_number(text: str) -> str:
    # "ZZ" is no country: only a number that names its own can be read.
    number = parse_number(text, "ZZ")
    if isinstance(number, E164):
        return number.number
    raise ValueError("not a number that can be called")


def _read_days(words: str) -> tuple[int, ...]:
    """From "mon", "mon-fri" or "daily"."""
    if words == "daily":
        return tuple(range(7))
    first, _, last = words.partition("-")
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
    if start > end:
        raise ValueError(words)
    return tuple(range(start, end + 1))


flag: Final = of_type(bool, "true or false")
day: Final = of_type(date, "a date, like 2026-12-25")
line: Final = matching(_read_line, f"one line of text, at most {_LONGEST_LINE} characters")
slug: Final = matching(
    lambda text: _read_matching(_SLUG, text), "a short name of small letters, digits and dashes"
)
file_beside: Final = matching(
    lambda text: _read_matching(_FILE, text), "the name of a file beside the policy"
)
mail: Final = matching(lambda text: _read_matching(_MAIL, text), "a mail address")
emergency: Final = matching(lambda text: _read_matching(_EMERGENCY, text), "an emergency number")
number: Final = matching(_read_number, "a telephone number with its country code, like +4930…")
duration: Final = matching(read_duration, 'a length of time, like "90 days"')
clock: Final = matching(_read_clock, 'a time of day, like "21:00"')
country: Final = matching(_read_country, "a country's two letters, like DE")
zone: Final = matching(_read_zone, "a time zone, like Europe/Berlin")
language: Final = matching(
    lambda code: LANGUAGES[code].code, "a language we know: " + ", ".join(LANGUAGES)
)
_spans: Final = several(
    matching(read_span, 'opening and closing, like "09:00-15:00"; a day ends at 24:00')
)


def names(value: object, place: Place) -> object:
    """One name for all languages, or a table with one for each."""
    if not isinstance(value, dict):
        name = line(value, place)
        return FAULTY if name is FAULTY else dict.fromkeys(LANGUAGES, name)
    found = {
        language(code, place.inside(code)): line(name, place.inside(code))
        for code, name in value.items()
    }
    return FAULTY if FAULTY in found or FAULTY in found.values() else found


def week(value: object, place: Place) -> object:
    """Days and their hours: { "mon-fri" = ["09:00-12:00", "13:00-15:00"] }."""
    if not isinstance(value, dict) or not value:
        return place.fault('should be days with hours, like "mon-fri" = ["09:00-15:00"]')
    known = len(place.faults)
    days: list[tuple[Span, ...]] = [()] * len(WEEKDAYS)
    for words, hours in value.items():
        _add_hours(days, words, _spans(hours, place.inside(words)), place.inside(words))
    return FAULTY if len(place.faults) > known else tuple(days)


_day_names: Final = matching(_read_days, 'days, like "mon", "mon-fri" or "daily"')


def _add_hours(days: list[tuple[Span, ...]], words: str, hours: object, place: Place) -> None:
    numbers = _day_names(words, place)
    if not isinstance(numbers, tuple) or not isinstance(hours, tuple):
        return
    for number in numbers:
        if days[number]:
            place.fault(f"{WEEKDAYS[number]} has hours already")
        days[number] = tuple(sorted(hours))
    if any(one.closes > next_.opens for one, next_ in pairwise(hours)):
        place.fault("hours overlap or are not in order")
