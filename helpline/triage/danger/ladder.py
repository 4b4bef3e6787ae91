"""Duty danger.climb: rung after rung, round after round, until a person has it and it has ended.

Safe to run twice: whether a rung is due stands in the row, in the transaction that climbs it.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import select

from helpline import audit
from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import Door, Role, current_door, through
from helpline.intake import CallLeg
from helpline.intake.models import LegPurpose, LegState
from helpline.messages import Letter, Medium, tell
from helpline.outbox import Again, owe
from helpline.people import Reachable, reachable_on_duty, reachable_supervisors
from helpline.people.queries import reachable
from helpline.policy import Channel, Rung, Who, current_policy
from helpline.triage.danger.actions import DANGER, climb_again
from helpline.triage.danger.decisions import Decision, Move, Standing, decide_move, decide_next
from helpline.triage.danger.models import Danger, DangerState, LadderStep, Outcome

MEDIA: Final = {Channel.MAIL: Medium.MAIL, Channel.TEXT: Medium.TEXT}
LEDGER: Final = "/danger/"
ONE_RING: Final = timedelta(minutes=1)
"""A phone that is said to ring for longer has stopped, and we were not told."""


def as_danger() -> AbstractContextManager[None]:
    """Every duty of this room works through the danger door of its operator."""
    return through(Door(Role.DANGER, current_door().operator))


def climb(danger_id: UUID) -> Again | None:
    """Do what is due now; returns when to look again, None when it is over and settled."""
    with as_danger(), transaction():
        danger = db.session.get(Danger, danger_id, with_for_update=True, populate_existing=True)
        if danger is None:
            return None
        patience = current_policy().danger.acknowledged_within
        decision = decide_move(_standing(danger), patience, now())
        if decision.move is Move.CLIMB_AGAIN:
            climb_again(danger)
            audit.record("danger.climbs_again", subject_id=danger.id)
        if decision.move in {Move.CLIMB, Move.CLIMB_AGAIN}:
            _climb_rung(danger)
            return Again(danger.climbs_at)
        _remind(danger, decision)
        return Again(decision.again_at) if decision.again_at else None


def _standing(danger: Danger) -> Standing:
    is_accepted = danger.state is DangerState.ACCEPTED
    return Standing(
        is_open=danger.state is DangerState.OPEN,
        climbs_at=danger.climbs_at,
        accepted_at=danger.accepted_at if is_accepted else None,
        needs_second_since=danger.ended_at if danger.is_amber else None,
    )


def _climb_rung(danger: Danger) -> None:
    policy = current_policy()
    rung = policy.ladder[danger.rung]
    people = _people_on(rung)
    for person in people:
        for channel in rung.channels:
            _try(danger, person, channel)
    if rung.who is Who.POLICE and policy.may_climb_to_police():
        _ring(danger, None, current_policy().languages[0])
    following = decide_next(
        [each.after for each in policy.ladder],
        danger.rung,
        policy.danger.goes_round_after,
        tried_anybody=bool(people) or rung.who is Who.POLICE,
    )
    audit.record(f"danger.climbed.{danger.rounds}.{danger.rung}", subject_id=danger.id)
    danger.rung = following.rung
    danger.rounds += following.goes_round
    danger.climbs_at = now() + following.pause


def _people_on(rung: Rung) -> list[Reachable]:
    if rung.who is Who.DUTY:
        return reachable_on_duty()
    return reachable_supervisors() if rung.who is Who.SUPERVISORS else []


def _try(danger: Danger, person: Reachable, channel: Channel) -> None:
    if channel is Channel.CONSOLE:
        _step(danger, person.id, channel, outcome=Outcome.TRIED)
    elif channel is Channel.RING:
        if person.ring_address:
            _ring(danger, person.id, language_of(person))
        else:
            _step(danger, person.id, channel, outcome=Outcome.NO_ADDRESS)
    else:
        _write(danger, person, channel)


def _write(danger: Danger, person: Reachable, channel: Channel) -> None:
    occasion = f"{danger.rounds}.{danger.rung}"
    letter = Letter("danger", danger.id, link=LEDGER, occasion=occasion, is_danger=True)
    written = tell(letter, person, MEDIA[channel])
    if written:
        _step(danger, person.id, channel, reference_id=written[0])
    else:
        _step(danger, person.id, channel, outcome=Outcome.NO_ADDRESS)


def _ring(danger: Danger, account_id: UUID | None, language: str) -> None:
    leg_id = _ringing_already(danger, account_id) or owe_ring(danger, account_id, language)
    _step(danger, account_id, Channel.RING, reference_id=leg_id)


def _ringing_already(danger: Danger, account_id: UUID | None) -> UUID | None:
    """A phone that rings, or that the carrier did not take yet: it is not rung twice at once."""
    rings = (CallLeg.state == LegState.RINGING) & (LadderStep.tried_at > now() - ONE_RING)
    query = (
        select(CallLeg.id)
        .join(LadderStep, LadderStep.reference_id == CallLeg.id)
        .where(
            LadderStep.danger_id == danger.id,
            LadderStep.account_id == account_id,
            rings | (CallLeg.state == LegState.OWED),
        )
    )
    return db.session.scalar(query.limit(1))


def owe_ring(danger: Danger, account_id: UUID | None, language: str) -> UUID:
    """A phone of ours that will ring for this danger, and join its live caller."""
    leg = CallLeg(
        id=uuid4(),
        operator=danger.operator,
        call_id=danger.call_id,
        danger_id=danger.id,
        account_id=account_id,
        purpose=LegPurpose.DANGER,
        language=language,
        created_at=now(),
    )
    db.session.add(leg)
    owe("danger.ring", leg.id, desk=DANGER)
    return leg.id


def _step(
    danger: Danger,
    account_id: UUID | None,
    channel: Channel,
    *,
    reference_id: UUID | None = None,
    outcome: Outcome = Outcome.OWED,
) -> None:
    step = LadderStep(
        operator=danger.operator,
        danger_id=danger.id,
        rung=danger.rung,
        round=danger.rounds,
        account_id=account_id,
        channel=channel,
        reference_id=reference_id,
        tried_at=now(),
        outcome=outcome,
    )
    db.session.add(step)


def _remind(danger: Danger, decision: Decision) -> None:
    """Tell whoever should act, once for each reminder."""
    occasion = f"{danger.rounds}.{decision.number}"
    if decision.move is Move.REMIND:
        _tell(danger, "danger_yours", occasion, _accepter(danger))
    elif decision.move is Move.ASK_SECOND:
        _tell(danger, "danger_second", occasion, _second_people(danger))


def _accepter(danger: Danger) -> list[Reachable]:
    person = reachable(danger.accepted_by) if danger.accepted_by else None
    return [person] if person else reachable_supervisors()


def _second_people(danger: Danger) -> list[Reachable]:
    """Whoever may confirm that it was stood down: here now or supervising, and not the first."""
    people = {person.id: person for person in (*reachable_on_duty(), *reachable_supervisors())}
    return [person for person in people.values() if person.id != danger.ended_by]


def _tell(danger: Danger, template: str, occasion: str, people: Iterable[Reachable]) -> None:
    letter = Letter(template, danger.id, link=LEDGER, occasion=occasion, is_danger=True)
    for person in people:
        tell(letter, person, Medium.MAIL, Medium.TEXT)


def language_of(person: Reachable) -> str:
    offered = current_policy().languages
    return next((each for each in person.languages if each in offered), offered[0])


def steps_of(danger_id: UUID) -> list[LadderStep]:
    """What was tried, the newest first."""
    query = (
        select(LadderStep)
        .where(LadderStep.danger_id == danger_id)
        .order_by(LadderStep.round.desc(), LadderStep.rung.desc(), LadderStep.channel)
    )
    return list(db.session.scalars(query))
