"""Two assessors weigh the same picture; what both say is the decision."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid4

from helpline import audit, outbox
from helpline.clock import now
from helpline.db import db
from helpline.intake import Contact
from helpline.intake.actions import erasing
from helpline.intake.content import file_of
from helpline.outbox import announce
from helpline.people import Staff
from helpline.policy import current_policy
from helpline.triage.hotline import queries
from helpline.triage.hotline.codes import Outcome
from helpline.triage.hotline.decisions import Agreed, Open, decide
from helpline.triage.hotline.errors import (
    Decided,
    MonitoringNeedsADate,
    PictureOpen,
    WeighedAlready,
)
from helpline.triage.hotline.events import SignalDecided
from helpline.triage.hotline.models import Signal, Weighing
from helpline.vault import place

REVIEW: Final = "hotline.review"
REVIEW_WITHIN: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One assessor's conclusion."""

    outcome: Outcome
    reasons: str
    monitor_until: date | None = None


def weigh(contact: Contact, signal: Signal, weighed: Weighed, *, by: Staff) -> Agreed | Open:
    """Conclude, for oneself. The second assessor's conclusion may decide.

    Raises Decided, PictureOpen, WeighedAlready, MonitoringNeedsADate.
    """
    db.session.refresh(signal, with_for_update=True)
    _check(signal, weighed, by.id)
    weighing_id = uuid4()
    reasons = place(weighing_id, "hotline_weighing.reasons")
    db.session.add(
        Weighing(
            id=weighing_id,
            operator=signal.operator,
            signal_id=signal.id,
            round=signal.round,
            assessor_id=by.id,
            outcome=weighed.outcome,
            monitor_until=weighed.monitor_until if weighed.outcome is Outcome.MONITOR else None,
            reasons=file_of(contact).seal(weighed.reasons, reasons),
            weighed_at=now(),
        )
    )
    audit.record("signal.weighed", subject_id=signal.id, actor_id=by.id)
    db.session.flush()  # it counts among the opinions of this round
    return _conclude(signal, by.id)


def _conclude(signal: Signal, actor_id: UUID) -> Agreed | Open:
    conclusion = decide(queries.opinions(signal, signal.round))
    if isinstance(conclusion, Agreed):
        _decide(signal, conclusion, actor_id)
    elif conclusion is Open.DISAGREED:
        signal.round += 1
        audit.record("signal.disagreed", subject_id=signal.id, actor_id=actor_id)
    return conclusion


def _decide(signal: Signal, agreed: Agreed, actor_id: UUID) -> None:
    signal.outcome, signal.monitor_until = agreed.outcome, agreed.monitor_until
    signal.decided_at, signal.review_due_at = now(), None
    audit.record(f"signal.decided.{agreed.outcome}", subject_id=signal.id, actor_id=actor_id)
    outbox.cancel(REVIEW, signal.id)
    announce(SignalDecided(signal.id, "hotline"))
    keep = erasing.shorten if agreed.outcome is Outcome.NO_CONCERN else erasing.lengthen
    keep(signal.id)  # a signal without concern is kept for a shorter time (R34)
    if agreed.monitor_until is not None:
        due = datetime.combine(agreed.monitor_until, time.min, current_policy().time_zone)
        outbox.owe(REVIEW, signal.id, desk="hotline", due_at=due, deadline_at=due + REVIEW_WITHIN)


def look_again(signal: Signal) -> None:
    """The day has come: the signal is undecided again, and stands out in the queue."""
    signal.round += 1
    signal.outcome = signal.monitor_until = None
    signal.picture_closed_at = signal.picture_closed_by = None
    signal.review_due_at = now()
    audit.record("signal.review_due", subject_id=signal.id)


def _check(signal: Signal, weighed: Weighed, assessor_id: UUID) -> None:
    if signal.outcome is not None:
        raise Decided
    if signal.picture_closed_at is None:
        raise PictureOpen
    if assessor_id in {one.assessor_id for one in queries.opinions(signal, signal.round)}:
        raise WeighedAlready
    if weighed.outcome is Outcome.MONITOR and not _is_possible(weighed.monitor_until):
        raise MonitoringNeedsADate


def _is_possible(until: date | None) -> bool:
    today = now().astimezone(current_policy().time_zone).date()
    return until is not None and today < until <= today + current_policy().monitor.longest
