"""The sweep that never forgets an obligation: it hints workers, and does danger itself.

Redis only carries hints. Without it dangers are carried out here, and the rest waits for it.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

import redis
from sqlalchemy import bindparam, func, select

from helpline import queues
from helpline.clock import now
from helpline.db import UtcDateTime, db, transaction
from helpline.doors import through
from helpline.outbox.carrying import WORKER, carry_out
from helpline.outbox.models import Obligation, State

JOB: Final = "helpline.worker.carry_out"
BATCH: Final = 50
"""As many as this in one sweep: there may be more."""
UNCLAIMED: Final = timedelta(seconds=2)
"""A danger that nobody claimed for so long is carried out by the sweeper itself."""
NUDGE_PAUSE: Final = timedelta(seconds=2)
LONGEST_NUDGE_PAUSE: Final = timedelta(seconds=10)
# Put together once: each sweeper asks twice a second, whether there is something or not.
_DUE: Final = (
    select(Obligation)
    .where(
        Obligation.state == State.OPEN,
        func.greatest(Obligation.due_at, Obligation.nudge_after, Obligation.lease_until)
        <= bindparam("moment", type_=UtcDateTime()),
    )
    .order_by(Obligation.queue != "danger", Obligation.due_at)
    .limit(BATCH)
    .with_for_update(skip_locked=True)
    .execution_options(populate_existing=True)
)


@dataclass(frozen=True, slots=True)
class _Due:
    id: UUID
    queue: str
    hint: str
    """Never the same twice."""
    is_unclaimed: bool


def sweep() -> int:
    """Hint every due obligation to a worker; do unclaimed dangers here. Returns how many."""
    due = _take()
    redis_answers = True
    for each in due:
        if each.is_unclaimed:
            carry_out(each.id)
            continue
        # One silence is enough to learn that Redis is down: each costs a quarter of a second.
        redis_answers = redis_answers and _hint(each)
        if not redis_answers and each.queue == "danger":
            carry_out(each.id)
    return len(due)


def _hint(due: _Due) -> bool:
    """Whether Redis took it."""
    try:
        queues.hint(due.queue, JOB, str(due.id), due.hint)
    except redis.RedisError:
        return False
    return True


def _take() -> list[_Due]:
    """Pick due rows that no other sweeper holds, danger first, and put off their next nudge."""
    moment = now()
    with through(WORKER), transaction():
        taken = []
        for row in db.session.scalars(_DUE, {"moment": moment}).all():
            is_old = row.nudges > 0 and row.due_at + UNCLAIMED <= moment
            row.nudges += 1
            row.nudge_after = moment + min(NUDGE_PAUSE * row.nudges, LONGEST_NUDGE_PAUSE)
            hint = f"{row.attempt}-{row.nudges}"
            taken.append(_Due(row.id, row.queue, hint, row.queue == "danger" and is_old))
        return taken
