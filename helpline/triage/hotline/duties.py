"""What the hotline owes when nobody is looking, through its own door (wiring: ``at_desk``)."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from helpline.clock import now
from helpline.db import db, transaction
from helpline.outbox import Again
from helpline.triage.hotline.actions.weighing import look_again
from helpline.triage.hotline.codes import Outcome
from helpline.triage.hotline.models import Signal

NEXT_DAY: Final = timedelta(days=1)


def review(signal_id: UUID) -> Again | None:
    """Reopen a monitored signal on its day; owed until two assessors have decided anew.

    Left alone for days, it stands among what is overdue.
    """
    with transaction():
        signal = db.session.get(Signal, signal_id)
        if signal is None:
            return None
        if signal.outcome is Outcome.MONITOR:
            look_again(signal)
        return Again(now() + NEXT_DAY) if signal.review_due_at else None
