"""The same policy that is printed is obeyed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from helpline.doors import Desk
from helpline.policy import Channel, Policy, Who, executed

MONDAY_NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        (MONDAY_NOON, True),
        (datetime(2026, 11, 23, 16, 30, tzinfo=UTC), True),  # 17:30, until 18:00
        (datetime(2026, 11, 23, 16, 31, tzinfo=UTC), False),  # the window ends after closing
        (datetime(2026, 11, 23, 20, tzinfo=UTC), False),
        (datetime(2026, 11, 28, 11, tzinfo=UTC), False),  # Saturday
        (datetime(2026, 12, 24, 11, tzinfo=UTC), False),  # closed
    ],
)
def test_no_callback_is_promised_when_nobody_is_there(
    moment: datetime, *, allowed: bool, demonstration: Policy
) -> None:
    assert demonstration.callback_allowed(Desk.ADVICE, moment) is allowed


def test_no_callback_is_promised_where_none_is_offered(demonstration: Policy) -> None:
    without = replace(demonstration, callback=replace(demonstration.callback, offered=False))

    assert not without.callback_allowed(Desk.ADVICE, MONDAY_NOON)


@pytest.mark.parametrize(
    ("written", "due"),
    [
        (MONDAY_NOON, datetime(2026, 11, 24, 17, tzinfo=UTC)),
        (datetime(2026, 11, 27, 20, tzinfo=UTC), datetime(2026, 11, 30, 17, tzinfo=UTC)),
        (datetime(2026, 12, 23, 11, tzinfo=UTC), datetime(2026, 12, 28, 17, tzinfo=UTC)),
    ],
)
def test_an_answer_is_due_when_the_next_open_day_ends(
    written: datetime, due: datetime, demonstration: Policy
) -> None:
    assert demonstration.answer_due(Desk.ADVICE, written) == due


def test_an_answer_is_never_due_later_than_the_outer_limit(demonstration: Policy) -> None:
    slow = replace(
        demonstration, feedback=replace(demonstration.feedback, first_answer_open_days=9)
    )

    assert slow.answer_due(Desk.ADVICE, MONDAY_NOON) == MONDAY_NOON + timedelta(days=7)


def test_the_ladder_calls_everybody_on_duty_at_once_then_climbs(demonstration: Policy) -> None:
    first, second, third = demonstration.ladder

    assert (first.after, first.who) == (timedelta(0), Who.DUTY)
    assert {Channel.CONSOLE, Channel.RING} == set(first.channels)
    assert (second.after, second.who) == (timedelta(minutes=2), Who.DUTY)
    assert (third.after, third.who) == (timedelta(minutes=4), Who.SUPERVISORS)


def test_the_ladder_goes_round_and_never_stops(demonstration: Policy) -> None:
    steps = [demonstration.ladder_step(number) for number in range(1000)]
    times = [after for _rung, after in steps]

    assert times[:5] == [timedelta(minutes=m) for m in (0, 2, 4, 6, 8)]
    assert all(later > earlier for earlier, later in pairwise(times))
    assert [rung for rung, _after in steps[3:6]] == list(demonstration.ladder)


def test_the_ladder_reaches_the_police_alone_only_where_callers_are_told(
    national: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executed, "_registered", {"police.climbs"})
    assert national.may_climb_to_police()

    monkeypatch.setattr(executed, "_registered", set())
    assert not national.may_climb_to_police()


def test_the_ladder_never_reaches_the_police_alone_otherwise(
    demonstration: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executed, "_registered", set(executed.EXECUTORS))

    assert not demonstration.may_climb_to_police()


def test_only_known_names_can_be_carried_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executed, "_registered", set())

    with pytest.raises(LookupError, match=r"retention\.suport"):
        executed.register("retention.support", "retention.suport")

    assert executed.registered() == frozenset()
