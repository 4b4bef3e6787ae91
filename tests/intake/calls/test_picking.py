"""Who is rung: by wish, by load, by patience; and that looking costs the same for many."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, insert

from helpline import clock
from helpline.db import db
from helpline.doors import Desk, Door, Role, through
from helpline.intake.calls.duties import ringing
from helpline.intake.models import (
    Call,
    CallLeg,
    CallState,
    LegPurpose,
    LegState,
    Scene,
)
from helpline.people.models import Account, Shift, StaffSession
from tests.house import OPERATOR, House, Visitor
from tests.intake.calls.conftest import AtWork, Phones
from tests.servers import Database

A_MAN: Final = "1 1 2"
MINUTE: Final = timedelta(minutes=1)


def write(house: House, model: type[Any], *rows: dict[str, Any]) -> None:
    with house.owner.begin() as connection:
        connection.execute(insert(model), list(rows))


def id_of(house: House, username: str) -> UUID:
    found: UUID = house.rows("SELECT id FROM account WHERE username = :u", u=username)[0].id
    return found


def waits(house: House, **different: object) -> UUID:
    """A caller who waits at the support desk, in English."""
    call_id, moment = uuid4(), clock.now()
    row: dict[str, object] = {
        "id": call_id,
        "operator": OPERATOR,
        "carrier_ref": f"CA{call_id.hex}",
        "room": call_id.hex,
        "language": "en",
        "desk": Desk.SUPPORT,
        "state": CallState.WAITING,
        "scene": Scene.WAITING,
        "started_at": moment,
        "waiting_since": moment,
    }
    write(house, Call, row | different)
    return call_id


def rang(house: House, username: str, ago: timedelta, **different: object) -> None:
    """A phone that rang some time ago, for a caller whom nobody remembers."""
    began = clock.now() - ago
    row: dict[str, object] = {
        "id": uuid4(),
        "operator": OPERATOR,
        "account_id": id_of(house, username),
        "purpose": LegPurpose.HANDLER,
        "language": "en",
        "state": LegState.ENDED,
        "created_at": began,
        "ended_at": began + timedelta(seconds=25),
    }
    write(house, CallLeg, row | different)


def look(house: House, call_id: UUID) -> None:
    """One look for somebody, as the worker takes it."""
    with house.worker.app_context():
        with through(Door(Role.WORKER, OPERATOR)):
            ringing.ring_handlers(call_id)
        db.session.remove()


def rung(house: House) -> list[str]:
    query = (
        "SELECT username FROM call_leg JOIN account ON account.id = account_id"
        " WHERE state <> 'ended'"
    )
    return sorted(row.username for row in house.rows(query))


@pytest.fixture
def team(house: House, at_work: AtWork) -> dict[str, Visitor]:
    """Three at the support desk, who all speak English."""
    everything = "desks = '{support}', languages = '{en}'"
    house.change(f"UPDATE account SET {everything} WHERE username IN ('maria', 'omar', 'sara')")
    return {name: at_work(name, "support") for name in ("maria", "omar", "sara")}


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


def test_whoever_has_talked_least_today_is_rung_where_many_wait(
    house: House, team: dict[str, Visitor]
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


def test_looking_costs_as_many_queries_for_fifty_callers_and_twenty_people_as_for_one(
    house: House, team: dict[str, Visitor]
) -> None:
    few = _queries(house, waits(house))
    house.change("UPDATE call SET state = 'ended'")
    _hire(house, 17)
    callers = [waits(house) for _ in range(50)]

    many = _queries(house, callers[0])

    assert house.count("call_leg") > 0
    assert many == few


def _queries(house: House, call_id: UUID) -> int:
    """Beside what ringing itself costs: two rows and a notice for each phone."""
    house.change("DELETE FROM call_leg")
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("INSERT") and "pg_notify" not in statement:
            asked.append(statement)

    with house.worker.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    look(house, call_id)
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)


def _hire(house: House, count: int) -> None:
    moment = clock.now()
    people, sessions, shifts = [], [], []
    for number in range(count):
        id_ = uuid4()
        mine = {"operator": OPERATOR, "account_id": id_}
        people.append(
            {
                "id": id_,
                "operator": OPERATOR,
                "username": f"new{number}",
                "display_name": f"New {number}",
                "password_hash": "none",
                "desks": ["support"],
                "languages": ["en"],
                "ring_address": f"client:new{number}",
            }
        )
        times = {"started_at": moment, "seen_at": moment}
        sessions.append(
            {"id": uuid4(), "token_hash": id_.bytes, "desk": "support", **mine, **times}
        )
        shifts.append({"id": uuid4(), "starts_at": moment - MINUTE, **mine})
    write(house, Account, *people)
    write(house, StaffSession, *sessions)
    write(house, Shift, *shifts)
