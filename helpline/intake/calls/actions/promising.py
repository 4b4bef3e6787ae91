"""A call back, as they wish it: one of our next times, at their own number or another one.

A number that was keyed is read back digit by digit. Until it is confirmed it is kept sealed
with the public face's own secret, and nowhere readable: not even in what we answered.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from helpline.clock import now
from helpline.intake.callable_numbers import callable_number
from helpline.intake.calls.actions.arriving import ask_callback
from helpline.intake.calls.actions.ending import end_call
from helpline.intake.calls.actions.line import Line, desk_of, this_call
from helpline.intake.calls.actions.scenes import (
    ask_number_check,
    farewell,
    show,
    slip_away,
    to_caller,
    windows_of,
)
from helpline.intake.calls.actions.standing import is_possible
from helpline.intake.calls.decisions.moves import PATIENCE, Move, Turn
from helpline.intake.calls.prompts import callbacks, waiting
from helpline.intake.errors import NotACallableNumber
from helpline.intake.models import Call, CallState, Scene
from helpline.intake.passes import open_pass, seal_pass
from helpline.providers import Answer
from helpline.vault import TokenBroken, TokenExpired

KEPT_FOR: Final = timedelta(minutes=5)
PURPOSE: Final = "keyed number"


def read_back(line: Line) -> Answer:
    """What they keyed, digit by digit. Asked anew each time, so that no answer keeps it."""
    call = this_call()
    if call.state is CallState.ENDED:
        return slip_away(call)
    number = _typed(call) if call.scene is Scene.NUMBER_CHECK else None
    if number is None:
        return show(call, line)
    return ask_number_check(call, line, number)


def _ask_when(call: Call, _move: Move, line: Line) -> Answer:
    call.scene, call.call_at = Scene.WHEN, now()
    return show(call, line)


def _pick_time(call: Call, move: Move, line: Line) -> Answer:
    call.call_at = windows_of(call)[int(move.choice)]
    call.scene = Scene.NUMBER if line.number is None else Scene.WHICH_NUMBER
    return show(call, line)


def _ask_number(call: Call, _move: Move, line: Line) -> Answer:
    call.scene, call.typed = Scene.NUMBER, None
    return show(call, line)


def _try_number(call: Call, move: Move, line: Line) -> Answer:
    try:
        number = callable_number(move.choice).number
    except NotACallableNumber:
        return _ask_again(call, line)
    sealed = seal_pass({"number": number}, now() + KEPT_FOR, purpose=PURPOSE)
    call.typed, call.scene, call.tries = sealed, Scene.NUMBER_CHECK, 0
    return show(call, line)


def _ask_again(call: Call, line: Line) -> Answer:
    call.tries += 1
    if call.tries > PATIENCE:
        call.scene, call.tries = Scene.OFFER, 0
    return show(call, line, *to_caller(call, callbacks.no_number))


def _use_own_number(call: Call, _move: Move, line: Line) -> Answer:
    return _promise(call, line, line.number)


def _call_back(call: Call, _move: Move, line: Line) -> Answer:
    return _promise(call, line, _typed(call))


def _promise(call: Call, line: Line, number: str | None) -> Answer:
    """Promise it; or ask again for what is not possible any more."""
    if number is None:
        call.scene = Scene.NUMBER
        return show(call, line)
    moment = call.call_at
    if moment is None or not is_possible(desk_of(call), moment):
        call.scene, call.call_at = Scene.WHEN, now()
        return show(call, line, *to_caller(call, callbacks.that_time_is_over))
    ask_callback(call, number, moment)
    end_call(call, "callback")
    return farewell(call, lambda: waiting.called_back(moment))


def _typed(call: Call) -> str | None:
    """The number that was keyed a moment ago."""
    try:
        found = open_pass(call.typed or "", purpose=PURPOSE)
    except (TokenBroken, TokenExpired):
        return None
    return str(found["number"])


TURNS: Final[dict[Turn, Callable[[Call, Move, Line], Answer]]] = {
    Turn.ASK_WHEN: _ask_when,
    Turn.PICK_TIME: _pick_time,
    Turn.ASK_NUMBER: _ask_number,
    Turn.TRY_NUMBER: _try_number,
    Turn.USE_OWN_NUMBER: _use_own_number,
    Turn.CALL_BACK: _call_back,
}
