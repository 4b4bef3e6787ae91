"""Keys around a message: danger and the quiet exit work before it and while it is spoken."""

from typing import Final

from helpline.intake.calls.actions import conversing, voicemail
from helpline.intake.calls.actions.line import Line, this_call
from helpline.intake.calls.actions.scenes import show
from helpline.intake.calls.decisions.moves import DANGER_KEY, EXIT_KEY
from helpline.intake.models import CallState, Scene
from helpline.providers import Answer

EVERYWHERE: Final = frozenset({DANGER_KEY, EXIT_KEY})


def before_the_tone(step: int, pressed: str, line: Line) -> Answer:
    """A key cut the words short."""
    if pressed in EVERYWHERE:
        return conversing.take_key(step, pressed, line)
    call = this_call()
    if call.state is CallState.ENDED:
        return voicemail.finish(call)
    call.step = max(call.step, step) + 1
    return voicemail.speak_on(call)


def after_the_tone(step: int, pressed: str, line: Line) -> Answer:
    """The carrier has stopped recording: a key, silence, the longest time, or they hung up."""
    if pressed in EVERYWHERE:
        return conversing.take_key(step, pressed, line)
    call = this_call()
    if call.state is CallState.ACCEPTED or (call.is_danger and call.state is CallState.WAITING):
        call.scene = Scene.WAITING  # somebody is coming, or the ladder goes on: so does waiting
        return show(call, line)
    return voicemail.finish(call)
