"""The doors of the house: whose right a transaction uses, and who may open a page.

Every transaction names its role and operator before its first query; a query outside a
door is refused, and so is a page without a guard (design: the wall, enforced in the database).
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, ParamSpec, TypeVar
from uuid import UUID

from flask import Flask, abort, current_app, g, request
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session, SessionTransaction

from helpline.db import db

P = ParamSpec("P")
R = TypeVar("R")

MARK: Final = "__guard__"
GUARD_FREE: Final = frozenset({"static"})
"""Endpoints without a guard. The list is short on purpose; a test shows it whole."""


class Desk(StrEnum):
    """Who works on a contact, and to which key it is sealed (R01)."""

    HOTLINE = "hotline"
    ADVICE = "advice"
    SUPPORT = "support"


class Role(StrEnum):
    """What a transaction may do in the database (helpline/wall.py says it table by table)."""

    PUBLIC = "public"
    STAFF = "staff"
    PARTNER = "partner"
    WORKER = "worker"
    HOTLINE = "hotline"
    ADVICE = "advice"
    SUPPORT = "support"
    DANGER = "danger"

    @classmethod
    def of(cls, desk: Desk) -> "Role":
        return cls(desk.value)


class NoDoor(Exception):
    """A query was tried without saying in whose name. That is a bug, never a person's mistake."""


@dataclass(frozen=True, slots=True)
class Door:
    """In whose name a transaction runs.

    ``mailbox`` (a lookup id), ``call`` (a call's or leg's reference) and ``partner`` are
    capabilities: row-level security shows just the rows that belong to them.
    """

    role: Role
    operator: str
    mailbox: bytes | None = None
    call: str | None = None
    partner: UUID | None = None


_door: ContextVar[Door | None] = ContextVar("door", default=None)

# In the driver's own words: every transaction pays for it.
_ENTER: Final = (
    "SELECT set_config('role', %(role)s, true), set_config('app.operator', %(operator)s, true),"
    " set_config('app.mailbox', %(mailbox)s, true), set_config('app.call', %(call)s, true),"
    " set_config('app.partner', %(partner)s, true)"
)


@event.listens_for(Session, "after_begin")
def _enter(_session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    if transaction.nested:
        return  # savepoints inherit the role
    door = _door.get()
    if door is None:
        raise NoDoor("name a role before the first query: with through(Door(…))")
    connection.exec_driver_sql(
        _ENTER,
        {
            "role": _database_role(door.role),
            "operator": door.operator,
            "mailbox": door.mailbox.hex() if door.mailbox else "",
            "call": door.call or "",
            "partner": str(door.partner or ""),
        },
    )


def _database_role(role: Role) -> str:
    config = current_app.extensions["helpline.config"]
    is_of_one_desk = role is Role.STAFF and config.staff_desk
    return f"{config.role_prefix}_{role}" + (f"_{config.staff_desk}" if is_of_one_desk else "")


def current_door() -> Door:
    """The door in use. Raises NoDoor where none is open."""
    door = _door.get()
    if door is None:
        raise NoDoor("no door is open")
    return door


def is_let_in() -> bool:
    """Whether a door is open: a page of refusal may have none."""
    return _door.get() is not None


@contextmanager
def through(door: Door) -> Iterator[None]:
    """Use this door for every transaction inside.

    Raises RuntimeError while a transaction is open: it would keep the old role.
    """
    if db.session().in_transaction():
        raise RuntimeError("finish the open transaction before changing doors")
    token = _door.set(door)
    try:
        yield
    finally:
        try:
            db.session.rollback()
        finally:  # a lost database refuses even that, and the door is closed all the same
            _door.reset(token)


@contextmanager
def with_capability(*, mailbox: bytes | None = None, call: str | None = None) -> Iterator[None]:
    """The same door, showing one mailbox or one call more."""
    with through(replace(current_door(), mailbox=mailbox, call=call)):
        yield


def guard(admit: Callable[[], Door]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Say who may open a page. ``admit`` names the door, or refuses by raising."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, MARK, admit)
        return view

    return mark


def init_app(app: Flask) -> None:
    """Every request goes through the door that its page's guard names; no guard, no page."""

    @app.before_request
    def enter() -> None:
        if request.endpoint is None or request.endpoint in GUARD_FREE:
            return
        admit = getattr(app.view_functions[request.endpoint], MARK, None)
        if admit is None:
            abort(403)
        door = admit()
        g.doors = ExitStack()
        g.doors.enter_context(through(door))

    @app.teardown_request
    def leave(_error: BaseException | None) -> None:
        doors: ExitStack | None = g.pop("doors", None)
        if doors is not None:
            doors.close()
