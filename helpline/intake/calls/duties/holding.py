"""Duties: a caller is on hold only while somebody of ours is there, and comes back whatever fails.

What the handler wishes (``hold_wanted``) and what the carrier did (``is_held``) are two things:
the worker brings them together, and never stops trying to bring a caller back.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from helpline.clock import now
from helpline.db import db, transaction
from helpline.intake.calls.actions.conferring import note_held
from helpline.intake.calls.actions.leaving import leave
from helpline.intake.calls.addresses import held_address, leg_address, told_address
from helpline.intake.calls.locks import lock_call
from helpline.intake.calls.prompts.brought_in import Said
from helpline.intake.calls.prompts.held import Told
from helpline.intake.models import (
    Call,
    CallLeg,
    CallOrder,
    CallState,
    LegState,
    OrderKind,
    OrderState,
)
from helpline.outbox import HOUSE, Again, owe
from helpline.providers import (
    CallGone,
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    current_carrier,
)

ROUND: Final = timedelta(seconds=10)
"""So often we look whether a held caller still has somebody."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk as the carrier knows it."""

    call_id: UUID
    conference_ref: str
    caller_ref: str
    handler_id: UUID | None
    handler_ref: str | None
    hold_wanted: bool
    is_held: bool


def talk_of(call: Call) -> Talk | None:
    """None where nobody talks, or the carrier has not told us of the conference yet."""
    if call.state is not CallState.TALKING or call.conference_ref is None:
        return None
    handler = db.session.get(CallLeg, call.accepted_leg_id, populate_existing=True)
    return Talk(
        call_id=call.id,
        conference_ref=call.conference_ref,
        caller_ref=call.carrier_ref,
        handler_id=handler.id if handler else None,
        handler_ref=handler.carrier_ref if handler else None,
        hold_wanted=call.hold_wanted,
        is_held=call.is_held,
    )


def align(call_id: UUID) -> None:
    """Hold or unhold, as the handler wishes. Again does no harm.

    Raises CarrierUnavailable also where we do not know the conference yet.
    """
    with transaction():
        call = lock_call(call_id)
        talk = talk_of(call) if call else None
    if talk is None:
        raise CarrierUnavailable("the conference is not known yet")
    carrier = current_carrier()
    if talk.hold_wanted:
        carrier.hold(talk.conference_ref, talk.caller_ref, music_url=held_address(call_id))
    else:
        carrier.unhold(talk.conference_ref, talk.caller_ref)
    with transaction():
        call = lock_call(call_id)
        if call is not None and call.conference_ref == talk.conference_ref:
            note_held(call, is_held=talk.hold_wanted)


def bring_back(call_id: UUID) -> None:
    """Nobody wants the caller on hold any more. A carrier that fails is asked again and again."""
    with transaction():
        call = lock_call(call_id)
        talk = talk_of(call) if call else None
    if talk is None or talk.hold_wanted:
        return
    try:
        align(call_id)
    except CallGone:
        return  # not in the conference: their own call tells what became of them
    if talk.is_held:
        _tell_both(talk)


def watch_hold(call_id: UUID) -> Again | None:
    """As long as a caller is on hold: is whoever put them there still there?

    Every report of a handler who left may have been lost, so the carrier is asked.
    """
    with transaction():
        call = lock_call(call_id)
        if call is None or call.state is not CallState.TALKING:
            return None
        if not (call.is_held or call.hold_wanted):
            return None
        talk = talk_of(call)
        if not _has_handler(call):
            owe("call.left_alone", call.id, desk=HOUSE)
        elif not call.hold_wanted:
            owe("call.bring_back", call.id, desk=HOUSE)
    if talk is not None:
        _look_for_handler(talk)
    return Again(now() + ROUND)


def tell_caller(talk: Talk, what: Told) -> None:
    """Say it into the talk. Where that fails, the talk itself says it."""
    with suppress(CallGone):
        _announce(talk, talk.caller_ref, told_address(talk.call_id, what))


def tell_handler(talk: Talk, what: Said) -> None:
    """Likewise. A handler who is not there any more has left, whoever was to tell us."""
    if talk.handler_id is None or talk.handler_ref is None:
        return
    try:
        _announce(talk, talk.handler_ref, leg_address(talk.handler_id, f"/said/{what}"))
    except CallGone:
        _note_gone(talk.handler_id)


def _announce(talk: Talk, call_ref: str, url: str) -> None:
    with suppress(CarrierRefused, CarrierUnavailable, CarrierUnclear):
        current_carrier().announce(talk.conference_ref, call_ref, url)


def _tell_both(talk: Talk) -> None:
    with transaction():
        failed = _last_was_in_vain(talk.call_id)
    tell_caller(talk, Told.BACK if failed is False else Told.BACK_ALONE if failed else Told.BACK)
    if failed is not None:
        tell_handler(talk, Said.NOT_REACHED if failed else Said.THIRD_LEFT)


def _last_was_in_vain(call_id: UUID) -> bool | None:
    """Whether the last one who was called could not be brought in. None: nobody was called."""
    kinds = (OrderKind.CONSULT, OrderKind.BRING_IN)
    query = (
        select(CallOrder.state)
        .where(CallOrder.call_id == call_id, CallOrder.kind.in_(kinds))
        .order_by(CallOrder.asked_at.desc())
    )
    state = db.session.scalars(query.limit(1)).first()
    return None if state is None else state is OrderState.FAILED


def _has_handler(call: Call) -> bool:
    leg = db.session.get(CallLeg, call.accepted_leg_id, populate_existing=True)
    return leg is not None and leg.state is not LegState.ENDED


def _look_for_handler(talk: Talk) -> None:
    """The carrier mutes no handler, so asking it to unmute one only tells whether they are in."""
    if talk.handler_id is None or talk.handler_ref is None:
        return
    try:
        current_carrier().unmute(talk.conference_ref, talk.handler_ref)
    except CallGone:
        _note_gone(talk.handler_id)
    except (CarrierRefused, CarrierUnavailable, CarrierUnclear):
        return


def _note_gone(leg_id: UUID) -> None:
    with transaction():
        leg = db.session.get_one(CallLeg, leg_id, populate_existing=True)
        if leg.state is not LegState.ENDED:
            leave(leg)
