"""Duties: looking for somebody who can take a call, and ringing them.

Through the worker's door: who works where is not the public face's business.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import func, select, text

from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import Desk
from helpline.intake.calls.addresses import answered_address, leg_address
from helpline.intake.calls.decisions.ringing import Answerer, decide_ringing
from helpline.intake.models import Answerers, Call, CallLeg, CallState, LegPurpose, LegState
from helpline.outbox import HOUSE, Again, owe
from helpline.people import Reachable, reachable, working_at
from helpline.policy import current_policy
from helpline.providers import (
    CallGone,
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    Leg,
    current_carrier,
)

ROUND: Final = timedelta(seconds=3)
"""Between two looks for somebody, as long as a caller waits."""
LONGEST_TALK: Final = timedelta(hours=4)
"""The carrier ends a talk then; an older leg is one whose end we were never told."""
LONGEST_WAIT: Final = timedelta(hours=1)
"""Likewise for somebody who seems to wait: they do not hold up others any more."""
GRACE: Final = timedelta(seconds=30)
TALKING: Final = (LegState.ACCEPTED, LegState.JOINED)
ONE_AT_A_TIME: Final = text("SELECT pg_advisory_xact_lock(hashtext('call.ring_handlers'))")


def ring_handlers(call_id: UUID) -> Again | None:
    """Ring whoever can take this call, in rounds, until it waits no longer."""
    with transaction():
        db.session.execute(ONE_AT_A_TIME)  # two callers must not ring one phone at once
        call = _waiting(call_id)
        if call is None or call.desk is None or call.language is None:
            return None
        _ring_some(call, call.desk, call.language)
    return Again(now() + ROUND)


def ring_leg(leg_id: UUID) -> None:
    """Ring one phone, once. If it may or may not have rung, the next round rings it again."""
    with transaction():
        leg = _to_ring(leg_id)
    if leg is None:
        return
    try:
        carrier_ref = current_carrier().ring(leg)
    except (CarrierUnavailable, CarrierRefused, CallGone):
        _note_unrung(leg_id)
    except CarrierUnclear:
        return
    else:
        _note_rung(leg_id, carrier_ref)


def _waiting(call_id: UUID) -> Call | None:
    """The call, locked, while it waits for a desk's people. In danger the ladder rings."""
    query = select(Call).where(
        Call.id == call_id, Call.state == CallState.WAITING, Call.is_danger.is_(False)
    )
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


def _ring_some(call: Call, desk: Desk, language: str) -> None:
    moment = now()
    before = _before(call, desk)
    people = working_at(desk)
    ringing = decide_ringing(
        language, _answerers(call, people, moment), before=frozenset(before), moment=moment
    )
    call.answerers = Answerers(ringing.found.value)
    call.ahead = before.count(language)
    for person in people:
        if person.id in ringing.ring:
            _owe_leg(call, person, moment)


def _before(call: Call, desk: Desk) -> list[str]:
    """The languages of those at the same desk who have waited longer."""
    query = select(Call.language).where(
        Call.desk == desk,
        Call.state == CallState.WAITING,
        Call.is_danger.is_(False),
        Call.waiting_since < call.waiting_since,
        Call.waiting_since > now() - LONGEST_WAIT,
    )
    return [language for language in db.session.scalars(query) if language is not None]


def _answerers(call: Call, people: list[Reachable], moment: datetime) -> list[Answerer]:
    busy, rung = _busy(moment), _rung(call)
    return [
        Answerer(
            id=person.id,
            languages=person.languages,
            is_busy=person.id in busy or not person.ring_address,
            rung_at=rung.get(person.id),
        )
        for person in people
    ]


def _busy(moment: datetime) -> set[UUID | None]:
    """Talking or being rung, for whatever reason."""
    rings = timedelta(seconds=current_policy().calls.ring_seconds) + GRACE
    legs = select(CallLeg.account_id).where(
        (CallLeg.state.in_(TALKING) & (CallLeg.created_at > moment - LONGEST_TALK))
        | (
            CallLeg.state.in_((LegState.OWED, LegState.RINGING))
            & (CallLeg.created_at > moment - rings)
        )
    )
    return set(db.session.scalars(legs))


def _rung(call: Call) -> dict[UUID | None, datetime]:
    """When each was last rung for this call."""
    legs = (
        select(CallLeg.account_id, func.max(CallLeg.created_at))
        .where(CallLeg.call_id == call.id)
        .group_by(CallLeg.account_id)
    )
    return {row[0]: row[1] for row in db.session.execute(legs)}


def _owe_leg(call: Call, person: Reachable, moment: datetime) -> None:
    offered = [code for code in person.languages if code in current_policy().languages]
    leg = CallLeg(
        id=uuid4(),
        operator=call.operator,
        call_id=call.id,
        account_id=person.id,
        purpose=LegPurpose.HANDLER,
        language=offered[0] if offered else current_policy().languages[0],
        state=LegState.OWED,
        created_at=moment,
    )
    db.session.add(leg)
    owe("call.ring_leg", leg.id, desk=HOUSE)


def _to_ring(leg_id: UUID) -> Leg | None:
    """What to ring; None if it was tried before or is not wanted any more."""
    leg = _locked(leg_id)
    if leg.state is not LegState.OWED or leg.account_id is None:
        return None
    call, person = db.session.get(Call, leg.call_id), reachable(leg.account_id)
    is_wanted = call is not None and call.state is CallState.WAITING
    if not is_wanted or person is None or not person.ring_address:
        leg.state, leg.ended_at = LegState.ENDED, now()
        return None
    leg.state = LegState.RINGING
    return Leg(
        to=person.ring_address,
        answered_url=answered_address(leg_id, person.ring_address),
        status_url=leg_address(leg_id, "/status"),
        seconds=current_policy().calls.ring_seconds,
    )


def _note_rung(leg_id: UUID, carrier_ref: str) -> None:
    """The caller may have been taken or gone meanwhile: then this phone stops ringing."""
    with transaction():
        leg = _locked(leg_id)
        leg.carrier_ref = carrier_ref
        if leg.call_id is not None:
            owe("call.let_go", leg.call_id, desk=HOUSE)


def _note_unrung(leg_id: UUID) -> None:
    with transaction():
        leg = _locked(leg_id)
        leg.state, leg.ended_at = LegState.ENDED, now()


def _locked(leg_id: UUID) -> CallLeg:
    return db.session.get_one(CallLeg, leg_id, with_for_update=True, populate_existing=True)
