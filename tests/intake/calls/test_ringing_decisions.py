"""Whom to ring: rules alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.intake.calls.decisions.ringing import (
    AT_ONCE,
    PAUSE,
    Answerer,
    Finding,
    Rung,
    Waiting,
    decide_ringing,
    fits,
)

NOON: Final = datetime(2026, 3, 2, 12, tzinfo=UTC)
A_WHILE_AGO: Final = NOON - PAUSE
JUST_NOW: Final = NOON - PAUSE + timedelta(seconds=1)
WISHES: Final = st.sampled_from([None, "woman", "man"])
HOUSES: Final = st.sampled_from([None, "bruecke", "police"])
CALLERS: Final = st.builds(
    Waiting,
    id=st.uuids(),
    language=st.sampled_from(["en", "de", "ar"]),
    gender=WISHES,
    organisation=HOUSES,
    refused_organisation=HOUSES,
)
QUEUES: Final = st.lists(CALLERS, min_size=1, max_size=6, unique_by=lambda one: one.id)
PEOPLE: Final = st.builds(
    Answerer,
    id=st.uuids(),
    languages=st.sampled_from([("en",), ("de", "en"), ("ar", "de")]),
    gender=WISHES,
    organisation=HOUSES,
    is_busy=st.booleans(),
    is_set_aside=st.booleans(),
    rang_out_at=st.sampled_from([None, JUST_NOW, A_WHILE_AGO]),
    talked=st.timedeltas(timedelta(), timedelta(hours=5)),
)


def someone(**different: object) -> Answerer:
    plain = Answerer(id=uuid4(), languages=("en",))
    return replace(plain, **different)  # type: ignore[arg-type]  # a test's own fields


def caller(**different: object) -> Waiting:
    plain = Waiting(id=uuid4(), language="en")
    return replace(plain, **different)  # type: ignore[arg-type]  # a test's own fields


def ringing(
    *answerers: Answerer, of: Waiting | None = None, before: tuple[Waiting, ...] = ()
) -> tuple[Finding, tuple[UUID, ...]]:
    one = of or caller()
    found = decide_ringing(one, (*before, one), answerers, Rung(), moment=NOON)
    return found.found, found.ring


def test_nobody_who_cannot_speak_with_the_caller_is_rung() -> None:
    assert ringing(someone(languages=("de",))) == (Finding.NOBODY, ())


def test_who_talks_is_left_in_peace() -> None:
    assert ringing(someone(is_busy=True)) == (Finding.BUSY, ())


def test_a_phone_is_rung_again_only_after_a_pause_and_behind_the_others() -> None:
    mother, tired, rested, fresh = caller(), someone(), someone(), someone()
    rung = Rung({(mother.id, tired.id): JUST_NOW, (mother.id, rested.id): A_WHILE_AGO})

    found = decide_ringing(mother, (mother,), (tired, rested, fresh), rung, moment=NOON)

    assert found.ring == (fresh.id, rested.id)


def test_who_let_it_ring_for_one_caller_rests_for_the_next_one_too() -> None:
    assert ringing(someone(rang_out_at=JUST_NOW)) == (Finding.RUNG, ())
    assert len(ringing(someone(rang_out_at=A_WHILE_AGO))[1]) == 1


def test_who_is_set_aside_is_as_good_as_not_there() -> None:
    assert ringing(someone(is_set_aside=True)) == (Finding.NOBODY, ())


def test_whoever_has_talked_least_today_comes_first_and_then_who_has_rested_longest() -> None:
    tired = someone(talked=timedelta(hours=2))
    early = someone(talked=timedelta(hours=1), talked_until=NOON - timedelta(hours=3))
    late = someone(talked=timedelta(hours=1), talked_until=NOON - timedelta(minutes=5))
    fresh = someone()

    assert ringing(tired, late, early, fresh)[1] == (fresh.id, early.id, late.id, tired.id)


@pytest.mark.parametrize(
    ("wish", "person", "may_talk"),
    [
        ({}, {}, True),
        ({"gender": "woman"}, {"gender": "woman"}, True),
        ({"gender": "woman"}, {"gender": "man"}, False),
        ({"gender": "woman"}, {}, False),
        ({"organisation": "bruecke"}, {"organisation": "bruecke"}, True),
        ({"organisation": "bruecke"}, {"organisation": "city"}, False),
        ({"organisation": "bruecke"}, {}, False),
        ({"refused_organisation": "city"}, {"organisation": "city"}, False),
        ({"refused_organisation": "city"}, {"organisation": "bruecke"}, True),
        ({"refused_organisation": "city"}, {}, True),
    ],
)
def test_a_caller_talks_only_with_whom_they_would(
    wish: dict[str, str], person: dict[str, str], *, may_talk: bool
) -> None:
    assert fits(caller(**wish), someone(**person)) is may_talk


def test_a_wish_that_nobody_here_meets_is_told_apart_from_nobody_at_all() -> None:
    assert ringing(someone(gender="man"), of=caller(gender="woman")) == (Finding.UNMATCHED, ())


def test_those_who_have_waited_longer_come_first() -> None:
    assert ringing(someone(), before=(caller(),)) == (Finding.RUNG, ())


@pytest.mark.parametrize("other", [{"language": "so"}, {"gender": "woman"}])
def test_who_waits_longer_and_has_no_use_for_a_phone_keeps_it_from_nobody(
    other: dict[str, str],
) -> None:
    assert len(ringing(someone(), before=(caller(**other),))[1]) == 1


def test_not_the_whole_house_is_rung_for_one_caller() -> None:
    assert len(ringing(*(someone() for _ in range(AT_ONCE + 3)))[1]) == AT_ONCE


def test_phones_that_ring_already_count_among_those() -> None:
    mother = caller()
    rung = Rung(now={mother.id: AT_ONCE - 1})
    free = [someone() for _ in range(AT_ONCE)]

    assert len(decide_ringing(mother, (mother,), free, rung, moment=NOON).ring) == 1


def test_where_many_wait_phones_ring_for_many_of_them() -> None:
    callers = [caller() for _ in range(4)]
    people = [someone() for _ in range(8)]

    rung = [decide_ringing(one, callers, people, Rung(), moment=NOON).ring for one in callers]

    assert [len(one) for one in rung] == [2, 2, 2, 2]
    assert len({id_ for one in rung for id_ in one}) == 8


def test_whoever_was_cut_off_from_a_caller_is_rung_alone_for_a_while() -> None:
    before, other = someone(talked=timedelta(hours=3)), someone()
    mother = caller(first=before.id)

    assert ringing(other, before, of=mother)[1] == (before.id,)
    assert ringing(other, replace(before, is_busy=True), of=mother)[1] == (other.id,)


@given(
    QUEUES,
    st.lists(PEOPLE, max_size=8),
)
def test_whatever_happens_nobody_is_rung_who_should_not_be(
    callers: list[Waiting], people: list[Answerer]
) -> None:
    found = decide_ringing(callers[-1], callers, people, Rung(), moment=NOON)
    rung = [one for one in people if one.id in found.ring]

    assert all(fits(callers[-1], one) for one in rung)
    assert not any(one.is_busy or one.is_set_aside or one.rang_out_at == JUST_NOW for one in rung)
    assert len(found.ring) <= AT_ONCE


@given(
    QUEUES,
    st.lists(PEOPLE, max_size=8),
)
def test_one_phone_never_rings_for_two_callers(
    callers: list[Waiting], people: list[Answerer]
) -> None:
    """Each is looked for in turn, as the duty does it: whoever is rung is busy from then on."""
    rung: list[UUID] = []
    for one in callers:
        free = [replace(who, is_busy=who.is_busy or who.id in rung) for who in people]
        rung += decide_ringing(one, callers, free, Rung(), moment=NOON).ring

    assert len(rung) == len(set(rung))
