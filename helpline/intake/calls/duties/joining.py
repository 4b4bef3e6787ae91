"""Duties: bringing a caller to whoever accepted, and letting go whom nobody needs any more."""

from typing import Final
from uuid import UUID

from sqlalchemy import select

from helpline import audit
from helpline.clock import now
from helpline.db import db, transaction
from helpline.intake.calls.actions.ending import hung_up
from helpline.intake.calls.addresses import leg_address, public_address
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


def join(leg_id: UUID) -> None:
    """Move the caller to whoever accepted. Through the door of the desk, or of danger.

    A caller who is gone frees them again. May run twice: who has arrived is not moved.
    """
    with transaction():
        leg = db.session.get_one(CallLeg, leg_id)
        call = _locked(leg.call_id)
        if call is None or call.accepted_leg_id != leg_id or call.state is not CallState.ACCEPTED:
            return
        if leg.purpose is LegPurpose.HANDLER:
            _give(call, leg)
        leg.state, carrier_ref, call_id = LegState.JOINED, call.carrier_ref, call.id
    _move(call_id, carrier_ref, f"/join/{leg_id}")


def left_alone(call_id: UUID) -> None:
    """Whoever they talked with has hung up: the caller hears so, and can begin again."""
    with transaction():
        call = _locked(call_id)
        if call is None or not _is_alone(call):
            return
        call.state, call.scene, call.tries = CallState.MENU, Scene.AFTER, 0
        call.accepted_leg_id = None
        carrier_ref = call.carrier_ref
    _move(call_id, carrier_ref, "/alone")


def let_go(call_id: UUID) -> None:
    """See which phones still ring, or wait, for a caller who is taken or gone."""
    with transaction():
        call = _locked(call_id)
        if call is None:
            return
        for leg in _legs(call):
            if not _is_needed(leg, call):
                _owe_freedom(leg)


def free_leg(leg_id: UUID) -> None:
    """Stop a phone that rings; tell somebody who waits for the caller that they are gone."""
    with transaction():
        leg = db.session.get_one(CallLeg, leg_id, populate_existing=True)
        state, carrier_ref = leg.state, leg.carrier_ref
    if carrier_ref is None or state is LegState.ENDED:
        return
    try:
        if state in RINGING:
            current_carrier().hang_up(carrier_ref)
        else:
            current_carrier().redirect(carrier_ref, leg_address(leg_id, "/gone"))
    except (CallGone, CarrierRefused):
        pass  # over by itself: nothing to free
    with transaction():
        leg = db.session.get_one(CallLeg, leg_id, with_for_update=True, populate_existing=True)
        leg.state, leg.ended_at = LegState.ENDED, leg.ended_at or now()


def _move(call_id: UUID, carrier_ref: str, path: str) -> None:
    try:
        current_carrier().redirect(carrier_ref, public_address(path))
    except CallGone:
        with transaction():
            call = _locked(call_id)
            if call is not None:
                hung_up(call)


def _give(call: Call, leg: CallLeg) -> None:
    """The contact is theirs from now on, notes and all, also when the call is over."""
    contact = db.session.get(Contact, call.contact_id, with_for_update=True)
    if contact is None:
        return
    contact.taken_by, contact.taken_at = leg.account_id, now()
    if contact.state is ContactState.NEW:
        contact.state = ContactState.TAKEN
    audit.record("contact.taken", subject_id=contact.id, actor_id=leg.account_id)


def _is_needed(leg: CallLeg, call: Call) -> bool:
    """A danger's other phones are hushed by its ladder, which knows when."""
    if leg.id == call.accepted_leg_id:
        return call.state is not CallState.ENDED
    if leg.purpose is LegPurpose.DANGER:
        return True
    return call.state is CallState.WAITING and not call.is_danger


def _owe_freedom(leg: CallLeg) -> None:
    if leg.carrier_ref is None and leg.state is LegState.OWED:
        leg.state, leg.ended_at = LegState.ENDED, now()
    else:
        owe("call.free_leg", leg.id, desk=HOUSE)


def _legs(call: Call) -> list[CallLeg]:
    query = select(CallLeg).where(CallLeg.call_id == call.id, CallLeg.state != LegState.ENDED)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _is_alone(call: Call) -> bool:
    """Nobody of ours is left in the conference; or that was so, and the move failed."""
    if call.state is not CallState.TALKING:
        return call.state is CallState.MENU and call.scene is Scene.AFTER
    query = select(CallLeg.id).where(CallLeg.call_id == call.id, CallLeg.state == LegState.JOINED)
    return db.session.scalar(query.limit(1)) is None


def _locked(call_id: UUID | None) -> Call | None:
    query = select(Call).where(Call.id == call_id)
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))
