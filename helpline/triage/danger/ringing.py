"""Duties around the phones of a danger: ring, take a yes, hush the others, join the caller.

Nothing is asked of the carrier inside a transaction. A ring that may or may not have happened
is rung again at once, and that is noted.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import case, func, literal, or_, select, update

from helpline import audit
from helpline.clock import now
from helpline.db import db, transaction
from helpline.intake import CallLeg
from helpline.intake.calls.addresses import answered_address, status_address
from helpline.intake.models import LegState
from helpline.outbox import Again
from helpline.people.queries import reachable
from helpline.policy import current_policy
from helpline.providers import (
    CallGone,
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    Leg,
    current_carrier,
)
from helpline.triage.danger.actions import (
    accept,
    climb_again,
    live_call,
    wake_ladder,
    watch_caller,
)
from helpline.triage.danger.decisions import decide_ring_again
from helpline.triage.danger.ladder import as_danger, language_of, owe_ring
from helpline.triage.danger.models import Danger, DangerState, LadderStep, Outcome

NOT_ENDED: Final = (LegState.OWED, LegState.RINGING, LegState.ACCEPTED, LegState.JOINED)
MOST_JOIN_RINGS: Final = 3
JOIN_AGAIN: Final = timedelta(seconds=30)
"""Longer than one ring; after three of them the others are called again."""


@dataclass(frozen=True, slots=True, repr=False)
class _Ring:
    leg: Leg
    tries: int


def ring(leg_id: UUID) -> Again | None:
    """Ring one person. CarrierUnavailable is raised: nothing happened, it is tried again."""
    with as_danger(), transaction():
        due = _prepare(leg_id)
    if due is None:
        return None
    try:
        carrier_ref = current_carrier().ring(due.leg)
    except CarrierUnavailable:
        _note(leg_id, Outcome.OWED, tries=0)
        raise
    except CarrierRefused:
        _note(leg_id, Outcome.REFUSED)
        return None
    except (CarrierUnclear, CallGone):
        _note(leg_id, Outcome.UNCLEAR)
        return Again(now() + decide_ring_again(due.tries))
    _note(leg_id, Outcome.TRIED, carrier_ref=carrier_ref)
    return None


def accept_by_leg(leg_id: UUID) -> None:
    """Somebody pressed the key: on a phone that rang for a danger, or for its caller."""
    with as_danger(), transaction():
        leg = db.session.get(CallLeg, leg_id)
        danger_id = _danger_of(leg) if leg else None
        if leg is None or danger_id is None:
            return
        if accept(danger_id, leg.account_id):
            _change_step(leg_id, outcome=Outcome.ACCEPTED)
            watch_caller(db.session.get_one(Danger, danger_id))


def hush(danger_id: UUID) -> None:
    """Somebody has it: the other phones stop ringing. A phone that is in use is left alone."""
    with as_danger(), transaction():
        danger = db.session.get_one(Danger, danger_id)
        if danger.state is DangerState.OPEN:
            return  # given back meanwhile: these phones ring for the new round
        ringing = _ringing(danger)
    for leg_id, carrier_ref in ringing:
        if carrier_ref is not None:
            _hang_up(carrier_ref)
        _end(leg_id)


def join(danger_id: UUID) -> Again | None:
    """Watch over an accepted danger while the caller is on the line: nobody leaves them alone.

    Whoever accepted on the console, or whose line broke, is rung until the two are together;
    after three rings without an answer the others are called again.
    """
    with as_danger(), transaction():
        danger = db.session.get(Danger, danger_id, with_for_update=True, populate_existing=True)
        if danger is None or danger.state is not DangerState.ACCEPTED:
            return None
        call = live_call(danger)
        if call is None:
            return None
        if call.accepted_leg_id is None and not _is_rung_for_caller(danger):
            climb_again(danger)
            audit.record("danger.not_joined", subject_id=danger.id)
            wake_ladder(danger)
            return None
        return Again(now() + JOIN_AGAIN)


def _danger_of(leg: CallLeg) -> UUID | None:
    """Also where a desk's phone rang first, and its caller said then that there is danger."""
    if leg.danger_id is not None or leg.call_id is None:
        return leg.danger_id
    return db.session.scalar(select(Danger.id).where(Danger.call_id == leg.call_id))


def _prepare(leg_id: UUID) -> _Ring | None:
    """What to ring; None if it rang already, or need not ring any more."""
    leg = db.session.get(CallLeg, leg_id, with_for_update=True, populate_existing=True)
    if leg is None or leg.carrier_ref is not None or leg.state is not LegState.OWED:
        return None
    danger = db.session.get_one(Danger, leg.danger_id, populate_existing=True)
    address = _address_of(leg)
    if address is None or not _is_wanted(danger, leg):
        leg.state, leg.ended_at = LegState.ENDED, now()
        _change_step(leg_id, outcome=Outcome.OVERTAKEN if address else Outcome.NO_ADDRESS)
        return None
    return _Ring(_leg(leg, address), _count_try(leg_id))


