"""A phone of ours is down: what that means for the caller, and its last words."""

from typing import Final

from helpline.clock import now
from helpline.intake.calls.actions.ending import end_call
from helpline.intake.calls.actions.queueing import wait
from helpline.intake.calls.locks import lock_call
from helpline.intake.calls.prompts.speaking import Words, offered_languages, said
from helpline.intake.models import Call, CallLeg, CallState, LegPurpose, LegState
from helpline.outbox import HOUSE, owe
from helpline.providers import Answer

BROUGHT_IN: Final = (LegPurpose.CONSULT, LegPurpose.LISTEN)


def leave(leg: CallLeg) -> None:
    """The phone is down. The caller, if any, must not be left alone with silence."""
    call = call_of(leg)  # locked before the leg is changed, as everywhere
    leg.state, leg.ended_at = LegState.ENDED, now()
    if leg.purpose in BROUGHT_IN:
        owe("call.third", leg.id, desk=HOUSE)
    if call is not None and call.accepted_leg_id == leg.id:
        see_to_caller(call, leg)


def see_to_caller(call: Call, leg: CallLeg) -> None:
    """Whoever they talk with, or were to, is gone."""
    if leg.purpose is LegPurpose.CALLBACK:
        # We rang them, perhaps a machine of theirs: nothing is said after our person has left.
        end_call(call, "talked" if call.joined_at is not None else "not_reached")
    elif call.state is CallState.TALKING:
        owe("call.left_alone", call.id, desk=HOUSE)
    elif call.state is CallState.ACCEPTED:
        call.state = CallState.MENU
        wait(call)


def end(leg: CallLeg, words: Words) -> Answer:
    if leg.state is not LegState.ENDED:
        leave(leg)
    return farewell(leg, words)


def farewell(leg: CallLeg, words: Words) -> Answer:
    return Answer().say(*said(language_of(leg), words)).hang_up()


def call_of(leg: CallLeg) -> Call | None:
    """The caller's call, locked."""
    return lock_call(leg.call_id)


def language_of(leg: CallLeg) -> str:
    offered = offered_languages()
    return leg.language if leg.language in offered else offered[0]
