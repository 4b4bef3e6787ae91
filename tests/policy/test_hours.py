"""One schedule says when we are there, on the days when clocks change too."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.doors import Desk
from helpline.policy import Policy
from helpline.policy.hours import MIDNIGHT, Days, Span, Week

BERLIN: Final = ZoneInfo("Europe/Berlin")
# Clocks that change at two, at midnight, at one to midnight, by half an hour, and never.
ZONES: Final = [
    BERLIN,
    *map(ZoneInfo, ("Asia/Beirut", "America/Havana", "Australia/Lord_Howe", "Asia/Kolkata")),
]
MINUTE: Final = timedelta(minutes=1)
ALWAYS: Final = ((Span(0, MIDNIGHT),),) * 7


@st.composite
def days(draw: st.DrawFn) -> tuple[Span, ...]:
    minutes = st.integers(0, MIDNIGHT // 15).map(lambda quarter: quarter * 15)
    edges = sorted(draw(st.lists(minutes, unique=True, max_size=6)))
    return tuple(Span(*pair) for number, pair in enumerate(pairwise(edges)) if number % 2 == 0)


START: Final = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS: Final = st.integers(0, 3 * 365 * MIDNIGHT).map(lambda minutes: START + minutes * MINUTE)
WEEKS: Final = st.builds(
    Week,
    days=st.tuples(*[days()] * 7),
    zone=st.sampled_from(ZONES),
    closed_days=st.frozensets(st.dates(date(2025, 1, 1), date(2027, 12, 1)), max_size=40),
)


def every_day(opens: int, closes: int) -> Days:
    return ((Span(opens, closes),),) * 7


@given(WEEKS, MOMENTS)
def test_open_and_next_opening_agree(week: Week, moment: datetime) -> None:
    opening = week.next_opening(moment)

    assert week.open_at(moment) == (opening == moment)
    if opening is None:
        assert not any(week.days)
    else:
        assert opening >= moment
        assert week.open_at(opening)


@given(WEEKS, MOMENTS, st.floats(0, 0.999))
def test_nobody_is_there_before_the_next_opening(week: Week, moment: datetime, part: float) -> None:
    opening = week.next_opening(moment)

    if opening and opening > moment:
        assert not week.open_at(moment + (opening - moment) * part)


@given(WEEKS, MOMENTS, st.integers(1, 600))
def test_open_throughout_is_open_at_every_minute(
    week: Week, moment: datetime, minutes: int
) -> None:
    every_minute = all(week.open_at(moment + number * MINUTE) for number in range(minutes))

    assert week.open_throughout(moment, minutes * MINUTE) == every_minute


@given(WEEKS, MOMENTS)
def test_away_from_clock_changes_the_wall_clock_decides(week: Week, moment: datetime) -> None:
    there = moment.astimezone(week.zone)
    offsets = {(there + timedelta(hours=h)).utcoffset() for h in range(-30, 31)}
    minute = there.hour * 60 + there.minute
    if len(offsets) == 1:
        staffed = any(span.opens <= minute < span.closes for span in week.days[there.weekday()])
        assert week.open_at(moment) == (staffed and there.date() not in week.closed_days)


@given(st.sampled_from(ZONES), MOMENTS)
def test_around_the_clock_knows_no_gap(zone: ZoneInfo, moment: datetime) -> None:
    week = Week(days=ALWAYS, zone=zone)

    assert week.open_at(moment)
    assert week.open_throughout(moment, timedelta(days=8))


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_around_the_clock_holds_through_a_whole_year_of_clock_changes(zone: ZoneInfo) -> None:
    week = Week(days=ALWAYS, zone=zone)
    start = datetime(2026, 1, 1, tzinfo=UTC)

    assert all(week.open_at(start + timedelta(minutes=15 * n)) for n in range(4 * 24 * 365))


def test_an_hour_that_is_skipped_opens_where_it_ends() -> None:
    week = Week(days=every_day(150, 240), zone=BERLIN)  # 02:30 to 04:00

    opening = week.next_opening(datetime(2026, 3, 28, 23, tzinfo=UTC))

    assert opening == datetime(2026, 3, 29, 1, tzinfo=UTC)  # 03:00 in Berlin
    assert opening.astimezone(BERLIN).hour == 3


def test_hours_that_are_skipped_whole_do_not_open() -> None:
    week = Week(days=every_day(120, 180), zone=BERLIN)  # 02:00 to 03:00

    opening = week.next_opening(datetime(2026, 3, 28, 23, tzinfo=UTC))

    assert opening == datetime(2026, 3, 30, 0, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_staffed_twice() -> None:
    week = Week(days=every_day(120, 150), zone=BERLIN)  # 02:00 to 02:30

    twice = [datetime(2026, 10, 25, hour, 29, tzinfo=UTC) for hour in (0, 1)]

    assert [moment.astimezone(BERLIN).hour for moment in twice] == [2, 2]
    assert all(week.open_at(moment) for moment in twice)
    assert not week.open_at(twice[1] + MINUTE)


def test_nine_oclock_stays_nine_oclock_when_the_clocks_change() -> None:
    week = Week(days=every_day(540, 900), zone=BERLIN)

    saturday, sunday = (
        week.next_opening(datetime(2026, 3, day, 3, tzinfo=UTC)) for day in (28, 29)
    )

    assert saturday == datetime(2026, 3, 28, 8, tzinfo=UTC)
    assert sunday == datetime(2026, 3, 29, 7, tzinfo=UTC)


def test_a_closed_day_is_closed_in_the_desks_own_zone() -> None:
    week = Week(days=ALWAYS, zone=BERLIN, closed_days=frozenset({date(2026, 12, 25)}))

    assert week.open_at(datetime(2026, 12, 24, 22, 59, tzinfo=UTC))
    assert not week.open_at(datetime(2026, 12, 24, 23, tzinfo=UTC))
    assert week.next_opening(datetime(2026, 12, 25, 5, tzinfo=UTC)) == datetime(
        2026, 12, 25, 23, tzinfo=UTC
    )


def test_a_desk_that_is_not_offered_is_never_staffed(demonstration: Policy) -> None:
    without = {desk: week for desk, week in demonstration.hours.items() if desk != Desk.HOTLINE}
    object.__setattr__(demonstration, "hours", without)
    moment = datetime(2026, 11, 23, 12, tzinfo=UTC)

    assert not demonstration.open_at(Desk.HOTLINE, moment)
    assert demonstration.next_opening(Desk.HOTLINE, moment) is None
    assert not demonstration.callback_allowed(Desk.HOTLINE, moment)


def test_a_day_ends_at_its_first_midnight_where_midnight_comes_twice() -> None:
    havana = ZoneInfo("America/Havana")
    saturday = ((),) * 5 + ((Span(1200, MIDNIGHT),), ())
    week = Week(days=saturday, zone=havana)
    half_past = datetime(2026, 11, 1, 0, 30, tzinfo=havana)

    assert half_past.utcoffset() != half_past.replace(fold=1).utcoffset()
    assert week.open_at(half_past - timedelta(minutes=31))
    assert not week.open_at(half_past.astimezone(UTC))
