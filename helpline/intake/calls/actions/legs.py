"""A phone of ours rings: taking the call, refusing it, and being let go."""

from typing import Final
from uuid import UUID

from sqlalchemy import update

from helpline.clock import now
from helpline.db import db
from helpline.i18n import speak
from helpline.intake.calls.actions import thirds
from helpline.intake.calls.actions.beginning import note_accepted
from helpline.intake.calls.actions.leaving import (
    BROUGHT_IN,
    call_of,
    end,
    farewell,
    language_of,
    leave,
)
from helpline.intake.calls.addresses import events_address, leg_address
from helpline.intake.calls.decisions.moves import YES
from helpline.intake.calls.prompts import brought_in, calling_back, phones
from helpline.intake.calls.prompts.speaking import Words, said
from helpline.intake.events import CallAccepted
from helpline.intake.models import Call, CallLeg, CallState, LegPurpose, LegState
from helpline.outbox import HOUSE, announce, owe
from helpline.providers import Answer, Ask, Join, LegReport, TalkOver
from helpline.providers import LegState as Reported

DECLINE: Final = "2"
SECONDS: Final = 8
RINGING: Final = (LegState.OWED, LegState.RINGING)
TAKEN: Final = (LegState.ACCEPTED, LegState.JOINED)
ON_THE_WAY: Final = (CallState.ACCEPTED, CallState.CALLING_BACK)
JOINED_FROM: Final = {LegPurpose.DANGER: (CallState.WAITING, CallState.MENU)}
"""A caller in danger who hears that the last one has left need not ask for the next."""


def this_leg(leg_id: UUID) -> CallLeg:
    """The leg of this webhook, in the language of whoever answers it. Raises NoResultFound."""
    leg = db.session.get_one(CallLeg, leg_id, populate_existing=True)
    speak(language_of(leg))
    return leg


def this_phone(leg_id: UUID, carrier_ref: str) -> CallLeg:
    """The same, asked by the phone itself: whoever rang it may have died before noting it.

    A danger's may ring twice at once, after doubt: the one that says yes is the leg.
    """
    leg = this_leg(leg_id)
    if leg.carrier_ref is None or (leg.carrier_ref != carrier_ref and leg.state in RINGING):
        call_of(leg)  # locked before the leg is changed, as everywhere
        leg.carrier_ref = carrier_ref
    return leg


def pick_up(leg: CallLeg) -> Answer:
    """Somebody, or something, has picked up: a voicemail presses no key.

    Sent again after they have said yes, it changes nothing.
    """
    if leg.state not in TAKEN and not _is_wanted(leg, call_of(leg)):
        over = brought_in.over if leg.purpose in BROUGHT_IN else phones.taken_by_another
        return end(leg, over)
    ask = Ask(
        leg_address(leg.id, "/key"), said(language_of(leg), lambda: _asked(leg)), seconds=SECONDS
    )
    return Answer().ask(ask).ask(ask).hang_up()


def answer_key(leg: CallLeg, pressed: str) -> Answer:
    """Yes takes it, if nobody was faster; no lets it go; anything else asks again."""
    if pressed == YES:
        return thirds.accept(leg) if leg.purpose in BROUGHT_IN else _accept(leg)
    if pressed == DECLINE:
        call_of(leg)
        leg.declined_at = now()
        return end(leg, phones.declined)
    return Answer().go_to(leg_address(leg.id))


def talk_over(leg: CallLeg, over: TalkOver) -> Answer:
    """Out of the conference. While the leg is live, it was the caller who left, or we sent it."""
    if not over.is_live:
        if leg.state is not LegState.ENDED:
            leave(leg)  # its status report may be late, or lost
        return Answer()
    if leg.is_sent_out:
        return farewell(leg, brought_in.goes_on_without_you)
    if _is_waited_for(leg):
        return end(leg, phones.broken)
    return caller_gone(leg)


def caller_gone(leg: CallLeg) -> Answer:
    """Nobody is left alone by this: the caller went first."""
    if leg.state is not LegState.ENDED:
        leg.state, leg.ended_at = LegState.ENDED, now()
    return farewell(leg, _GONE.get(leg.purpose, phones.caller_has_left))


_GONE: Final = {
    **dict.fromkeys(BROUGHT_IN, brought_in.over),
    LegPurpose.CALLBACK: calling_back.over,
}


