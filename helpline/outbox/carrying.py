"""Carrying out obligations: claim, do, finish; each by the newest claim alone.

PostgreSQL is the truth. A duty may run twice; an attempt that was overtaken changes nothing.
"""

import logging
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import Update, bindparam, func, select, text, update

from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import Door, Role, through
from helpline.outbox.actions import Again, Duty, current_wiring
from helpline.outbox.models import Obligation, State
from helpline.queues import QUEUES

log = logging.getLogger(__name__)

LONGEST_PAUSE: Final = timedelta(minutes=15)
LONGEST_DANGER_PAUSE: Final = timedelta(seconds=10)

WORKER: Final = Door(Role.WORKER, operator="*")
"""The worker sees every operator's obligations; a duty then takes one operator's door."""

# Put together once: every obligation pays for them.
_CLAIMABLE: Final = (
    select(Obligation)
    .where(
        Obligation.id == bindparam("wanted"),
        Obligation.state == State.OPEN,
        Obligation.due_at <= bindparam("moment"),
        Obligation.lease_until <= bindparam("moment"),
    )
    .with_for_update(skip_locked=True)
    # This process may remember the row as an earlier attempt of its own left it.
    .execution_options(populate_existing=True)
)
_CLAIM: Final = (
    update(Obligation)
    .where(Obligation.id == bindparam("claimed"))
    .values(attempt=Obligation.attempt + 1, lease_until=bindparam("until"))
)


def carry_out(obligation_id: UUID) -> bool:
    """Do one obligation, if it is due and nobody else is at it. Safe to call twice."""
    obligation = _claim(obligation_id)
    if obligation is None:
        return False
    try:
        duty = current_wiring().duties[obligation.kind]
        with through(_door(obligation, duty)):
            outcome = duty.carry_out(obligation.subject_id)
    except Exception:
        log.exception(
            "%s %s failed at attempt %s", obligation.kind, obligation_id, obligation.attempt
        )
        _put_off(obligation)
        return False
    return _finish(obligation, outcome)


def _claim(obligation_id: UUID) -> Obligation | None:
    """The obligation as it was claimed, with a lease and an attempt of its own."""
    moment = now()
    with through(WORKER), transaction():
        obligation = db.session.scalar(_CLAIMABLE, {"wanted": obligation_id, "moment": moment})
        if obligation is None:
            return None
        db.session.expunge(obligation)  # what is changed of it here, we write ourselves
        obligation.attempt += 1
        obligation.lease_until = moment + _lease(obligation.kind)
        claim = {"claimed": obligation.id, "until": obligation.lease_until}
        db.session.connection().execute(_CLAIM, claim)
        return obligation


def _lease(kind: str) -> timedelta:
    """Of a kind that nothing here carries out: long enough not to be asked all the time."""
    duty = current_wiring().duties.get(kind)
    return duty.lease if duty else LONGEST_PAUSE


def _door(obligation: Obligation, duty: Duty) -> Door:
    role = Role(obligation.desk) if duty.at_desk else Role.WORKER
    return Door(role, obligation.operator)


def _finish(obligation: Obligation, outcome: Again | None) -> bool:
    moment = now()
    if outcome is None:
        return _change(_mine(obligation).values(state=State.DONE, done_at=moment))
    again = _mine(obligation).values(
        due_at=outcome.at, lease_until=moment, nudge_after=moment, nudges=0, failures=0
    )
    return _change(again, wake=outcome.at <= moment)


def _put_off(obligation: Obligation) -> None:
    """After a failure: again later, 2 s at first, then longer; danger at most 10 s later."""
    until = now() + _pause(obligation.queue, obligation.failures + 1)
    _change(
        _mine(obligation).values(failures=Obligation.failures + 1, due_at=until, lease_until=until)
    )


def _pause(queue: str, failures: int) -> timedelta:
    longest = LONGEST_DANGER_PAUSE if queue == "danger" else LONGEST_PAUSE
    return min(timedelta(seconds=2 ** min(failures, 12)), longest)


def _mine(obligation: Obligation) -> Update:
    """The fence: only while no newer claim was made, and nobody cancelled it."""
    return update(Obligation).where(
        Obligation.id == obligation.id,
        Obligation.attempt == obligation.attempt,
        Obligation.state == State.OPEN,
    )


def _change(statement: Update, *, wake: bool = False) -> bool:
    """Whether it was still ours to change."""
    with through(WORKER), transaction():
        # Past the session, which would look through all that it knows for what this changes.
        changes = db.session.connection().execute(statement.returning(Obligation.id))
        changed = changes.first() is not None
        if changed and wake:
            db.session.execute(text("SELECT pg_notify('obligation', '')"))
        return changed


def seconds_late() -> dict[str, float]:
    """By queue: how long that has waited which could be claimed the longest; 0 where nothing."""
    moment = now()
    claimable_since = func.greatest(Obligation.due_at, Obligation.lease_until)
    query = (
        select(Obligation.queue, func.min(claimable_since))
        .where(Obligation.state == State.OPEN, claimable_since <= moment)
        .group_by(Obligation.queue)
    )
    late = {queue: (moment - since).total_seconds() for queue, since in db.session.execute(query)}
    return dict.fromkeys(QUEUES, 0.0) | late
