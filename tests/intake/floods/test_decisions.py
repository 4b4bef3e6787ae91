"""Whose turn it is, in a flood of any shape: numbers only."""

from itertools import pairwise
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from helpline.intake.floods.decisions import (
    AT_ONCE,
    COME_BACK,
    LONGEST_LINE,
    THEIR_LINE,
    Place,
    Rung,
    decide_lost,
    decide_place,
    decide_rung,
)

MOST_PRESSES: Final = 3
SECONDS: Final = st.floats(0, 600)
intervals = st.floats(0.001, 10)
"""Seconds for one form: from six to sixty thousand a minute."""
floods = st.lists(st.tuples(st.floats(0, 30), st.integers(0, 400)), max_size=30)
"""After so many seconds come so many newcomers at once."""


def flooded(tail: float, now: float, interval: float, newcomers: int) -> tuple[float, list[Place]]:
    places = []
    for _one in range(newcomers):
        tail, place = decide_place(tail, None, now, interval)
        places.append(place)
    return tail, places


@given(floods, intervals)
def test_nobody_waits_longer_than_the_bound(
    flood: list[tuple[float, int]], interval: float
) -> None:
    tail = now = 0.0
    for later, newcomers in flood:
        now += later
        tail, places = flooded(tail, now, interval, newcomers)
        for place in places:
            bound = LONGEST_LINE + interval if place.is_turn else COME_BACK
            assert place.wait(now) <= bound + 1e-6


@given(floods, intervals)
def test_turns_come_in_the_order_in_which_they_were_given(
    flood: list[tuple[float, int]], interval: float
) -> None:
    tail = now = 0.0
    turns = []
    for later, newcomers in flood:
        now += later
        tail, places = flooded(tail, now, interval, newcomers)
        turns += [place.at for place in places if place.is_turn]
    assert all(later >= earlier for earlier, later in pairwise(turns))


@given(intervals, st.integers(0, 400), st.integers(0, 400))
def test_who_presses_at_the_told_time_comes_in_while_a_flood_of_others_goes_on(
    interval: float, before: int, meanwhile: int
) -> None:
    now = 0.0
    tail, _others = flooded(0.0, now, interval, before)
    place: Place | None = None
    for press in range(1, MOST_PRESSES + 1):
        tail, place = decide_place(tail, place, now, interval)
        if place.is_turn and place.wait(now) == 0:
            break
        assert press < MOST_PRESSES
        waited = place.wait(now)
        tail, _others = flooded(tail, now + waited / 2, interval, meanwhile)
        now = max(now + waited, place.at)
        tail, _others = flooded(tail, now, interval, meanwhile)


@given(SECONDS, SECONDS, SECONDS, intervals)
def test_a_turn_is_not_lost_by_pressing_early(
    tail: float, at: float, now: float, interval: float
) -> None:
    turn = Place(at, is_turn=True)
    assert decide_place(tail, turn, now, interval) == (tail, turn)


@given(SECONDS, intervals)
def test_coming_back_early_takes_no_place(tail: float, interval: float) -> None:
    sent_away = Place(700, is_turn=False)
    assert decide_place(tail, sent_away, 699, interval) == (tail, sent_away)


def test_who_was_sent_away_finds_a_place_that_no_newcomer_takes() -> None:
    full, newcomer = decide_place(AT_ONCE + LONGEST_LINE, None, 0, 1)
    assert not newcomer.is_turn
    _tail, returned = decide_place(full, Place(0, is_turn=False), 0, 1)
    assert returned.is_turn
    assert LONGEST_LINE < returned.wait(0) <= THEIR_LINE + 1


def test_in_quiet_times_a_minutes_forms_come_in_at_once() -> None:
    _tail, places = flooded(0.0, 1000.0, 1.0, 61)
    assert [place.wait(1000) for place in places] == [0.0] * 60 + [1.0]


@given(st.floats(-1000, 1000), st.floats(0, 100))
def test_no_rung_is_left_upwards_by_fewer_forms(ahead: float, fewer: float) -> None:
    assert decide_rung(ahead - fewer) <= decide_rung(ahead)


def test_each_rung_is_reached() -> None:
    assert [decide_rung(ahead) for ahead in (0, 30, 60, 120, 180)] == list(Rung)


@given(SECONDS, SECONDS, intervals)
def test_turning_away_makes_the_line_longer_and_never_endless(
    tail: float, now: float, interval: float
) -> None:
    longer = decide_lost(tail, now, interval)
    assert longer >= min(max(tail, now), now + AT_ONCE + THEIR_LINE)
    assert longer - now <= AT_ONCE + THEIR_LINE + 1e-6
