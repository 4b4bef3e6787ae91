"""Reading observations: the newest stands, what is old is not known, nothing is added up."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.triage.hotline.codes import Level, Outcome, Presence, Side
from helpline.triage.hotline.decisions import (
    Agreed,
    LevelPicture,
    Open,
    Opinion,
    Seen,
    Unbalanced,
    balance,
    decide,
    picture,
)
from helpline.triage.hotline.factors import FACTORS

TODAY = date(2031, 5, 17)
NOON = datetime(2031, 5, 17, 12, tzinfo=UTC)
ANNA, BEN = UUID(int=1), UUID(int=2)


PLAIN = Seen(
    id=uuid4(),
    level=Level.SOCIAL,
    side=Side.RISK,
    factor="closed_group",
    presence=Presence.CLEAR,
    recorded_at=NOON - timedelta(days=2),
    valid_until=TODAY + timedelta(days=80),
)


def seen(**changes: Any) -> Seen:  # noqa: ANN401  (whatever a test wants to be different)
    return replace(PLAIN, id=uuid4(), **changes)


def social(*observations: Seen, since: datetime | None = None) -> LevelPicture:
    levels = picture(observations, TODAY, since)
    return next(level for level in levels if level.level is Level.SOCIAL)


def test_all_five_levels_are_there_even_where_nobody_looked() -> None:
    assert [level.level for level in picture((), TODAY, None)] == list(Level)


def test_the_newest_observation_of_a_factor_stands() -> None:
    before = seen(presence=Presence.STRONG, recorded_at=NOON - timedelta(days=9))
    after = seen(presence=Presence.NONE)

    level = social(after, before)

    assert level.worries == ()
    assert level.absent == (after,)


def test_what_is_stale_counts_as_not_known() -> None:
    old = seen(valid_until=TODAY - timedelta(days=1))

    level = social(old)

    assert (level.worries, level.not_known) == ((), (old,))


def test_what_does_not_matter_does_not_become_unknown_with_time() -> None:
    old = seen(presence=Presence.NOT_RELEVANT, valid_until=TODAY - timedelta(days=1))

    assert social(old).absent == (old,)


def test_a_change_is_marked_only_where_something_is_said_otherwise() -> None:
    since = NOON - timedelta(days=5)
    before = seen(recorded_at=since - timedelta(days=1))
    same = seen()
    other = seen(presence=Presence.SLIGHT)
    new = seen(factor="excluded")

    assert social(before, same, since=since).changed == frozenset()
    assert social(before, other, since=since).changed == {other.id}
    assert social(before, same, new, since=since).changed == {new.id}


def test_a_picture_of_worries_alone_is_out_of_balance() -> None:
    protects = seen(side=Side.PROTECTIVE, factor="club_mentor")
    elsewhere = seen(side=Side.PROTECTIVE, level=Level.FAMILY, factor="stable_home")
    stale = seen(side=Side.PROTECTIVE, factor="club_mentor", valid_until=TODAY - timedelta(days=1))

    assert balance(picture((), TODAY, None)) is Unbalanced.EMPTY
    assert balance(picture((seen(),), TODAY, None)) is Unbalanced.NO_PROTECTIVE_SIDE
    assert balance(picture((seen(), elsewhere), TODAY, None)) is Unbalanced.NO_PROTECTIVE_SIDE
    assert balance(picture((seen(), stale), TODAY, None)) is Unbalanced.NO_PROTECTIVE_SIDE
    assert balance(picture((seen(), protects), TODAY, None)) is None
    assert balance(picture((protects,), TODAY, None)) is None


@pytest.mark.parametrize("factor", FACTORS, ids=lambda factor: factor.code)
def test_no_belief_and_no_origin_is_a_factor(factor: object) -> None:
    words = str(getattr(factor, "words", "")).lower()

    for word in ("relig", "pray", "devout", "islam", "muslim", "christian", "migra", "nation"):
        assert word not in words


def test_every_level_has_both_sides() -> None:
    assert {(factor.level, factor.side) for factor in FACTORS} == {
        (level, side) for level in Level for side in Side
    }
    assert len({factor.code for factor in FACTORS}) == len(FACTORS)


def opinion(who: UUID, outcome: Outcome, until: date | None = None) -> Opinion:
    return Opinion(who, outcome, until)


def test_one_person_never_decides() -> None:
    twice = [opinion(ANNA, Outcome.POLICE), opinion(ANNA, Outcome.POLICE)]

    assert decide([]) is Open.ANOTHER_ASSESSOR
    assert decide(twice) is Open.ANOTHER_ASSESSOR


@given(st.sampled_from(Outcome), st.sampled_from(Outcome))
def test_only_the_same_conclusion_of_two_decides(one: Outcome, other: Outcome) -> None:
    decided = decide([opinion(ANNA, one), opinion(BEN, other)])

    assert decided == (Agreed(one, None) if one is other else Open.DISAGREED)


def test_of_two_days_to_look_again_the_earlier_one_counts() -> None:
    early, late = date(2031, 6, 1), date(2031, 7, 1)

    decided = decide([opinion(ANNA, Outcome.MONITOR, late), opinion(BEN, Outcome.MONITOR, early)])

    assert decided == Agreed(Outcome.MONITOR, early)
