"""Callers and phones as rows, for tests about who is rung."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import insert

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
from tests.house import OPERATOR, House

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
