"""Owing, announcing, cancelling and acknowledging. The worker's side is in carrying.py."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from flask import Flask, current_app
from sqlalchemy import select, update

from helpline.clock import now
from helpline.db import db, write_down
from helpline.doors import current_door
from helpline.outbox.events import Event
from helpline.outbox.models import Obligation, State

HOUSE: Final = "house"
_WOKEN: Final = "helpline.woken"


@dataclass(frozen=True, slots=True)
class Again:
    """What a duty returns when it is not finished: call me again at this time."""

    at: datetime


CarryOut = Callable[[UUID], Again | None]


@dataclass(frozen=True, slots=True)
class Duty:
    """How one kind of obligation is carried out."""

    carry_out: CarryOut
    """Opens its own door and transactions; holds none during an outside call; may run twice."""
    queue: str = "today"
    lease: timedelta = timedelta(seconds=30)
    """Longer than the longest outside call inside; a killed worker's work waits for so long."""
    at_desk: bool = False
    """Begin in the role of the obligation's desk instead of the worker's own."""


@dataclass(frozen=True, slots=True)
class Wiring:
    """Who reacts to what, handed over by wiring.py when an application is composed."""

    at_once: dict[type[Event], tuple[Callable[[Event], None], ...]] = field(default_factory=dict)
    later: dict[type[Event], tuple[str, ...]] = field(default_factory=dict)
    duties: dict[str, Duty] = field(default_factory=dict)
    standing: tuple[str, ...] = ()
    """Duties of the house that come round for ever, and that nothing has to cause."""


def init_app(app: Flask, wiring: Wiring) -> None:
    app.extensions["helpline.wiring"] = wiring


def current_wiring() -> Wiring:
    wiring: Wiring = current_app.extensions["helpline.wiring"]
    return wiring


def owe(
    kind: str,
    subject_id: UUID,
    *,
    desk: str,
    due_at: datetime | None = None,
    deadline_at: datetime | None = None,
) -> UUID:
    """Promise that something will be done, in the same transaction as what caused it."""
    moment, obligation_id = now(), uuid4()
    due_at = due_at or moment
    write_down(
        Obligation,
        id=obligation_id,
        operator=current_door().operator,
        kind=kind,
        subject_id=subject_id,
        desk=desk,
        queue=current_wiring().duties[kind].queue,
        created_at=moment,
        due_at=due_at,
        deadline_at=deadline_at,
        lease_until=moment,
        nudge_after=moment,
    )
    if due_at <= moment:
        _wake_sweepers()
    return obligation_id


def _wake_sweepers() -> None:
    """When this is committed, once for each transaction. What is due later they find by themselves.

    Whoever tells them waits until all others have told theirs: PostgreSQL puts them in order.
    """
    session = db.session()
    transaction = session.get_nested_transaction() or session.get_transaction()
    if transaction is None or session.info.get(_WOKEN) is not transaction:
        # On the connection, so that what is owed is not written one by one.
        session.connection().exec_driver_sql("NOTIFY obligation")
        session.info[_WOKEN] = session.get_nested_transaction() or session.get_transaction()


def announce(event: Event) -> None:
    """Tell the house. AT_ONCE reactions run now, LATER ones become obligations."""
    wiring = current_wiring()
    for react in wiring.at_once.get(type(event), ()):
        react(event)
    for kind in wiring.later.get(type(event), ()):
        owe(kind, event.subject_id, desk=event.desk)


def cancel(kind: str, subject_id: UUID) -> None:
    """Drop what is no longer owed. Something being carried out right now still finishes."""
    db.session.execute(
        update(Obligation)
        .where(
            Obligation.kind == kind,
            Obligation.subject_id == subject_id,
            Obligation.state == State.OPEN,
        )
        .values(state=State.CANCELLED, done_at=now())
    )


def acknowledge(obligation: Obligation, *, by: UUID) -> None:
    """A named person says that they have seen it."""
    obligation.acknowledged_by, obligation.acknowledged_at = by, now()


def is_acknowledged(kind: str, subject_id: UUID) -> bool:
    """Whether a person has said that they look after this open obligation."""
    query = select(Obligation.id).where(
        Obligation.kind == kind,
        Obligation.subject_id == subject_id,
        Obligation.state == State.OPEN,
        Obligation.acknowledged_at.is_not(None),
    )
    return db.session.scalar(query.limit(1)) is not None


def is_owed(subject_id: UUID, *kinds: str) -> bool:
    """Whether anything of these kinds (or, without kinds, of any) is still open."""
    query = select(Obligation.id).where(
        Obligation.subject_id == subject_id, Obligation.state == State.OPEN
    )
    if kinds:
        query = query.where(Obligation.kind.in_(kinds))
    return db.session.scalar(query.limit(1)) is not None
