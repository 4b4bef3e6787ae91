"""Times and hours in the words of the language that is spoken now."""

from collections.abc import Iterator
from datetime import timedelta
from functools import reduce
from itertools import groupby
from typing import Final

from helpline.i18n import gettext as _
from helpline.i18n import listed, ngettext, weekday_name
from helpline.policy.hours import MIDNIGHT, Days, Span

_DAYS_OF_A_WEEK: Final = 7
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_YEAR: Final = timedelta(days=365)
_AROUND_THE_CLOCK: Final = (Span(0, MIDNIGHT),)


def length_in_words(length: timedelta) -> str:
    """Such as "30 days". Sentences use it only as "for …" or "at most …", so that one form fits."""
    if not length % _YEAR:
        return ngettext("%(num)d year", "%(num)d years", length // _YEAR)
    if not length % _DAY and length > 2 * _DAY:
        return ngettext("%(num)d day", "%(num)d days", length // _DAY)
    if not length % _HOUR:
        return ngettext("%(num)d hour", "%(num)d hours", length // _HOUR)
    return ngettext("%(num)d minute", "%(num)d minutes", length // timedelta(minutes=1))


def hours_in_words(days: Days) -> str:
    """Such as "Monday to Friday, 09:00 to 15:00; Saturday, 10:00 to 12:00"."""
    return reduce(_and_then, _groups(days))


def is_around_the_clock(days: Days) -> bool:
    return all(spans == _AROUND_THE_CLOCK for spans in days)


def _and_then(one: str, other: str) -> str:
    return _("%(one)s; %(other)s", one=one, other=other)


def _groups(days: Days) -> Iterator[str]:
    for spans, numbered in groupby(enumerate(days), key=lambda day: day[1]):
        if spans:
            numbers = [number for number, _spans in numbered]
            yield _(
                "%(days)s, %(times)s", days=_days_in_words(numbers), times=_times_in_words(spans)
            )


def _days_in_words(numbers: list[int]) -> str:
    first, last = numbers[0], numbers[-1]
    if len(numbers) == _DAYS_OF_A_WEEK:
        return _("every day")
    if first == last:
        return weekday_name(first)
    return _("%(first)s to %(last)s", first=weekday_name(first), last=weekday_name(last))


def _times_in_words(spans: tuple[Span, ...]) -> str:
    if spans == _AROUND_THE_CLOCK:
        return _("around the clock")
    return listed(
        [
            _("%(opens)s to %(closes)s", opens=_clock(span.opens), closes=_clock(span.closes))
            for span in spans
        ]
    )


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
