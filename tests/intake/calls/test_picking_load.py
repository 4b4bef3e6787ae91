"""Looking for somebody to ring costs the same for many callers and people as for few."""

from uuid import UUID, uuid4

from sqlalchemy import event

from helpline import clock
from helpline.db import db
from helpline.people.models import Account, Shift, StaffSession
from tests.house import OPERATOR, House, Visitor
from tests.intake.calls.picking import MINUTE, look, waits, write


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
