"""What happens in a conference, as the carrier tells it: late, twice, or in any order."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import select

from helpline.clock import now
from helpline.db import db
from helpline.intake.calls.actions.leaving import leave
from helpline.intake.calls.locks import lock_call
from helpline.intake.models import Call, CallLeg, CallState, LegState
from helpline.providers import ConferenceReport, Happening

IN: Final = (LegState.ACCEPTED, LegState.JOINED)


def note_event(call_id: UUID, report: ConferenceReport) -> None:
    """Only of the conference that the call is in now. The same event again changes nothing."""
    call = lock_call(call_id)
    if call is None or call.state is CallState.ENDED or report.name != call.conference:
        return
    if not _is_this_one(call, report):
        return
    if report.call_ref == call.carrier_ref:
        _note_caller(call, report)
    elif leg := _leg_of(call, report):
        _note_leg(leg, report)


def _is_this_one(call: Call, report: ConferenceReport) -> bool:
    """The carrier gives a conference that is founded anew a new reference."""
    if call.conference_ref is None or report.happening is Happening.STARTED:
        call.conference_ref = report.conference_ref
    return call.conference_ref == report.conference_ref


def _note_caller(call: Call, report: ConferenceReport) -> None:
    if report.happening not in {Happening.HELD, Happening.UNHELD}:
        return
    if report.order <= call.conference_order:
        return
    call.conference_order = report.order
    note_held(call, is_held=report.happening is Happening.HELD)


def note_held(call: Call, *, is_held: bool) -> None:
    if is_held and not call.is_held:
        call.held_since = now()
    call.is_held = is_held


def _note_leg(leg: CallLeg, report: ConferenceReport) -> None:
    """Once out, always out: whoever comes back has a new leg."""
    if leg.left_at is not None:
        return
    if report.happening is Happening.LEFT:
        _note_left(leg)
    elif report.happening is Happening.JOINED:
        note_joined(leg)
    elif report.order > leg.conference_order:
        leg.conference_order = report.order
        _CHANGES.get(report.happening, _nothing)(leg)


def note_joined(leg: CallLeg) -> None:
    leg.joined_at = leg.joined_at or now()
    if leg.state in IN:
        leg.state = LegState.JOINED


def _note_left(leg: CallLeg) -> None:
    leg.left_at = now()
    if leg.state in IN:
        leave(leg)


def _held(leg: CallLeg) -> None:
    leg.is_held = True


def _unheld(leg: CallLeg) -> None:
    leg.is_held = False


def _muted(leg: CallLeg) -> None:
    leg.is_muted = True


def _unmuted(leg: CallLeg) -> None:
    leg.is_muted = False


def _nothing(_leg: CallLeg) -> None:
    pass


_CHANGES: Final[Mapping[Happening, Callable[[CallLeg], None]]] = {
    Happening.HELD: _held,
    Happening.UNHELD: _unheld,
    Happening.MUTED: _muted,
    Happening.UNMUTED: _unmuted,
}


def _leg_of(call: Call, report: ConferenceReport) -> CallLeg | None:
    """By our label: the carrier may tell of a join before it has told us its own reference."""
    query = select(CallLeg).where(CallLeg.call_id == call.id)
    legs = db.session.scalars(query.execution_options(populate_existing=True)).all()
    found = [leg for leg in legs if report.label == str(leg.id)]
    found += [leg for leg in legs if report.call_ref == leg.carrier_ref]
    if not found:
        return None
    found[0].carrier_ref = found[0].carrier_ref or report.call_ref or None
    return found[0]
