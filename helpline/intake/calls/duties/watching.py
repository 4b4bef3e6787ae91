"""Duty call.watch_talk: until nobody is in a conference any more, the carrier is asked who is.

Each report of who came or went may be lost, and nobody may wait in silence for somebody who is
gone, or who never comes. Where the carrier does not answer, nothing is done.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from helpline.clock import now
from helpline.db import db, transaction
from helpline.intake.calls.actions.beginning import LOOKED_AT
from helpline.intake.calls.actions.ending import hung_up
from helpline.intake.calls.actions.leaving import leave, see_to_caller
from helpline.intake.calls.actions.orders import IN
from helpline.intake.calls.duties.joining import move, send_off
from helpline.intake.calls.locks import lock_with_call
from helpline.intake.models import Call, CallLeg, CallState, LegPurpose, LegState
from helpline.outbox import HOUSE, Again, is_owed, owe
from helpline.providers import (
    CallGone,
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    current_carrier,
)

HERE: Final = frozenset({CallState.ACCEPTED, CallState.CALLING_BACK, CallState.TALKING})
NOBODY: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Look:
    """Whose calls are in the conference of a leg; None where the carrier did not say."""

    leg_id: UUID
    at: datetime
    answer: frozenset[str] | None

    @property
    def present(self) -> frozenset[str]:
        return self.answer or NOBODY


def watch_talk(leg_id: UUID) -> Again | None:
    """The conference of this leg, whoever keeps the caller in there by now."""
    look = _look(leg_id)
    with transaction():
        if db.session.get(CallLeg, leg_id) is None:
            return None  # swept out: days have passed
        leg, call = lock_with_call(leg_id)
        legs = _legs(leg)
        here = call if call is not None and _is_here(call, leg_id) else None
        strays = list(_strays(look, legs, call, here))
        if here is not None:
            _see_to(here, legs, look)
        has_not_come = here is not None and _has_not_come(here, leg_id)
        is_over = here is None and look.answer == NOBODY and not _is_anybody_coming(legs, look.at)
        if is_over and leg.state in IN:
            leave(leg)
    if here is not None and has_not_come:
        move(here.id, here.carrier_ref, f"/join/{leg_id}")
    for stray in strays:
        _send_off(*stray)
    return None if is_over else Again(now() + LOOKED_AT)


def bring_again(leg_id: UUID) -> None:
    """The caller was not with those who wait for them half a minute ago: move them, if still so.

    Two looks, for to move a caller who is there after all takes them out of the talk, and ends it.
    Whom we rang is spoken to by no machine of ours: then it is over.
    """
    look = _look(leg_id)
    with transaction():
        leg, call = lock_with_call(leg_id)
        if call is None or not _is_here(call, leg_id) or not _is_missed(call, look):
            return
        if leg.purpose is LegPurpose.CALLBACK:
            hung_up(call)
            return
        call_id, carrier_ref, kept_by = call.id, call.carrier_ref, call.accepted_leg_id
    move(call_id, carrier_ref, f"/join/{kept_by}")


def _look(leg_id: UUID) -> Look:
    moment = now()
    try:
        return Look(leg_id, moment, current_carrier().present(leg_id.hex))
    except (CallGone, CarrierRefused, CarrierUnavailable, CarrierUnclear):
        return Look(leg_id, moment, None)


def _legs(leg: CallLeg) -> list[CallLeg]:
    """All of the same call, those that are down too."""
    query = select(CallLeg).where(CallLeg.call_id == leg.call_id)
    fresh = query.execution_options(populate_existing=True)
    return list(db.session.scalars(fresh)) if leg.call_id is not None else [leg]


def _is_here(call: Call, leg_id: UUID) -> bool:
    return call.conference == leg_id.hex and call.state in HERE


def _is_missed(call: Call, look: Look) -> bool:
    """Others are in there, and the caller is not. An empty list says nothing."""
    is_in = call.carrier_ref in look.present
    return call.state is CallState.TALKING and bool(look.present) and not is_in


def _has_not_come(call: Call, leg_id: UUID) -> bool:
    """They were moved, and nothing was asked for them: the carrier found none of our pages."""
    return call.state is CallState.ACCEPTED and not is_owed(leg_id, "call.join")


def _see_to(call: Call, legs: Sequence[CallLeg], look: Look) -> None:
    keeper = next((leg for leg in legs if leg.id == call.accepted_leg_id), None)
    if keeper is not None and keeper.state is LegState.ENDED:
        see_to_caller(call, keeper)  # down because the caller was, or so it seemed
    elif call.carrier_ref in look.present:
        _note_who_is_gone(legs, look)
    elif _is_missed(call, look) and not is_owed(look.leg_id, "call.bring_again"):
        owe("call.bring_again", look.leg_id, desk=HOUSE, due_at=now() + LOOKED_AT)


def _note_who_is_gone(legs: Sequence[CallLeg], look: Look) -> None:
    for leg in legs:
        was_in = leg.accepted_at is not None and leg.accepted_at < look.at - LOOKED_AT
        if was_in and leg.state in IN and not _is_present(leg, look.present):
            leave(leg)


def _is_present(leg: CallLeg, present: frozenset[str]) -> bool:
    """Where we never learned the carrier's name of a leg: whether anybody is with the caller."""
    return leg.carrier_ref in present if leg.carrier_ref else len(present) > 1


def _is_anybody_coming(legs: Sequence[CallLeg], moment: datetime) -> bool:
    return any(leg.accepted_at and leg.accepted_at > moment - LOOKED_AT for leg in legs)


def _strays(
    look: Look, legs: Sequence[CallLeg], call: Call | None, here: Call | None
) -> Iterator[tuple[UUID | None, str]]:
    """Whoever is in there for the carrier and out for us; or all, where the caller is elsewhere."""
    known = {leg.carrier_ref: leg for leg in legs}
    for carrier_ref in look.present - {call.carrier_ref if call is not None else ""}:
        leg = known.get(carrier_ref)
        if here is None or (leg is not None and leg.state is LegState.ENDED):
            yield leg.id if leg is not None else None, carrier_ref


def _send_off(leg_id: UUID | None, carrier_ref: str) -> None:
    """A phone that nobody here knows hears nothing more."""
    if leg_id is not None:
        send_off(leg_id, carrier_ref)
        return
    with suppress(CallGone, CarrierRefused):
        current_carrier().hang_up(carrier_ref)
