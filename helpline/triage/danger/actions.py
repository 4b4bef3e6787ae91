"""What people do about a danger: the first to accept has it, and nobody stands it down alone."""

from uuid import UUID

from sqlalchemy import update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import current_door
from helpline.intake import Call, DangerDeclaration
from helpline.outbox import cancel, owe
from helpline.outbox.events import Event
from helpline.people import colleague_names
from helpline.policy import Kept, current_policy
from helpline.triage.danger import content
from helpline.triage.danger.errors import (
    AnotherPersonNeeded,
    DangerIsOver,
    NothingToConfirm,
    NotYoursToGiveBack,
    SomebodyHasIt,
)
from helpline.triage.danger.models import Danger, DangerState, Ending

DANGER = "danger"


def start_ladder(event: Event) -> None:
    """Reaction to DangerDeclared, in the same transaction, in whatever role declares."""
    db.session.flush()  # the public face may not read it back: the session must know it
    declaration = db.session.get_one(DangerDeclaration, event.subject_id)
    db.session.add(
        Danger(
            id=declaration.id,
            operator=current_door().operator,
            raised_at=declaration.declared_at,
            climbs_at=declaration.declared_at,
            call_id=declaration.call_id,
            is_drill=declaration.is_drill,
        )
    )
    owe("danger.climb", declaration.id, desk=DANGER)


def accept(danger_id: UUID, account_id: UUID | None) -> bool:
    """Have it, if nobody does: compare and set. Nobody as account: the police contact."""
    first = db.session.execute(
        update(Danger)
        .where(Danger.id == danger_id, Danger.state == DangerState.OPEN)
        .values(state=DangerState.ACCEPTED, accepted_by=account_id, accepted_at=now())
        .returning(Danger.id)
    ).first()
    if first is None:
        return False
    audit.record("danger.accepted", subject_id=danger_id, actor_id=account_id)
    owe("danger.quiet", danger_id, desk=DANGER)
    return True


def accept_on_console(danger: Danger, *, by: UUID) -> None:
    """Have it, and be rung to talk to the caller where there is one.

    Raises SomebodyHasIt, DangerIsOver.
    """
    won = accept(danger.id, by)
    lock(danger)
    if danger.state is DangerState.ENDED:
        raise DangerIsOver
    if danger.accepted_by != by:
        raise SomebodyHasIt(colleague_names([danger.accepted_by]).get(danger.accepted_by or by, ""))
    if won:
        watch_caller(danger)


def give_back(danger: Danger, *, by: UUID) -> None:
    """Whoever accepted cannot go on: the others are called again. Raises NotYoursToGiveBack."""
    lock(danger)
    if danger.state is not DangerState.ACCEPTED or danger.accepted_by != by:
        raise NotYoursToGiveBack
    climb_again(danger)
    audit.record("danger.given_back", subject_id=danger.id, actor_id=by)
    wake_ladder(danger)


def add_what_is_known(danger: Danger, words: str, *, by: UUID) -> None:
    db.session.add(content.seal_note(danger, words, by=by))
    audit.record("danger.learned", subject_id=danger.id, actor_id=by)


def end(danger: Danger, ending: Ending, words: dict[str, str], *, by: UUID) -> None:
    """End it in one of the three ways. Stood down, it stays amber. Raises DangerIsOver."""
    lock(danger)
    if danger.state is DangerState.ENDED:
        raise DangerIsOver
    policy, moment = current_policy(), now()
    content.seal_ending(danger, words)
    danger.state, danger.ending = DangerState.ENDED, ending
    danger.ended_by, danger.ended_at = by, moment
    audit.record(f"danger.{ending}", subject_id=danger.id, actor_id=by)
    owe("danger.quiet", danger.id, desk=DANGER)
    wake_ladder(danger)
    review_at = moment + policy.danger.reviewed_within
    owe("danger.review", danger.id, desk=DANGER, due_at=review_at, deadline_at=review_at)
    owe("danger.erase", danger.id, desk=DANGER, due_at=moment + policy.retention[Kept.DANGER])


def confirm_stand_down(danger: Danger, *, by: UUID) -> None:
    """The second person. Raises NothingToConfirm, AnotherPersonNeeded."""
    lock(danger)
    if not danger.is_amber:
        raise NothingToConfirm
    if danger.ended_by == by:
        raise AnotherPersonNeeded
    danger.second_by, danger.second_at = by, now()
    audit.record("danger.second", subject_id=danger.id, actor_id=by)


def reopen(danger: Danger, *, by: UUID | None) -> None:
    """It is not over: everybody is called again. Nobody as ``by``: the caller says so.

    Raises NothingToConfirm where nothing ended.
    """
    lock(danger)
    if danger.state is not DangerState.ENDED or danger.erased_at is not None:
        raise NothingToConfirm
    content.forget_ending(danger)
    danger.ending = danger.ended_by = danger.ended_at = None
    danger.second_by = danger.second_at = danger.reviewed_by = danger.reviewed_at = None
    climb_again(danger)
    audit.record("danger.reopened", subject_id=danger.id, actor_id=by)
    for kind in ("danger.review", "danger.erase"):
        cancel(kind, danger.id)
    wake_ladder(danger)


def review(danger: Danger, *, by: UUID) -> None:
    """A supervisor has looked back at it. Raises NothingToConfirm while it has not ended."""
    lock(danger)
    if danger.state is not DangerState.ENDED:
        raise NothingToConfirm
    danger.reviewed_by, danger.reviewed_at = by, now()
    audit.record("danger.reviewed", subject_id=danger.id, actor_id=by)
    cancel("danger.review", danger.id)


def climb_again(danger: Danger) -> None:
    """From the lowest rung, now; counted as another round."""
    danger.state, danger.accepted_by, danger.accepted_at = DangerState.OPEN, None, None
    danger.rung, danger.rounds, danger.climbs_at = 0, danger.rounds + 1, now()


def wake_ladder(danger: Danger) -> None:
    """Look at it now, whatever was planned. An attempt under way can then plan nothing more."""
    cancel("danger.climb", danger.id)
    owe("danger.climb", danger.id, desk=DANGER)


def watch_caller(danger: Danger) -> None:
    """See to it that somebody talks with the caller, where there is one."""
    if live_call(danger) is not None:
        owe("danger.join", danger.id, desk=DANGER)


def live_call(danger: Danger) -> Call | None:
    """The caller, while they are on the line."""
    call = db.session.get(Call, danger.call_id) if danger.call_id else None
    return call if call is not None and call.ended_at is None else None


def lock(danger: Danger) -> None:
    """Nobody else changes it until this transaction ends; looks at it anew."""
    db.session.refresh(danger, with_for_update=True)
