"""Who is rung: by wish, by load, by patience."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final
from uuid import uuid4

import pytest

from helpline import clock
from helpline.doors import Desk
from helpline.intake.models import CallState
from helpline.people.models import Shift
from tests.house import OPERATOR, House, Visitor
from tests.intake.calls.conftest import AtWork, Phones
from tests.intake.calls.picking import MINUTE, id_of, look, rang, rung, waits, write
from tests.servers import Database

A_MAN: Final = "1 1 2"
NOON: Final = 11
"""In UTC: in Berlin it is an hour or two later."""


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({}, ["maria", "omar", "sara"]),
        ({"wanted_gender": "man"}, ["omar"]),
        ({"wanted_organisation": "bruecke"}, ["sara"]),
        ({"refused_organisation": "bruecke"}, ["maria", "omar"]),
    ],
)
def test_callers_talk_with_whom_they_would(
    house: House, team: dict[str, Visitor], wish: dict[str, str], expected: list[str]
) -> None:
    house.change("UPDATE account SET organisation = 'bruecke' WHERE username = 'sara'")

    look(house, waits(house, **wish))

    assert rung(house) == expected


def test_a_caller_who_wants_a_man_hears_that_there_is_none(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    sid = phones.call(A_MAN)

    phones.until(lambda: phones.row(sid).get("answerers") == "unmatched", lambda: phones.row(sid))

    assert rung(house) == []


@pytest.fixture
def noon(house: House) -> None:
    """Or later: today has begun long ago."""
    clock.move(timedelta(hours=(NOON - clock.now().hour) % 24))


def test_whoever_has_talked_least_today_is_rung_where_many_wait(
    house: House, noon: None, team: dict[str, Visitor]
) -> None:
    for name, minutes in (("maria", 3), ("omar", 1), ("sara", 2)):
        began = clock.now() - 10 * MINUTE
        rang(house, name, 10 * MINUTE, accepted_at=began, ended_at=began + minutes * MINUTE)
    first = waits(house)
    for number in range(2):
        waits(house, waiting_since=clock.now() + timedelta(seconds=number + 1))

    look(house, first)
    assert rung(house) == ["omar"]

    house.change("DELETE FROM call_leg WHERE state <> 'ended'")
    house.change("UPDATE call SET state = 'ended' WHERE id <> :id", id=first)
    look(house, first)
    assert rung(house) == ["maria", "omar", "sara"]


def test_somebody_cut_off_from_a_caller_is_rung_before_all_others(
    house: House, team: dict[str, Visitor]
) -> None:
    again = clock.now() + MINUTE

    look(house, waits(house, rings_first_id=id_of(house, "sara"), rings_first_until=again))

    assert rung(house) == ["sara"]


def test_who_let_it_ring_three_times_is_set_aside_told_so_and_can_come_back(
    house: House, team: dict[str, Visitor]
) -> None:
    for number in range(3):
        rang(house, "maria", (5 - number) * MINUTE, rang_out=True)
        rang(house, "sara", (5 - number) * MINUTE, rang_out=number < 2)

    look(house, waits(house))

    assert rung(house) == ["omar", "sara"]
    for page in ("/", "/queue"):
        assert "Your phone rang several times" in team["maria"].get(page).text
    assert "Your phone rang several times" not in team["omar"].get("/").text

    team["maria"].submit("/duty/rung-again", at="/")
    look(house, waits(house, desk=Desk.SUPPORT))
    assert "Your phone rang several times" not in team["maria"].get("/").text
    assert "maria" in rung(house)


def test_after_ten_minutes_whoever_was_set_aside_is_rung_again(
    house: House, team: dict[str, Visitor], move_clock: Callable[[timedelta], None]
) -> None:
    for number in range(3):
        rang(house, "maria", (5 - number) * MINUTE, rang_out=True)
    look(house, waits(house))
    assert "maria" not in rung(house)
    house.change("UPDATE call SET state = 'ended'")
    move_clock(11 * MINUTE)

    look(house, waits(house))

    assert "maria" in rung(house)


def test_danger_reaches_whoever_was_set_aside(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    later = clock.now() + 9 * MINUTE
    house.change("UPDATE account SET rested_until = :later", later=later)

    phones.call("1 0 1")

    assert phones.ringing("maria")


def test_a_phone_that_rings_to_its_end_is_remembered_and_one_that_another_answered_is_not(
    phones: Phones, house: House, team: dict[str, Visitor]
) -> None:
    mother = phones.waiting_call()
    maria, omar, sara = (phones.ringing(name) for name in team)

    phones.remote.answer(maria)
    phones.is_over(maria)
    phones.until(lambda: house.count("call_leg", "rang_out") == 1)

    phones.remote.answer(sara, "1")
    phones.are_together(mother, sara)
    phones.is_over(omar)
    phones.until(lambda: house.count("call_leg", "state = 'ended' AND fate = 'cancelled'") == 1)
    assert house.count("call_leg", "rang_out") == 1


@pytest.mark.parametrize(
    ("call", "fate", "counts"),
    [("waiting", "no-answer", 1), ("waiting", "canceled", 0), ("ended", "no-answer", 0)],
)
def test_only_a_phone_that_a_caller_still_waited_for_counts_against_its_owner(
    phones: Phones, house: House, call: str, fate: str, counts: int
) -> None:
    call_id, leg_id = waits(house, state=CallState(call)), uuid4()
    rang(house, "maria", MINUTE, id=leg_id, call_id=call_id, state="ringing", ended_at=None)

    told = phones.post(f"/voice/leg/{leg_id}/status", "CA" + "8" * 32, CallStatus=fate)

    assert told.status_code == 204
    assert house.count("call_leg", "rang_out") == counts


def test_who_declines_in_the_browser_has_not_let_it_ring(
    phones: Phones, house: House, team: dict[str, Visitor]
) -> None:
    later, maria = clock.now() + MINUTE, id_of(house, "maria")
    house.change(
        "UPDATE account SET rings = 'browser', browser_until = :later WHERE id = :id",
        later=later,
        id=maria,
    )
    phones.waiting_call()
    leg = phones.line.exchange.calls[phones.ringing_at(f"client:staff_{maria.hex}")]
    other = phones.line.exchange.calls[phones.ringing("omar")]

    phones.line.exchange.become(leg, "busy")
    phones.line.exchange.become(other, "busy")

    phones.until(lambda: house.count("call_leg", "fate = 'busy'") == 2)
    assert house.count("call_leg", "declined_at IS NOT NULL AND NOT rang_out") == 1
    assert house.count("call_leg", "declined_at IS NULL AND rang_out") == 1


def test_a_planned_shift_is_duty_for_its_own_desk(
    house: House, team: dict[str, Visitor], database: Database
) -> None:
    house.change("DELETE FROM shift")
    moment = clock.now()
    for name, desk in (("maria", None), ("omar", "support"), ("sara", "hotline")):
        shift = {"account_id": id_of(house, name), "only_at": desk, "ends_at": moment + MINUTE}
        write(house, Shift, {"id": uuid4(), "operator": OPERATOR, "starts_at": moment, **shift})

    look(house, waits(house))
    assert rung(house) == ["maria", "omar"]

    house.change("DELETE FROM call_leg")
    house.change("DELETE FROM call")
    team["omar"].submit("/duty", {"duty": "off"}, at="/")
    look(house, waits(house))
    assert rung(house) == ["maria"]
