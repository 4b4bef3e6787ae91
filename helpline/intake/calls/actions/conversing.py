"""What follows from a key, or from none."""

from collections.abc import Callable
from typing import Final

from helpline.clock import now
from helpline.i18n import speak
from helpline.intake.calls.actions.arriving import arrive, ask_callback, raise_danger
from helpline.intake.calls.actions.ending import end_call
from helpline.intake.calls.actions.line import (
    Line,
    desk_of,
    new_call,
    prospects,
    this_call,
)
from helpline.intake.calls.actions.scenes import (
    farewell,
    show,
    slip_away,
    tick,
    to_caller,
    wishes,
)
from helpline.intake.calls.decisions.dialogue import Move, Position, Turn, Where, decide_move
from helpline.intake.calls.prompts import menus, waiting
from helpline.intake.calls.prompts.speaking import offered_languages
from helpline.intake.events import CallWaiting, DangerSaidAgain
from helpline.intake.models import Answerers, Call, CallState, Scene
from helpline.intake.questions import desk_for
from helpline.outbox import announce
from helpline.policy import current_policy
from helpline.providers import Answer


def greet(line: Line) -> Answer:
    """Somebody calls. Asked again after a fault of ours, it goes on where it was."""
    call = new_call()
    if call.state is CallState.ENDED:
        return slip_away(call)
    return show(call, line)


def take_key(step: int, pressed: str, line: Line) -> Answer:
    """One entry, or the silence where one was asked for."""
    call = this_call()
    if call.state is CallState.ENDED:
        return slip_away(call)
    call.step = max(call.step, step) + 1
    move = decide_move(_position(call, line), pressed)
    if move.turn is Turn.REPEAT:
        return _repeat(call, pressed, line)
    if move.turn is not Turn.TURN_PAGE:
        call.tries = 0
    return _TURNS[move.turn](call, move, line)


def keep_waiting(line: Line) -> Answer:
    """The carrier asks this again and again while somebody waits, so it does nothing twice."""
    call = this_call()
    if call.state is CallState.ENDED:
        return slip_away(call)
    if call.scene is Scene.WAITING and _must_be_told(call):
        call.scene, call.tries = Scene.OFFER, 0
    return tick(call, line)


def wait(call: Call) -> None:
    """Be in line for a person, from now on."""
    moment = now()
    call.scene, call.back_to = Scene.WAITING, None
    call.patient_until = moment + current_policy().calls.offer_after
    if call.state is not CallState.MENU:
        return
    call.state, call.answerers, call.accepted_leg_id = CallState.WAITING, None, None
    call.waiting_since = call.waiting_since or moment
    if call.is_danger:
        announce(DangerSaidAgain(call.id, "danger"))
    else:
        announce(CallWaiting(call.id, desk_of(call)))


def _position(call: Call, line: Line) -> Position:
    how = prospects(call, line)
    return Position(
        where=Where(call.scene.value),
        tries=call.tries,
        page=call.page,
        languages=offered_languages(),
        wishes=wishes(),
        may_be_called_back=how.callback_at is not None,
        may_wait=how.may_wait,
        is_danger=call.is_danger,
    )


def _must_be_told(call: Call) -> bool:
    """Whether nobody is there, or nobody came. In danger they hear it while they wait."""
    if call.is_danger or call.state is not CallState.WAITING:
        return False
    is_over = call.patient_until is not None and call.patient_until <= now()
    return is_over or call.answerers is Answerers.NOBODY


def _repeat(call: Call, pressed: str, line: Line) -> Answer:
    call.tries += 1
    if call.language is None:
        return show(call, line)
    return show(call, line, *menus.misunderstood(call.language, pressed))


def _exit(call: Call, _move: Move, _line: Line) -> Answer:
    end_call(call, "quiet_exit")
    return slip_away(call)


def _ask_danger(call: Call, _move: Move, line: Line) -> Answer:
    call.scene, call.back_to = Scene.DANGER, call.scene
    if call.is_danger:
        announce(DangerSaidAgain(call.id, "danger"))
    return show(call, line)


def _confirm_danger(call: Call, _move: Move, line: Line) -> Answer:
    raise_danger(call)
    wait(call)
    return show(call, line, *to_caller(call, waiting.confirmed))


def _go_back(call: Call, _move: Move, line: Line) -> Answer:
    call.scene, call.back_to = call.back_to or Scene.LANGUAGE, None
    if call.scene is Scene.WAITING:
        return show(call, line, *to_caller(call, waiting.back_in_line))
    return show(call, line)


def _speak(call: Call, move: Move, line: Line) -> Answer:
    call.language, call.scene = move.choice, Scene.DESK
    call.notice_version = current_policy().version
    speak(move.choice)
    return show(call, line)


def _turn_page(call: Call, _move: Move, line: Line) -> Answer:
    call.page += 1
    return show(call, line)


def _choose(call: Call, move: Move, line: Line) -> Answer:
    call.wish = move.choice or None
    call.desk = desk_for(move.choice, current_policy().desks)
    arrive(call)
    if not current_policy().open_at(call.desk, now()):
        call.scene = Scene.OFFER
        return show(call, line)
    wait(call)
    return show(call, line)


def _offer(call: Call, _move: Move, line: Line) -> Answer:
    call.scene = Scene.OFFER
    return show(call, line)


def _call_back(call: Call, _move: Move, line: Line) -> Answer:
    moment = ask_callback(call, line)
    if moment is None:
        return show(call, line)
    end_call(call, "callback")
    return farewell(call, lambda: waiting.called_back(moment))


def _wait(call: Call, _move: Move, line: Line) -> Answer:
    wait(call)
    return show(call, line)


def _stay(call: Call, _move: Move, line: Line) -> Answer:
    return show(call, line)


def _finish(call: Call, _move: Move, _line: Line) -> Answer:
    end_call(call, "talked" if call.joined_at is not None else "nobody")
    return farewell(call, waiting.finished)


_TURNS: Final[dict[Turn, Callable[[Call, Move, Line], Answer]]] = {
    Turn.EXIT: _exit,
    Turn.ASK_DANGER: _ask_danger,
    Turn.CONFIRM_DANGER: _confirm_danger,
    Turn.GO_BACK: _go_back,
    Turn.SPEAK: _speak,
    Turn.TURN_PAGE: _turn_page,
    Turn.CHOOSE: _choose,
    Turn.OFFER: _offer,
    Turn.STAY: _stay,
    Turn.CALL_BACK: _call_back,
    Turn.WAIT: _wait,
    Turn.FINISH: _finish,
}
