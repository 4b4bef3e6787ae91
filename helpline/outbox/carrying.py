"""Carrying out obligations: claim, do, finish; and the sweep that never forgets one.

PostgreSQL is the truth. Redis only carries hints; without it the sweeper works alone.
"""

import logging
from datetime import timedelta
from typing import Final
from uuid import UUID

import redis
from sqlalchemy import func, select, update

from helpline import queues
from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import Door, Role, through
from helpline.outbox.actions import Again, current_wiring
from helpline.outbox.models import Obligation, State

log = logging.getLogger(__name__)

JOB: Final = "helpline.worker.carry_out"
LONGEST_PAUSE: Final = timedelta(minutes=15)
BATCH: Final = 50
UNCLAIMED: Final = timedelta(seconds=2)
"""A danger that nobody claimed for so long is carried out by the sweeper itself."""
NUDGE_PAUSE: Final = timedelta(seconds=2)
LONGEST_NUDGE_PAUSE: Final = timedelta(seconds=10)

WORKER: Final = Door(Role.WORKER, operator="*")
"""The worker sees every operator's obligations; a duty then takes one operator's door."""


def carry_out(obligation_id: UUID) -> bool:
    """Do one obligation, if it is due and nobody else is at it. Safe to call twice."""
    claim = _claim(obligation_id)
    if claim is None:
        return False
    obligation, attempt = claim
    duty = current_wiring().duties[obligation.kind]
    try:
        with through(Door(Role.WORKER, obligation.operator)):
            outcome = duty.carry_out(obligation.subject_id)
    except Exception:
        log.exception("%s %s failed at attempt %s", obligation.kind, obligation_id, attempt)
        _put_off(obligation_id, attempt)
        return False
    return _finish(obligation_id, attempt, outcome)


def _claim(obligation_id: UUID) -> tuple[Obligation, int] | None:
    moment = now()
    with through(WORKER), transaction():
        obligation = db.session.scalar(
            select(Obligation)
            .where(
                Obligation.id == obligation_id,
                Obligation.state == State.OPEN,
                Obligation.due_at <= moment,
                Obligation.lease_until <= moment,
            )
            .with_for_update(skip_locked=True)
        )
        if obligation is None:
            return None
        obligation.attempt += 1
        obligation.lease_until = moment + current_wiring().duties[obligation.kind].lease
        return obligation, obligation.attempt


def _finish(obligation_id: UUID, attempt: int, outcome: Again | None) -> bool:
    """Only the newest claim may finish: an overtaken one changes nothing."""
    moment = now()
    mine = (
        update(Obligation)
        .where(
            Obligation.id == obligation_id,
            Obligation.attempt == attempt,
            Obligation.state == State.OPEN,
        )
        .returning(Obligation.id)
    )
    if outcome is None:
        change = mine.values(state=State.DONE, done_at=moment)
    else:
        change = mine.values(
            due_at=outcome.at, lease_until=moment, nudge_after=moment, nudges=0, failures=0
        )
    with through(WORKER), transaction():
        return db.session.execute(change).first() is not None


def _put_off(obligation_id: UUID, attempt: int) -> None:
    """After a failure: again later, 2 s at first, then longer; danger at most 10 s later."""
    with through(WORKER), transaction():
        obligation = db.session.get(Obligation, obligation_id)
        if obligation is None or obligation.attempt != attempt:
            return
        longest = LONGEST_NUDGE_PAUSE if obligation.queue == "danger" else LONGEST_PAUSE
        obligation.failures += 1
        pause = min(timedelta(seconds=2 ** min(obligation.failures, 12)), longest)
        obligation.due_at = obligation.lease_until = now() + pause


def sweep() -> int:
    """Hint every due obligation to a worker; do unclaimed dangers here. Returns how many."""
    alone: list[UUID] = []
    due = _take()
    for obligation, nudge, waited in due:
        if obligation.queue == "danger" and waited:
            alone.append(obligation.id)
            continue
        try:
            queues.hint(obligation.queue, JOB, str(obligation.id), nudge)
        except redis.RedisError:
            if obligation.queue == "danger":
                alone.append(obligation.id)
    for obligation_id in alone:
        carry_out(obligation_id)
    return len(due)


def _take() -> list[tuple[Obligation, int, bool]]:
    """Pick due rows that no other sweeper holds, danger first, and put off their next nudge."""
    moment = now()
    with through(WORKER), transaction():
        rows = db.session.scalars(
            select(Obligation)
            .where(
                Obligation.state == State.OPEN,
                func.greatest(Obligation.due_at, Obligation.nudge_after, Obligation.lease_until)
                <= moment,
            )
            .order_by(Obligation.queue != "danger", Obligation.due_at)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        ).all()
        taken = []
        for row in rows:
            waited = row.nudges > 0 and row.due_at + UNCLAIMED <= moment
            row.nudges += 1
            row.nudge_after = moment + min(NUDGE_PAUSE * row.nudges, LONGEST_NUDGE_PAUSE)
            taken.append((row, row.nudges, waited))
        return taken


def oldest_open_danger_seconds() -> float:
    """How long the oldest due danger obligation has been waiting; 0 where none does."""
    query = select(func.min(Obligation.due_at)).where(
        Obligation.state == State.OPEN,
        Obligation.queue == "danger",
        Obligation.due_at <= now(),
    )
    oldest = db.session.scalar(query)
    return 0.0 if oldest is None else max(0.0, (now() - oldest).total_seconds())