def _count_try(leg_id: UUID) -> int:
    """How often this was tried, this time included. An earlier try without an end is noted."""
    step = _step_of(leg_id)
    if step is None:
        return 1  # a ring to join the caller: not a step of the ladder
    if step.tries and step.outcome is Outcome.OWED:
        audit.record("danger.ring.unclear", subject_id=leg_id)
    step.tries, step.tried_at = step.tries + 1, now()
    return step.tries


def _is_wanted(danger: Danger, leg: CallLeg) -> bool:
    """While nobody has it; the one who has it, while the caller is on the line."""
    if danger.state is DangerState.ACCEPTED:
        return danger.accepted_by == leg.account_id and live_call(danger) is not None
    return danger.state is DangerState.OPEN


def _address_of(leg: CallLeg) -> str | None:
    if leg.account_id is None:
        return current_policy().police.number
    person = reachable(leg.account_id)
    return person.ring_address if person else None


def _leg(leg: CallLeg, address: str) -> Leg:
    return Leg(
        to=address,
        answered_url=answered_address(leg.id, address),
        status_url=status_address(leg.id, address),
    )


def _note(
    leg_id: UUID, outcome: Outcome, *, carrier_ref: str | None = None, tries: int | None = None
) -> None:
    """What came of it. Webhooks may have been faster: what they wrote stays."""
    values: dict[str, object] = {"outcome": outcome}
    if tries is not None:
        values["tries"] = tries
    with as_danger(), transaction():
        _change_step(leg_id, **values)
        if outcome is Outcome.UNCLEAR:
            audit.record("danger.ring.unclear", subject_id=leg_id)
        if outcome is Outcome.REFUSED:
            _change_leg(leg_id, LegState.OWED, state=LegState.ENDED, ended_at=now())
        if carrier_ref is not None:
            _note_ringing(leg_id, carrier_ref)


def _note_ringing(leg_id: UUID, carrier_ref: str) -> None:
    """It rings. In one statement: a second about the same row would lock its call after it."""
    rings = case(
        (CallLeg.state == LegState.OWED, literal(LegState.RINGING, CallLeg.state.type)),
        else_=CallLeg.state,
    )
    known = func.coalesce(CallLeg.carrier_ref, carrier_ref)
    db.session.execute(
        update(CallLeg).where(CallLeg.id == leg_id).values(state=rings, carrier_ref=known)
    )


def _change_leg(leg_id: UUID, only_from: LegState, **values: object) -> None:
    db.session.execute(
        update(CallLeg).where(CallLeg.id == leg_id, CallLeg.state == only_from).values(**values)
    )


def _step_of(leg_id: UUID) -> LadderStep | None:
    """The newest: a phone that the carrier does not take stands for several rungs."""
    steps = select(LadderStep).where(LadderStep.reference_id == leg_id)
    return db.session.scalar(steps.order_by(LadderStep.tried_at.desc()).limit(1))


def _change_step(leg_id: UUID, **values: object) -> None:
    """An accepted step stays accepted, whatever is reported later."""
    db.session.execute(
        update(LadderStep)
        .where(LadderStep.reference_id == leg_id, LadderStep.outcome != Outcome.ACCEPTED)
        .values(**values)
    )


def _ringing(danger: Danger) -> list[tuple[UUID, str | None]]:
    """Phones that ring or are about to; the accepter's own may still join them to the caller."""
    query = select(CallLeg).where(
        CallLeg.danger_id == danger.id,
        CallLeg.state.in_((LegState.OWED, LegState.RINGING)),
    )
    may_join = danger.state is DangerState.ACCEPTED and live_call(danger) is not None
    return [
        (leg.id, leg.carrier_ref)
        for leg in db.session.scalars(query)
        if not (may_join and leg.account_id == danger.accepted_by)
    ]


def _hang_up(carrier_ref: str) -> None:
    try:
        current_carrier().hang_up(carrier_ref)
    except (CallGone, CarrierRefused, CarrierUnclear):
        return  # over, or about to be: a ring ends by itself after 25 seconds


def _end(leg_id: UUID) -> None:
    with as_danger(), transaction():
        for state in (LegState.OWED, LegState.RINGING):
            _change_leg(leg_id, state, state=LegState.ENDED, ended_at=now())


def _rings_to_join(danger: Danger) -> list[CallLeg]:
    """Since the acceptance, or still ringing from before."""
    query = select(CallLeg).where(
        CallLeg.danger_id == danger.id,
        CallLeg.account_id == danger.accepted_by,
        or_(CallLeg.created_at >= danger.accepted_at, CallLeg.state.in_(NOT_ENDED)),
    )
    return list(db.session.scalars(query))


def _is_rung_for_caller(danger: Danger) -> bool:
    """Whether a phone of the accepter rings, or is rung now, for the caller."""
    rings = _rings_to_join(danger)
    if any(leg.state in NOT_ENDED for leg in rings):
        return True
    return len(rings) < MOST_JOIN_RINGS and _ring_accepter(danger)


def _ring_accepter(danger: Danger) -> bool:
    """Whether there is a phone to ring."""
    person = reachable(danger.accepted_by) if danger.accepted_by else None
    if person is None or not person.ring_address:
        return False
    owe_ring(danger, person.id, language_of(person))
    return True
