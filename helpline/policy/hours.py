"""When a desk is staffed: one schedule, asked by everything that makes a promise (R21)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import Final
from zoneinfo import ZoneInfo

MIDNIGHT: Final = 24 * 60
_AHEAD: Final = timedelta(days=400)
"""A desk that does not open for longer than this does not open."""
_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From opening to closing on one day, in minutes after midnight; 1440 is the day's end."""

    opens: int
    closes: int


Days = tuple[tuple[Span, ...], ...]
"""The spans of Monday to Sunday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The hours of one desk, on the clock of its own zone, without its closed days."""

    days: Days
    zone: ZoneInfo
    closed_days: frozenset[date] = frozenset()

    def open_at(self, moment: datetime) -> bool:
        return self.next_opening(moment) == moment

    def next_opening(self, moment: datetime) -> datetime | None:
        """The first moment from this one on when somebody is there: this one, if open now."""
        for opens, _ in self._open_from(moment):
            return max(opens, moment)
        return None

    def open_throughout(self, start: datetime, length: timedelta) -> bool:
        """Whether somebody is there all the time. Midnight alone is no gap."""
        until = start
        for opens, closes in self._open_from(start):
            if opens > until:
                return False
            until = max(until, closes)
            if start + length <= until:
                return True
        return False

    def end_of_open_day(self, moment: datetime, number: int) -> datetime | None:
        """When the desk closes on its ``number``-th staffed day after the day of this moment."""
        today = moment.astimezone(self.zone).date()
        days = groupby(self._spans(today + _DAY, today + _AHEAD), key=itemgetter(0))
        for _, spans in islice(days, number - 1, None):
            return max(closes for _day, _opens, closes in spans)
        return None

    def _open_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        today = moment.astimezone(self.zone).date()
        for _, opens, closes in self._spans(today - _DAY, today + _AHEAD):
            if closes > moment:
                yield opens, closes

    def _spans(self, first: date, last: date) -> Iterator[tuple[date, datetime, datetime]]:
        day = first
        while day <= last:
            for span in () if day in self.closed_days else self.days[day.weekday()]:
                opens = _moment(self.zone, day, span.opens, fold=0)
                # Where an hour comes twice, "until 02:30" holds until the second one.
                closes = _moment(self.zone, day, span.closes, fold=int(span.closes < MIDNIGHT))
                if opens < closes:
                    yield day, opens, closes
            day += _DAY


@lru_cache(maxsize=4096)  # asked for the same days by everybody who waits
def _moment(zone: ZoneInfo, day: date, minute: int, *, fold: int) -> datetime:
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    while not _is_on_the_clock(wall, zone):
        wall += _MINUTE  # the hour that is skipped in spring: go to where it ends
    return wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def _is_on_the_clock(wall: datetime, zone: ZoneInfo) -> bool:
    there = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there.replace(tzinfo=None) == wall
