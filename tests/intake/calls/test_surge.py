"""Very many people at once: one switch of supervisors, seen and heard, that ends by itself."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Final

import pytest
from flask.testing import FlaskClient

from helpline import clock
from helpline.db import db
from helpline.doors import Desk, Role
from helpline.intake.models import Call, CallState
from tests.contacts import text_of
from tests.house import OPERATOR, House, Visitor, inside
from tests.intake.calls.conftest import Phones

TOLD: Final = "Very many people are trying to reach us"
SWITCH: Final = "/supervisors/surge"
Staff = Callable[..., Visitor]
MoveClock = Callable[[timedelta], None]


def begin(supervisor: Visitor, level: int, hours: int = 4) -> None:
    answer = supervisor.submit(SWITCH, {"level": level, "hours": hours}, at="/supervisors")
    assert answer.status_code == HTTPStatus.FOUND, answer.text


def says(page: FlaskClient, path: str) -> bool:
    return TOLD in text_of(page.get(path).text)


def test_supervisors_say_it_and_every_console_shows_it_until_its_time_is_over(
    staff: Staff, house: House, move_clock: MoveClock
) -> None:
    sara, maria = staff("sara"), staff("maria", "support")
    assert not says(maria, "/red-bar")

    begin(sara, 2)

    assert all(says(maria, path) for path in ("/", "/queue", "/red-bar"))
    row = house.rows("SELECT s.*, a.username FROM surge s JOIN account a ON a.id = s.begun_by")[0]
    assert (row.level, row.username) == (2, "sara")
    assert row.ends_at - row.begun_at == timedelta(hours=4)
    audited = f"action = 'surge.begun' AND subject_id = '{row.id}' AND actor_id = '{row.begun_by}'"
    assert house.count("audit_entry", audited) == 1

    move_clock(timedelta(hours=4))
    assert not says(maria, "/red-bar")


def test_nobody_else_can_say_it_and_no_level_or_time_is_invented(
    staff: Staff, house: House
) -> None:
    maria, sara = staff("maria", "support"), staff("sara")

    refused = maria.submit(SWITCH, {"level": 2, "hours": 4}, at="/queue")
    wrong = [
        sara.submit(SWITCH, {"level": level, "hours": hours}, at="/supervisors").status_code
        for level, hours in ((9, 4), (2, 5), ("", ""))
    ]

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert maria.submit(f"{SWITCH}/end", at="/queue").status_code == HTTPStatus.FORBIDDEN
    assert wrong == [HTTPStatus.BAD_REQUEST] * 3
    assert house.count("surge") == 0


def test_another_level_takes_its_place_and_a_supervisor_ends_it_early(
    staff: Staff, house: House
) -> None:
    sara = staff("sara")
    begin(sara, 1)
    begin(sara, 3)
    assert "Level 3" in text_of(sara.get("/red-bar").text)
    assert '<option selected value="3">' in sara.get("/supervisors").text
    assert house.count("surge", "ended_at IS NULL") == 1

    sara.submit(f"{SWITCH}/end", at="/supervisors")

    assert not says(sara, "/red-bar")
    assert house.count("audit_entry", "action = 'surge.ended' AND actor_id IS NOT NULL") == 2


def test_public_pages_say_it_and_stop_saying_it(
    staff: Staff, public: FlaskClient, move_clock: MoveClock
) -> None:
    assert not says(public, "/en/")
    sara = staff("sara")
    begin(sara, 1)
    assert not says(public, "/en/"), "a page does not ask the database each time"

    move_clock(timedelta(seconds=11))
    assert says(public, "/en/")

    move_clock(timedelta(hours=4))
    assert not says(public, "/en/")


@pytest.mark.parametrize(("level", "is_heard"), [(1, False), (2, True)])
def test_callers_hear_it_first_where_the_policy_says_so(
    staff: Staff, phones: Phones, level: int, *, is_heard: bool
) -> None:
    begin(staff("sara"), level)

    sid = phones.call("1 1")

    phones.until(lambda: phones.row(sid).get("desk") is not None, lambda: phones.heard(sid))
    heard = phones.heard(sid)
    assert (TOLD in heard) is is_heard
    if is_heard:
        danger, told = "If someone is in danger now, press 0.", heard.index(TOLD)
        assert heard.index(danger) < told < heard.index("If you want help with someone close")
        assert "It may take longer than usual until somebody answers you." in heard


def test_nobody_hears_of_one_that_is_over(
    staff: Staff, phones: Phones, move_clock: MoveClock
) -> None:
    begin(staff("sara"), 3, hours=1)
    move_clock(timedelta(hours=1))

    sid = phones.call("1 1")

    phones.until(lambda: phones.row(sid).get("desk") is not None, lambda: phones.heard(sid))
    assert TOLD not in phones.heard(sid)


def test_the_machine_counts_and_suggests_and_switches_nothing(staff: Staff, house: House) -> None:
    with inside(house.staff, Role.SUPPORT):
        for number in range(5):
            db.session.add(_caller(str(number)))

    page = text_of(staff("sara").get("/supervisors").text)

    assert "5 callers are waiting on the line." in page
    assert "Your policy suggests level 1." in page
    assert house.count("surge") == 0


def _caller(ref: str) -> Call:
    return Call(
        operator=OPERATOR,
        carrier_ref=ref,
        room=ref,
        desk=Desk.SUPPORT,
        state=CallState.WAITING,
        started_at=clock.now(),
    )
