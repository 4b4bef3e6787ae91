"""What follows from a choice: the language, what they want, with whom they would rather talk."""

from collections.abc import Callable
from typing import Final

from helpline.clock import now
from helpline.i18n import speak
from helpline.intake.calls.actions.arriving import arrive
from helpline.intake.calls.actions.line import Line, binding_of, desk_of
from helpline.intake.calls.actions.queueing import wait
from helpline.intake.calls.actions.scenes import show
from helpline.intake.calls.decisions.moves import Move, Turn
from helpline.intake.models import Call, Scene
from helpline.intake.questions import desk_for
from helpline.people.models import Gender
from helpline.policy import current_policy
from helpline.providers import Answer, Spoken


def begin_in(call: Call, language: str) -> None:
    """From here on they are spoken with in this language, the notice first of all."""
    call.language, call.scene = language, Scene.DESK
    call.notice_version = current_policy().version
    speak(language)


def go_to_desk(call: Call, line: Line, *first: Spoken) -> Answer:
    """Their desk is known: to its people, or to the truth that nobody is there."""
    if not current_policy().open_at(desk_of(call), now()):
        call.scene = Scene.OFFER
    elif current_policy().calls.wishes.gender:
        call.scene = Scene.GENDER
    else:
        _after_gender(call)
    return show(call, line, *first)


def _after_gender(call: Call) -> None:
    if current_policy().calls.wishes.organisations:
        call.scene = Scene.ORGANISATION
    else:
        wait(call)


def _speak(call: Call, move: Move, line: Line) -> Answer:
    begin_in(call, move.choice)
    return show(call, line)


def _turn_page(call: Call, _move: Move, line: Line) -> Answer:
    call.page += 1
    return show(call, line)


def _choose(call: Call, move: Move, line: Line) -> Answer:
    """Somebody who has said nothing at all is a contact only where a person can answer (R27)."""
    binding = binding_of(call)
    call.wish = move.choice or None
    call.desk = (binding and binding.desk) or desk_for(move.choice, current_policy().desks)
    if call.has_keyed or current_policy().open_at(call.desk, now()):
        arrive(call)
    return go_to_desk(call, line)


def _prefer_gender(call: Call, move: Move, line: Line) -> Answer:
    call.wanted_gender = Gender(move.choice) if move.choice else None
    _after_gender(call)
    return show(call, line)


def _prefer_organisation(call: Call, move: Move, line: Line) -> Answer:
    slug = move.choice[1:] or None
    call.wanted_organisation = slug if move.choice.startswith("+") else None
    call.refused_organisation = slug if move.choice.startswith("-") else None
    wait(call)
    return show(call, line)


def _take_anyone(call: Call, _move: Move, line: Line) -> Answer:
    call.wanted_gender = call.wanted_organisation = call.refused_organisation = None
    call.answerers = None
    wait(call)
    return show(call, line)


def _wait_for_wish(call: Call, _move: Move, line: Line) -> Answer:
    call.waits_for_wish = True
    wait(call)
    return show(call, line)


TURNS: Final[dict[Turn, Callable[[Call, Move, Line], Answer]]] = {
    Turn.SPEAK: _speak,
    Turn.TURN_PAGE: _turn_page,
    Turn.CHOOSE: _choose,
    Turn.PREFER_GENDER: _prefer_gender,
    Turn.PREFER_ORGANISATION: _prefer_organisation,
    Turn.TAKE_ANYONE: _take_anyone,
    Turn.WAIT_FOR_WISH: _wait_for_wish,
}
