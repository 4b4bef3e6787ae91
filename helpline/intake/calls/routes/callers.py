"""What the carrier asks and tells about somebody who calls us."""

from http import HTTPStatus
from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import current_door, guard, with_capability
from helpline.intake import phone_codes
from helpline.intake.calls import admission, faults, receipts
from helpline.intake.calls.actions import conversing, joining, promising
from helpline.intake.calls.actions.line import this_line
from helpline.intake.calls.once import anew, once
from helpline.intake.calls.routes.blueprint import CALLS
from helpline.providers import current_carrier


@CALLS.post("/incoming")
@guard(admission.caller)
def incoming() -> Response:
    """Somebody calls."""
    return once("incoming", lambda: conversing.greet(this_line()))


@CALLS.post("/keys/<int:step>")
@guard(admission.caller)
def keys(step: int) -> Response:
    """What was keyed, or that nothing was."""
    pressed = current_carrier().read_keys(request.form).pressed
    return once(f"key|{step}", lambda: conversing.take_key(step, pressed, this_line()))


@CALLS.post("/code/<int:step>")
@guard(admission.caller)
def code(step: int) -> Response:
    """A code was keyed: the transaction names its hash, and sees no other."""
    pressed = current_carrier().read_keys(request.form).pressed
    with with_capability(mailbox=phone_codes.hash_of_keyed(pressed), call=current_door().call):
        return once(f"key|{step}", lambda: conversing.take_key(step, pressed, this_line()))


@CALLS.post("/receipt/<int:step>")
@guard(admission.caller)
def receipt(step: int) -> Response:
    """A receipt was keyed, at the same price as on the page of messages."""
    pressed = current_carrier().read_keys(request.form).pressed
    tried = receipts.look_up(pressed)
    line = this_line(must_wait=tried.must_wait)
    with with_capability(mailbox=tried.lookup, call=current_door().call):
        return once(f"key|{step}", lambda: conversing.take_key(step, pressed, line))


@CALLS.post("/number")
@guard(admission.caller)
def number() -> Response:
    """The number that was keyed is read back: anew each time, and remembered nowhere."""
    return anew(lambda: promising.read_back(this_line()))


@CALLS.post("/waiting/number")
@guard(admission.caller)
def waiting_number() -> Response:
    """The same in the queue."""
    return anew(lambda: promising.read_back(this_line(in_queue=True)))


@CALLS.post("/waiting")
@guard(admission.caller)
def waiting() -> Response:
    """Another round of waiting."""
    return anew(lambda: conversing.keep_waiting(this_line(in_queue=True)))


@CALLS.post("/waiting/keys/<int:step>")
@guard(admission.caller)
def waiting_keys(step: int) -> Response:
    """What was keyed while waiting."""
    pressed = current_carrier().read_keys(request.form).pressed
    line = this_line(in_queue=True)
    return once(f"key|{step}", lambda: conversing.take_key(step, pressed, line))


@CALLS.post("/left")
@guard(admission.caller)
def left() -> Response:
    """Out of the queue, however it came."""
    queue_left = current_carrier().read_queue_left(request.form)
    return anew(lambda: joining.queue_left(queue_left, this_line()))


@CALLS.post("/join/<uuid:leg_id>")
@guard(admission.caller)
def join(leg_id: UUID) -> Response:
    """Moved to whoever accepted."""
    return once(f"join|{leg_id}", lambda: joining.join(leg_id, this_line()))


@CALLS.post("/over")
@guard(admission.caller)
def over() -> Response:
    """The talk is over for the caller."""
    talk_over = current_carrier().read_talk_over(request.form)
    return anew(lambda: joining.talk_over(talk_over))


@CALLS.post("/alone")
@guard(admission.caller)
def alone() -> Response:
    """The other one has left."""
    return anew(lambda: joining.left_alone(this_line()))


@CALLS.post("/status")
@guard(admission.caller)
def status() -> ResponseReturnValue:
    """How far the call has come: only its end matters."""
    report = current_carrier().read_leg(request.form)
    with transaction():
        joining.note_report(report)
    return "", HTTPStatus.NO_CONTENT


@CALLS.post("/fallback")
@guard(admission.nobody)
def fallback() -> Response:
    """The carrier could not use our answer."""
    return faults.ring_duty()


@CALLS.post("/fallback/over")
@guard(admission.nobody)
def fallback_over() -> Response:
    """The duty phone was rung."""
    return faults.duty_over(current_carrier().read_talk_over(request.form))
