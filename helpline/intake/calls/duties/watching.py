"""Duty call.watch_talk: as long as somebody talks with a caller, the carrier is asked who is in.

Each report of a handler who left may be lost, and nobody may wait in silence for somebody who
is gone. Whoever the carrier still counts in is left alone, and where it says nothing of the
caller nothing is done.
"""

from datetime import datetime
from uuid import UUID

from helpline.clock import now
from helpline.db import db, transaction
from helpline.intake.calls.actions.beginning import LOOKED_AT
from helpline.intake.calls.actions.leaving import leave
from helpline.intake.calls.actions.orders import IN, legs_of
from helpline.intake.calls.locks import lock_call
from helpline.intake.models import Call, CallLeg, CallState
from helpline.outbox import Again
from helpline.providers import (
    CallGone,
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    current_carrier,
)


def watch_talk(leg_id: UUID) -> Again | None:
    """The talk in the conference of this leg, whoever keeps the caller in there by now."""
    with transaction():
        call = _talk(leg_id)
    if call is None:
        return None
    moment = now()
    try:
        present = current_carrier().present(leg_id.hex)
    except (CallGone, CarrierRefused, CarrierUnavailable, CarrierUnclear):
        present = frozenset()
    if call.carrier_ref in present:
        with transaction():
            _note_who_is_gone(leg_id, present, moment)
    return Again(now() + LOOKED_AT)


def _talk(leg_id: UUID) -> Call | None:
    leg = db.session.get_one(CallLeg, leg_id)
    call = lock_call(leg.call_id)
    is_here = call is not None and call.conference == leg_id.hex
    return call if is_here and call and call.state is CallState.TALKING else None


def _note_who_is_gone(leg_id: UUID, present: frozenset[str], moment: datetime) -> None:
    call = _talk(leg_id)
    for leg in legs_of(call) if call is not None else ():
        was_in = leg.accepted_at is not None and leg.accepted_at < moment - LOOKED_AT
        if was_in and leg.state in IN and not _is_present(leg, present):
            leave(leg)


def _is_present(leg: CallLeg, present: frozenset[str]) -> bool:
    """Where we never learned the carrier's name of a leg: whether anybody is with the caller."""
    return leg.carrier_ref in present if leg.carrier_ref else len(present) > 1
