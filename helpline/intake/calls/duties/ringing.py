"""Duties: looking for somebody who can take a call, and ringing them.

Through the worker's door: who works where is not the public face's business.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import select, text

from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import Desk
from helpline.intake.calls.addresses import answered_address, status_address
from helpline.intake.calls.decisions.ringing import Answerer, decide_ringing
from helpline.intake.calls.duties.looking import (
    answerers_at,
    as_waiting,
    callers_at,
    rung_for,
    usual_minutes,
)
from helpline.intake.calls.duties.one_phone import note_rung, ring_once
from helpline.intake.calls.locks import lock_leg
from helpline.intake.models import Answerers, Call, CallLeg, CallState, LegPurpose, LegState
from helpline.outbox import HOUSE, Again, owe
from helpline.people import reachable
from helpline.policy import current_policy
from helpline.providers import Leg

ROUND: Final = timedelta(seconds=3)
"""Between two looks for somebody, as long as a caller waits."""
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
    if leg is not None:
        ring_once(leg, rung=partial(note_rung, leg_id), unrung=partial(_note_unrung, leg_id))


def _waiting(call_id: UUID) -> Call | None:
    """The call, locked, while it waits for a desk's people. In danger the ladder rings."""
    query = select(Call).where(
        Call.id == call_id, Call.state == CallState.WAITING, Call.is_danger.is_(False)
    )
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


def _ring_some(call: Call, desk: Desk, language: str) -> None:
    moment = now()
    caller, callers, answerers = (
        as_waiting(call, moment),
        callers_at(desk, moment),
        answerers_at(desk, moment),
    )
    if caller not in callers:
        callers.append(caller)  # they have waited for so long that they hold up nobody
    ringing = decide_ringing(caller, callers, answerers, rung_for(callers, moment), moment=moment)
    before = callers[: callers.index(caller)]
    call.answerers = Answerers(ringing.found.value)
    call.ahead = sum(one.language == language for one in before)
    call.usual_minutes = usual_minutes(desk, language, moment)
    for one in answerers:
        if one.id in ringing.ring:
            _owe_leg(call, one, moment)


def _owe_leg(call: Call, one: Answerer, moment: datetime) -> None:
    offered = [code for code in one.languages if code in current_policy().languages]
    leg = CallLeg(
        id=uuid4(),
        operator=call.operator,
        call_id=call.id,
        account_id=one.id,
        purpose=LegPurpose.HANDLER,
        language=offered[0] if offered else current_policy().languages[0],
        state=LegState.OWED,
        created_at=moment,
    )
    db.session.add(leg)
    owe("call.ring_leg", leg.id, desk=HOUSE)


def _to_ring(leg_id: UUID) -> Leg | None:
    """What to ring; None if it was tried before or is not wanted any more."""
    leg = lock_leg(leg_id)
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
        status_url=status_address(leg_id, person.ring_address),
        seconds=current_policy().calls.ring_seconds,
    )


def _note_unrung(leg_id: UUID) -> None:
    with transaction():
        leg = lock_leg(leg_id)
        leg.state, leg.ended_at = LegState.ENDED, now()
