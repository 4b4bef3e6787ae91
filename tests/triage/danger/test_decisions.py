"""The ladder, read aloud: when it climbs, waits, reminds and begins again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from helpline.triage.danger.decisions import (
    Decision,
    Move,
    Standing,
    decide_move,
    decide_next,
    decide_ring_again,
)

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
PATIENCE = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)

afters = st.lists(st.integers(1, 600), min_size=0, max_size=6).map(
    lambda pauses: [
        timedelta(0),
        *(timedelta(seconds=sum(pauses[: n + 1])) for n in range(len(pauses))),
    ]
)
lengths = st.timedeltas(timedelta(0), timedelta(days=3))


def standing(
    *,
    is_open: bool = False,
    accepted_at: datetime | None = None,
    needs_second_since: datetime | None = None,
) -> Standing:
    return Standing(
        is_open=is_open,
        climbs_at=NOON,
        accepted_at=accepted_at,
        needs_second_since=needs_second_since,
    )


def test_an_open_danger_climbs_when_its_rung_is_due_and_not_before() -> None:
    early = decide_move(standing(is_open=True), PATIENCE, NOON - MINUTE)
    due = decide_move(standing(is_open=True), PATIENCE, NOON)

    assert early == Decision(Move.WAIT, NOON)
    assert due.move is Move.CLIMB


def test_whoever_accepted_is_reminded_twice_and_then_everybody_is_called_again() -> None:
    accepted = standing(accepted_at=NOON)

    moves = [decide_move(accepted, PATIENCE, NOON + n * MINUTE) for n in (5, 10, 20, 30)]

    assert [decision.move for decision in moves] == [
        Move.WAIT,
        Move.REMIND,
        Move.REMIND,
        Move.CLIMB_AGAIN,
    ]
    assert [decision.number for decision in moves[1:3]] == [1, 2]


def test_a_second_person_is_asked_for_until_there_is_one() -> None:
    amber = standing(needs_second_since=NOON)

    assert decide_move(amber, PATIENCE, NOON + 29 * MINUTE).move is Move.WAIT
    assert decide_move(amber, PATIENCE, NOON + 95 * MINUTE).number == 3


def test_what_is_over_is_over() -> None:
    assert decide_move(standing(), PATIENCE, NOON) == Decision(Move.DONE, None)


@given(lengths)
def test_an_open_or_accepted_danger_is_never_let_go(later: timedelta) -> None:
    for danger in (standing(is_open=True), standing(accepted_at=NOON)):
        decision = decide_move(danger, PATIENCE, NOON + later)

        assert decision.move is not Move.DONE
        assert decision.again_at is None or decision.again_at > NOON + later


@given(lengths, lengths)
def test_the_same_reminder_has_the_same_number(one: timedelta, more: timedelta) -> None:
    first = decide_move(standing(needs_second_since=NOON), PATIENCE, NOON + one)
    second = decide_move(standing(needs_second_since=NOON), PATIENCE, NOON + one + more)

    assert (first.number == second.number) == (first.again_at == second.again_at)
    assert first.number <= second.number


@given(afters, st.booleans())
def test_the_ladder_goes_round_for_ever_and_never_spins(
    ladder: list[timedelta],
    tried_anybody: bool,  # noqa: FBT001
) -> None:
    rung, total, visited = 0, timedelta(0), []
    for _ in range(3 * len(ladder)):
        visited.append(rung)
        following = decide_next(ladder, rung, 2 * MINUTE, tried_anybody=tried_anybody)
        rung, total = following.rung, total + following.pause

    assert visited == 3 * list(range(len(ladder)))
    assert total >= 3 * 2 * MINUTE


@given(afters)
def test_a_rung_with_people_keeps_its_minutes_and_an_empty_one_keeps_nobody_waiting(
    ladder: list[timedelta],
) -> None:
    for rung in range(len(ladder) - 1):
        with_people = decide_next(ladder, rung, MINUTE, tried_anybody=True)
        empty = decide_next(ladder, rung, MINUTE, tried_anybody=False)

        assert with_people.pause == ladder[rung + 1] - ladder[rung]
        assert empty.pause == timedelta(0)


def test_an_unclear_ring_is_rung_again_at_once() -> None:
    assert decide_ring_again(1) == timedelta(0)
    assert decide_ring_again(2) > timedelta(0)
