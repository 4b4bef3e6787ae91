"""The caller's side of being joined, and of everything that ends it."""

from typing import Final
from uuid import UUID

from helpline.intake.calls.actions.beginning import begin_talk
from helpline.intake.calls.actions.ending import end_call, hung_up
from helpline.intake.calls.actions.line import Line, known_call, this_call
from helpline.intake.calls.actions.queueing import wait
from helpline.intake.calls.actions.scenes import show, slip_away, to_caller
from helpline.intake.calls.addresses import events_address, public_address
from helpline.intake.calls.prompts import held, waiting
from helpline.intake.models import CallState, Scene
from helpline.providers import Answer, Join, LegReport, QueueLeft, QueueResult, TalkOver

HERE: Final = frozenset({CallState.ACCEPTED, CallState.TALKING})


def join(leg_id: UUID, line: Line) -> Answer:
    """Moved out of the queue, to whoever accepted, unless they are gone again."""
    call = this_call()
    if call.state is CallState.ENDED:
        return slip_away(call)
    if call.accepted_leg_id != leg_id or call.state not in HERE:
        if call.state is CallState.MENU:
            wait(call)
        call.scene = Scene.WAITING
        return show(call, line, *to_caller(call, waiting.not_connected))
    begin_talk(call)
    conference = Join(
        call.conference or call.room,
        left_url=public_address("/over"),
        events_url=events_address(call.id),
        ends_it=True,
        star_leaves=True,
    )
    return Answer().say(*to_caller(call, waiting.connected)).join(conference)


def talk_over(over: TalkOver) -> Answer:
    """Out of the conference: by the star key, by hanging up, or because we moved them."""
    call = this_call()
    if not over.is_live:
        hung_up(call)  # its status report may be late, or lost
        return Answer()
    if call.state is CallState.TALKING:
        end_call(call, "talked")
    if call.state is CallState.ENDED:
        return slip_away(call)
    return Answer().go_to(public_address("/alone"))


def left_alone(line: Line) -> Answer:
    """The other one has left: say so, and offer to begin again; whoever was on hold must not ask.

    Who was cut off is the next one in line: they have waited since they first did.
    """
    call = this_call()
    if call.state is CallState.ENDED:
        return slip_away(call)
    if call.state is CallState.MENU and call.scene is Scene.WAITING:
        wait(call)
        return show(call, line, *to_caller(call, held.cut_off))
    return show(call, line)


def queue_left(left: QueueLeft, line: Line) -> Answer:
    """Out of the queue. Where we moved them, the other address has the word."""
    call = this_call()
    if left.result is QueueResult.HUNG_UP:
        hung_up(call)
    if call.state is CallState.ENDED:
        return slip_away(call)
    if left.result is QueueResult.MOVED:
        return Answer()
    if left.result is QueueResult.FAILED:
        call.scene, call.tries = Scene.OFFER, 0
    return show(call, line)


def note_report(report: LegReport) -> None:
    """The carrier's word on the caller's call: only its end matters."""
    call = known_call()
    if call is not None and report.state.is_final:
        hung_up(call)
