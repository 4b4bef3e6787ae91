"""A phone of ours rings: taking the call, refusing it, and being let go."""

from typing import Final
from uuid import UUID

from sqlalchemy import select, update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.i18n import speak
from helpline.intake.calls.actions.conversing import wait
from helpline.intake.calls.addresses import leg_address
from helpline.intake.calls.decisions.dialogue import YES
from helpline.intake.calls.prompts import phones
from helpline.intake.calls.prompts.speaking import Words, offered_languages, said
from helpline.intake.events import CallAccepted
from helpline.intake.models import Call, CallLeg, CallState, LegPurpose, LegState
from helpline.outbox import HOUSE, announce, owe
from helpline.providers import Answer, Ask, Join, LegReport, TalkOver

DECLINE: Final = "2"
SECONDS: Final = 8
RINGING: Final = (LegState.OWED, LegState.RINGING)


def this_leg(leg_id: UUID) -> CallLeg:
    """The leg of this webhook, in the language of whoever answers it. Raises NoResultFound."""
    leg = db.session.get_one(CallLeg, leg_id, populate_existing=True)
    speak(_language(leg))
    return leg


def pick_up(leg: CallLeg) -> Answer:
    """Somebody, or something, has picked up: a voicemail presses no key."""
    if not _is_wanted(leg, _call_of(leg)):
        return _end(leg, phones.taken_by_another)
    ask = Ask(
        leg_address(leg.id, "/key"), said(_language(leg), lambda: _asked(leg)), seconds=SECONDS
    )
    return Answer().ask(ask).ask(ask).hang_up()


def answer_key(leg: CallLeg, pressed: str) -> Answer:
    """Yes takes it, if nobody was faster; no lets it go; anything else asks again."""
    if pressed == YES:
        return _accept(leg)
    if pressed == DECLINE:
        return _end(leg, phones.declined)
    return Answer().go_to(leg_address(leg.id))


def talk_over(leg: CallLeg, over: TalkOver) -> Answer:
    """Out of the conference. While the leg is live, it was the caller who left."""
    return caller_gone(leg) if over.is_live else Answer()


def caller_gone(leg: CallLeg) -> Answer:
    """Nobody is left alone by this: the caller went first."""
    if leg.state is not LegState.ENDED:
        leg.state, leg.ended_at = LegState.ENDED, now()
    return _farewell(leg, phones.caller_has_left)


def note_report(leg: CallLeg, report: LegReport) -> None:
    """What the carrier says about the leg; what is older than the newest changes nothing."""
    if report.order <= leg.sequence and not report.state.is_final:
        return
    leg.sequence = max(leg.sequence, report.order)
    leg.carrier_ref = leg.carrier_ref or report.call_ref
    if report.state.is_final and leg.state is not LegState.ENDED:
        _leave(leg)


def _accept(leg: CallLeg) -> Answer:
    call = _call_of(leg)
    if call is None or call.state is CallState.ENDED:
        return _accept_alone(leg)
    if not _is_first(leg):
        return _end(leg, phones.taken_by_another)
    _note_accepted(leg)
    owe("call.let_go", call.id, desk=HOUSE)
    return (
        Answer()
        .say(*said(_language(leg), phones.connecting))
        .join(Join(call.room, left_url=leg_address(leg.id, "/over")))
    )


def _accept_alone(leg: CallLeg) -> Answer:
    """Nobody is on the line. A danger is there all the same; a caller who left is not."""
    if leg.purpose is not LegPurpose.DANGER or leg.state is LegState.ENDED:
        return _end(leg, phones.caller_has_left)
    _note_accepted(leg)
    return _farewell(leg, phones.look_at_console)


def _is_first(leg: CallLeg) -> bool:
    """Compare and set: two who press at once cannot both be first."""
    first = db.session.scalar(
        update(Call)
        .where(
            Call.id == leg.call_id,
            Call.accepted_leg_id.is_(None),
            Call.state == CallState.WAITING,
        )
        .values(accepted_leg_id=leg.id, state=CallState.ACCEPTED)
        .returning(Call.id)
        .execution_options(synchronize_session=False)
    )
    return first is not None


def _note_accepted(leg: CallLeg) -> None:
    leg.state, leg.accepted_at = LegState.ACCEPTED, now()
    audit.record("call.accepted", subject_id=leg.id, actor_id=leg.account_id)
    announce(CallAccepted(leg.id, _desk_of(leg)))


def _leave(leg: CallLeg) -> None:
    """The phone is down. The caller, if any, must not be left alone with silence."""
    leg.state, leg.ended_at = LegState.ENDED, now()
    call = _call_of(leg)
    if call is None or call.accepted_leg_id != leg.id:
        return
    if call.state is CallState.TALKING:
        owe("call.left_alone", call.id, desk=HOUSE)
    elif call.state is CallState.ACCEPTED:
        call.state = CallState.MENU
        wait(call)


def _end(leg: CallLeg, words: Words) -> Answer:
    if leg.state is not LegState.ENDED:
        _leave(leg)
    return _farewell(leg, words)


def _farewell(leg: CallLeg, words: Words) -> Answer:
    return Answer().say(*said(_language(leg), words)).hang_up()


def _asked(leg: CallLeg) -> list[str]:
    if leg.purpose is LegPurpose.DANGER:
        return list(phones.danger())
    call = _call_of(leg)
    return list(phones.call_waiting((call and call.language) or _language(leg)))


def _is_wanted(leg: CallLeg, call: Call | None) -> bool:
    if leg.state not in RINGING:
        return False
    if leg.purpose is LegPurpose.DANGER:
        return True
    return call is not None and call.state is CallState.WAITING


def _call_of(leg: CallLeg) -> Call | None:
    """The caller's call, locked."""
    query = select(Call).where(Call.id == leg.call_id)
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


def _desk_of(leg: CallLeg) -> str:
    """In whose role the caller is moved: a danger belongs to whoever is on duty."""
    if leg.purpose is LegPurpose.DANGER:
        return "danger"
    call = _call_of(leg)
    return call.desk or HOUSE if call else HOUSE


def _language(leg: CallLeg) -> str:
    offered = offered_languages()
    return leg.language if leg.language in offered else offered[0]
