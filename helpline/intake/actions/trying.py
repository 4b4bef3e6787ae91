"""What came of trying to make a promised call, and when it is tried next.

Through the door of the contact's desk. Every try is a handler's: the machine only brings the
next one to mind, within safe times and staffed hours.
"""

from typing import Final
from uuid import UUID

from sqlalchemy import func, select, update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk
from helpline.intake.actions.callbacks import end_callback, lock, promise_call, safe_times
from helpline.intake.callback_errors import NotDuring, UnderWay
from helpline.intake.models import Callback, CallbackState, CallbackTry, TryOutcome
from helpline.people import Staff
from helpline.policy import current_policy

MISSED_THEM: Final = frozenset(
    {
        TryOutcome.NO_ANSWER,
        TryOutcome.BUSY,
        TryOutcome.FAILED,
        TryOutcome.VOICEMAIL,
        TryOutcome.NOT_THEM,
    }
)
"""A phone rang, or should have, and it was not them whom the handler talked with."""
SAID_BY_HANDLER: Final = frozenset({TryOutcome.VOICEMAIL, TryOutcome.NOT_THEM})


def tries_made(callback: Callback) -> int:
    query = select(func.count(CallbackTry.id)).where(
        CallbackTry.callback_id == callback.id, CallbackTry.outcome.in_(MISSED_THEM)
    )
    return db.session.scalar(query) or 0


def is_under_way(callback_id: UUID) -> bool:
    query = select(CallbackTry.id).where(
        CallbackTry.callback_id == callback_id, CallbackTry.ended_at.is_(None)
    )
    return db.session.scalar(query.limit(1)) is not None


def last_outcome(callback_id: UUID) -> TryOutcome | None:
    """Of the newest try that is over."""
    query = (
        select(CallbackTry.outcome)
        .where(CallbackTry.callback_id == callback_id, CallbackTry.ended_at.is_not(None))
        .order_by(CallbackTry.started_at.desc())
    )
    return db.session.scalar(query.limit(1))


def note_unreached(callback: Callback, outcome: TryOutcome, *, by: Staff) -> None:
    """The handler says that a machine, or somebody else, answered: the next try is planned.

    Raises CallbackOver, UnderWay, NotDuring.
    """
    lock(callback)
    if is_under_way(callback.id):
        raise UnderWay
    if outcome not in SAID_BY_HANDLER or last_outcome(callback.id) is not TryOutcome.ANSWERED:
        raise NotDuring
    newest = select(CallbackTry.id).where(CallbackTry.callback_id == callback.id)
    newest = newest.order_by(CallbackTry.started_at.desc()).limit(1)
    db.session.execute(
        update(CallbackTry)
        .where(CallbackTry.id == db.session.scalar(newest))
        .values(outcome=outcome)
        .execution_options(synchronize_session=False)
    )
    audit.record(f"callback.{outcome}", subject_id=callback.id, actor_id=by.id)
    plan_next(callback, by=by.id)


def plan_next(callback: Callback, *, by: UUID) -> bool:
    """Promise the next try, or end it after the last one. False where it was the last."""
    terms, desk = current_policy().callback, Desk(callback.desk)
    following = None
    if tries_made(callback) < terms.tries:
        following = safe_times(callback).next_from(
            now() + terms.again_after,
            lambda moment: current_policy().callback_allowed(desk, moment),
        )
    if following is None:
        end_callback(callback, CallbackState.UNREACHED, by=by)
        return False
    callback.wanted_at = following
    promise_call(callback, by=by)
    return True