def note_report(leg: CallLeg, report: LegReport) -> None:
    """What the carrier says about the leg; what is older than the newest changes nothing."""
    if report.order <= leg.sequence and not report.state.is_final:
        return
    call = call_of(leg)  # locked before the leg is changed, as everywhere
    if leg.state in TAKEN and leg.carrier_ref not in {None, report.call_ref}:
        return  # the other one of two that rang at once
    leg.sequence = max(leg.sequence, report.order)
    leg.carrier_ref = leg.carrier_ref or report.call_ref
    if not report.state.is_final:
        return
    leg.fate = leg.fate or report.state.value
    if leg.state is not LegState.ENDED:
        leg.rang_out = _rang_out(leg, call)
        leave(leg)


def note_browser_report(leg: CallLeg, report: LegReport) -> None:
    """Likewise, of a phone in a browser: it is busy where somebody pressed the button for no."""
    if report.state is Reported.BUSY and leg.state in RINGING:
        call_of(leg)
        leg.declined_at = now()
    note_report(leg, report)


def _is_waited_for(leg: CallLeg) -> bool:
    """The other one is still on the way to them: there was no conference to wait in."""
    call = call_of(leg)
    return call is not None and call.state in ON_THE_WAY and call.accepted_leg_id == leg.id


def _rang_out(leg: CallLeg, call: Call | None) -> bool:
    """Nobody said yes or no, and the caller still waits: no other was quicker, nobody left."""
    is_waiting = call is not None and call.state is CallState.WAITING
    said_something = leg.accepted_at is not None or leg.declined_at is not None
    return is_waiting and not said_something and leg.fate != "cancelled"


def _accept(leg: CallLeg) -> Answer:
    call = call_of(leg)
    db.session.refresh(leg)  # as it is now that the call is ours: it may be down already
    if call is None or call.state is CallState.ENDED:
        return _accept_alone(leg, phones.look_at_console)
    if _is_rung_beside(call, leg):
        return _accept_alone(leg, phones.caller_is_talking)
    if leg.state is LegState.ENDED or not _is_first(leg):
        return end(leg, phones.taken_by_another)
    _note_accepted(leg)
    owe("call.let_go", call.id, desk=HOUSE)
    seat = Join(
        leg.id.hex,
        left_url=leg_address(leg.id, "/over"),
        events_url=events_address(call.id),
        label=str(leg.id),
    )
    return Answer().say(*said(language_of(leg), phones.connecting)).join(seat)


def _accept_alone(leg: CallLeg, words: Words) -> Answer:
    """Nobody waits on the line. A danger is there all the same; a caller who left is not."""
    if leg.purpose is not LegPurpose.DANGER or leg.state is LegState.ENDED:
        return end(leg, phones.caller_has_left)
    _note_accepted(leg)
    return farewell(leg, words)


def _is_rung_beside(call: Call, leg: CallLeg) -> bool:
    """The ladder has climbed again while somebody talks with the caller: nobody has the danger."""
    if leg.purpose is not LegPurpose.DANGER or call.state is not CallState.TALKING:
        return False
    return call.joined_at is not None and leg.created_at > call.joined_at


def _is_first(leg: CallLeg) -> bool:
    """Compare and set: two who press at once cannot both be first.

    Each handler has a conference of their own, so that news of an earlier one is not taken
    for news of this one.
    """
    first = db.session.scalar(
        update(Call)
        .where(
            Call.id == leg.call_id,
            Call.accepted_leg_id.is_(None),
            Call.state.in_(JOINED_FROM.get(leg.purpose, (CallState.WAITING,))),
        )
        .values(
            accepted_leg_id=leg.id,
            state=CallState.ACCEPTED,
            conference=leg.id.hex,
            conference_ref=None,
            conference_order=-1,
            is_held=False,
            hold_wanted=False,
        )
        .returning(Call.id)
        .execution_options(synchronize_session=False)
    )
    return first is not None


def _note_accepted(leg: CallLeg) -> None:
    note_accepted(leg)
    announce(CallAccepted(leg.id, _desk_of(leg)))


def _asked(leg: CallLeg) -> list[str]:
    if leg.purpose in BROUGHT_IN:
        return list(brought_in.asked())
    if leg.purpose is LegPurpose.DANGER:
        return list(phones.danger())
    call = call_of(leg)
    return list(phones.call_waiting((call and call.language) or language_of(leg)))


def _is_wanted(leg: CallLeg, call: Call | None) -> bool:
    if leg.state not in RINGING:
        return False
    if leg.purpose is LegPurpose.DANGER:
        return True
    wanted_in = CallState.TALKING if leg.purpose in BROUGHT_IN else CallState.WAITING
    return call is not None and call.state is wanted_in


def _desk_of(leg: CallLeg) -> str:
    """In whose role the caller is moved: a danger belongs to whoever is on duty."""
    if leg.purpose is LegPurpose.DANGER:
        return "danger"
    call = call_of(leg)
    return call.desk or HOUSE if call else HOUSE
