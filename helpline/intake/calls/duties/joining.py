"""Duties: bringing a caller to whoever accepted, and letting go whom nobody needs any more."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from helpline import audit
from helpline.clock import now
from helpline.db import db, transaction
from helpline.intake.calls.actions.ending import hung_up
from helpline.intake.calls.actions.leaving import BROUGHT_IN, leave
from helpline.intake.calls.addresses import leg_address, public_address
from helpline.intake.calls.duties.parting import keeper_of
from helpline.intake.calls.locks import lock_call, lock_with_call
from helpline.intake.models import (
    Call,
    CallLeg,
    CallState,
    Contact,
    ContactState,
    LegPurpose,
    LegState,
    Scene,
)
from helpline.outbox import HOUSE, owe
from helpline.providers import CallGone, CarrierRefused, current_carrier

RINGING: Final = (LegState.OWED, LegState.RINGING)
RINGS_FIRST: Final = timedelta(seconds=30)
"""Whoever was cut off from a caller is rung alone for so long."""
BEGINS_ANEW: Final = frozenset({ContactState.NEW, ContactState.CLOSED})
"""Closed: they came back by phone with a code or a receipt."""


def join(leg_id: UUID) -> None:
    """Move the caller to whoever accepted. Through the door of the desk, or of danger.

    A caller who is gone frees them again. May run twice: who has arrived is not moved.
    """
    with transaction():
        leg = db.session.get_one(CallLeg, leg_id)
        call = lock_call(leg.call_id)
        if call is None or call.accepted_leg_id != leg_id or call.state is not CallState.ACCEPTED:
            return
        if leg.purpose is LegPurpose.HANDLER:
            _give(call, leg)
        leg.state, carrier_ref, call_id = LegState.JOINED, call.carrier_ref, call.id
    move(call_id, carrier_ref, f"/join/{leg_id}")


def left_alone(call_id: UUID) -> None:
    """Whoever they talked with has hung up: the caller hears so, and can begin again.

    Somebody who was brought in and hears them keeps them. Whoever was on hold, or about to be,
    was cut off: they are the next one in line, and need press nothing.
    """
    with transaction():
        call = lock_call(call_id)
        if call is None or _is_kept(call) or not _is_alone(call):
            return
        _put_out(call)
        owe("call.let_go", call.id, desk=HOUSE)
        carrier_ref = call.carrier_ref
    move(call_id, carrier_ref, "/alone")


def give(leg_id: UUID) -> None:
    """A colleague keeps the caller: the contact is theirs. Through the desk's door."""
    with transaction():
        leg = db.session.get_one(CallLeg, leg_id)
        call = lock_call(leg.call_id)
        if call is not None:
            _give(call, leg)


def let_go(call_id: UUID) -> None:
    """See which phones still ring, or wait, for a caller who is taken or gone."""
    with transaction():
        call = lock_call(call_id)
        if call is None:
            return
        for leg in _legs(call):
            if not _is_needed(leg, call):
                _owe_freedom(leg)


def free_leg(leg_id: UUID) -> None:
    """Stop a phone that rings; tell somebody who waits for the caller that they are gone."""
    with transaction():
        leg, call = lock_with_call(leg_id)
        state, carrier_ref = leg.state, leg.carrier_ref
        is_needed = call is not None and _is_needed(leg, call)
    if carrier_ref is None or state is LegState.ENDED or is_needed:
        return
    send_off(leg_id, carrier_ref, rings=state in RINGING)


def send_off(leg_id: UUID, carrier_ref: str, *, rings: bool = False) -> None:
    """Out of wherever they are, with a word where they can hear it."""
    try:
        if rings:
            current_carrier().hang_up(carrier_ref)
        else:
            current_carrier().redirect(carrier_ref, leg_address(leg_id, "/gone"))
    except (CallGone, CarrierRefused):
        pass  # over by itself: nothing to free
    with transaction():
        leg, _call = lock_with_call(leg_id)
        if leg.state is not LegState.ENDED:
            leave(leg)  # they may have said yes meanwhile: then the caller must not wait for them


def move(call_id: UUID, carrier_ref: str, path: str) -> None:
    """Take the caller to one of our webhooks. Who is gone was never told to us: the call ends."""
    try:
        current_carrier().redirect(carrier_ref, public_address(path))
    except CallGone:
        with transaction():
            call = lock_call(call_id)
            if call is not None:
                hung_up(call)


def _give(call: Call, leg: CallLeg) -> None:
    """The contact is theirs from now on, notes and all, also when the call is over."""
    contact = db.session.get(Contact, call.contact_id, with_for_update=True)
    if contact is None:
        return
    contact.taken_by, contact.taken_at = leg.account_id, now()
    if contact.state in BEGINS_ANEW:
        contact.state, contact.closed_at = ContactState.TAKEN, None
    audit.record("contact.taken", subject_id=contact.id, actor_id=leg.account_id)


def _is_needed(leg: CallLeg, call: Call) -> bool:
    """A danger's other phones are hushed by its ladder, which knows when."""
    if leg.id == call.accepted_leg_id:
        return call.state is not CallState.ENDED
    if leg.purpose is LegPurpose.DANGER:
        return True
    if leg.purpose in BROUGHT_IN:
        return call.state is CallState.TALKING
    return call.state is CallState.WAITING and not call.is_danger


def _owe_freedom(leg: CallLeg) -> None:
    if leg.carrier_ref is None and leg.state is LegState.OWED:
        leg.state, leg.ended_at = LegState.ENDED, now()
    else:
        owe("call.free_leg", leg.id, desk=HOUSE)


def _legs(call: Call) -> list[CallLeg]:
    query = select(CallLeg).where(CallLeg.call_id == call.id, CallLeg.state != LegState.ENDED)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _is_kept(call: Call) -> bool:
    """By their handler, or by whoever stays in their place."""
    if call.state is not CallState.TALKING:
        return False
    handler = db.session.get(CallLeg, call.accepted_leg_id, populate_existing=True)
    if handler is not None and handler.state is not LegState.ENDED:
        return True
    keeper = keeper_of(call)
    if keeper is not None:
        call.accepted_leg_id = keeper.id
    return keeper is not None


def _is_alone(call: Call) -> bool:
    """Nobody of ours is left to them; or that was so, and the move failed."""
    if call.state is CallState.TALKING:
        return True
    is_moving = call.accepted_leg_id is None and call.scene in {Scene.AFTER, Scene.WAITING}
    return call.state is CallState.MENU and is_moving


def _put_out(call: Call) -> None:
    """Out of the conference. Whoever talked with them is rung before others for a while."""
    if call.state is not CallState.TALKING:
        return
    handler = db.session.get(CallLeg, call.accepted_leg_id)
    was_cut_off = call.hold_wanted or call.is_held or _is_anybody_called(call)
    call.state, call.tries = CallState.MENU, 0
    call.scene = Scene.WAITING if was_cut_off else Scene.AFTER
    call.rings_first_id = handler.account_id if handler else None
    call.rings_first_until = now() + RINGS_FIRST
    call.accepted_leg_id = call.conference = call.conference_ref = call.held_since = None
    call.is_held = call.hold_wanted = False


def _is_anybody_called(call: Call) -> bool:
    query = select(CallLeg.id).where(
        CallLeg.call_id == call.id,
        CallLeg.purpose == LegPurpose.CONSULT,
        CallLeg.state != LegState.ENDED,
    )
    return db.session.scalar(query.limit(1)) is not None
