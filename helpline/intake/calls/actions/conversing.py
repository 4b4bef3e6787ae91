"""What follows from a key, or from none."""

from collections.abc import Callable
from typing import Final

from helpline.intake.calls.actions import choosing, coming_back, promising
from helpline.intake.calls.actions.arriving import raise_danger
from helpline.intake.calls.actions.ending import end_call
from helpline.intake.calls.actions.line import (
    Line,
    languages_for,
    new_call,
    seen_call,
    this_call,
)
from helpline.intake.calls.actions.queueing import wait
from helpline.intake.calls.actions.scenes import (
    choices,
    farewell,
    may_bring_code,
    show,
    slip_away,
    tick,
    to_caller,
    windows_of,
)
from helpline.intake.calls.actions.standing import interruption, prospects
from helpline.intake.calls.addresses import public_address
from helpline.intake.calls.decisions.dialogue import decide_move
from helpline.intake.calls.decisions.moves import COUNTED_THERE, Move, Position, Turn, Where
from helpline.intake.calls.prompts import coming_back as codes
from helpline.intake.calls.prompts import menus, waiting
from helpline.intake.calls.prompts.speaking import said
from helpline.intake.events import DangerSaidAgain
from helpline.intake.models import Call, CallState, Scene
from helpline.outbox import announce
from helpline.policy import current_policy
from helpline.providers import Answer


def greet(line: Line) -> Answer:
    """Somebody calls. Asked again after a fault of ours, it goes on where it was."""
    call = new_call(line)
    if call.state is CallState.ENDED:
        return slip_away(call)
    languages = languages_for(call)
    if call.language is None and len(languages) == 1:
        choosing.begin_in(call, languages[0])
    return show(call, line)


def take_key(step: int, pressed: str, line: Line) -> Answer:
    """One entry, or the silence where one was asked for."""
    call = this_call()
    if call.state is CallState.ENDED:
        return slip_away(call)
    if call.state is CallState.TALKING:
        return _too_late(call, line)
    call.step = max(call.step, step) + 1
    call.has_keyed = call.has_keyed or bool(pressed)
    move = decide_move(_position(call, line), pressed)
    if move.turn is Turn.REPEAT:
        return _repeat(call, pressed, line)
    if move.turn not in COUNTED_THERE:
        call.tries = 0
    return _TURNS[move.turn](call, move, line)


def _too_late(call: Call, line: Line) -> Answer:
    """Keyed before they were joined: the carrier has left this question, and nothing changes."""
    back = public_address(f"/join/{call.accepted_leg_id}")
    return Answer() if line.in_queue else Answer().go_to(back)


def keep_waiting(line: Line) -> Answer:
    """The carrier asks this again and again while somebody waits, so it does nothing twice.

    Nothing is locked, and nothing written to disk, until they must be told something else.
    """
    call = seen_call()
    if _interruption(call) is not None:
        call = this_call()
        instead = _interruption(call)  # it may be over, or taken, by now
        if instead is not None:
            call.scene, call.tries = Scene(instead.value), 0
    return slip_away(call) if call.state is CallState.ENDED else tick(call, line)


def _interruption(call: Call) -> Where | None:
    return interruption(call) if call.scene is Scene.WAITING else None


def _position(call: Call, line: Line) -> Position:
    how, offered = prospects(call), choices(call)
    return Position(
        where=Where(call.scene.value),
        tries=call.tries,
        page=call.page,
        languages=languages_for(call),
        wishes=offered.wishes,
        has_desk=not offered.wishes,
        may_bring_code=may_bring_code(call),
        organisations=tuple(one.slug for one in current_policy().calls.wishes.organisations),
        windows=len(windows_of(call)) if call.scene is Scene.WHEN else 0,
        has_own_number=line.number is not None,
        may_be_called_back=how.callback_at is not None,
        may_leave_message=how.may_leave_message,
        may_wait=how.may_wait,
        is_danger=call.is_danger,
    )


def _repeat(call: Call, pressed: str, line: Line) -> Answer:
    call.tries += 1
    if call.language is None:
        return show(call, line)
    explain = _EXPLAINED.get(call.scene, menus.again)
    return show(call, line, *said(call.language, lambda: [explain(pressed)]))


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


def _offer(call: Call, _move: Move, line: Line) -> Answer:
    call.scene = Scene.OFFER
    return show(call, line)


def _leave_message(call: Call, _move: Move, line: Line) -> Answer:
    call.scene = Scene.VOICEMAIL
    return show(call, line)


def _wait(call: Call, _move: Move, line: Line) -> Answer:
    wait(call)
    return show(call, line)


def _stay(call: Call, _move: Move, line: Line) -> Answer:
    return show(call, line)


def _finish(call: Call, move: Move, line: Line) -> Answer:
    """Told the truth, and they have no other wish. Who never said anything was nobody's contact."""
    if call.state is CallState.ACCEPTED:
        return _wait(call, move, line)  # the truth has changed: somebody is coming
    is_silent = not call.has_keyed and call.contact_id is None
    ending = "silent" if is_silent else "nobody"
    end_call(call, "talked" if call.joined_at is not None else ending)
    return farewell(call, waiting.finished)


_EXPLAINED: Final[dict[Scene, Callable[[str], str]]] = {
    Scene.CODE: codes.no_code,
    Scene.RECEIPT: codes.no_receipt,
}
"""Where another sentence helps more than that the key does nothing."""
_TURNS: Final[dict[Turn, Callable[[Call, Move, Line], Answer]]] = {
    Turn.EXIT: _exit,
    Turn.ASK_DANGER: _ask_danger,
    Turn.CONFIRM_DANGER: _confirm_danger,
    Turn.GO_BACK: _go_back,
    Turn.OFFER: _offer,
    Turn.LEAVE_MESSAGE: _leave_message,
    Turn.WAIT: _wait,
    Turn.STAY: _stay,
    Turn.FINISH: _finish,
    **choosing.TURNS,
    **coming_back.TURNS,
    **promising.TURNS,
}
