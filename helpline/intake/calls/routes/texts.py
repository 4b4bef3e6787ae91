"""Texts from outside, and what the carrier tells about ours."""

from hashlib import sha256
from http import HTTPStatus
from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import Door, Role, guard, with_capability
from helpline.intake.calls.actions.texting import take_text
from helpline.intake.calls.admission import LONGEST_REFERENCE, check_signature
from helpline.intake.calls.once import responded_once
from helpline.intake.calls.routes.blueprint import CALLS
from helpline.messages import TextState as State
from helpline.messages import note_text_state, number_hashes
from helpline.messages.actions import note_undelivered
from helpline.policy import current_policy
from helpline.providers import CallerKind, NotUnderstood, TextState, current_carrier

STATES = {state: State(state.value) for state in TextState}


def sender() -> Door:
    """A text from outside: it shows what belongs to the sender's number, by its hashes."""
    check_signature()
    return Door(Role.PUBLIC, current_policy().operator)


def text() -> Door:
    """A webhook about a text of ours: it shows this one's state, and no address."""
    check_signature()
    reference = str((request.view_args or {})["message_id"])
    return Door(Role.PUBLIC, current_policy().operator, call=reference)


@CALLS.post("/text")
@guard(sender)
def text_in() -> Response:
    """Somebody sent a text to the line. The door opens further by the number, never stored."""
    received, carrier = current_carrier().read_text(request.form), current_carrier()
    if len(received.text_ref) > LONGEST_REFERENCE:
        raise NotUnderstood("MessageSid")
    short = sha256(received.text_ref.encode()).hexdigest()[:32]
    is_number = received.sender.kind is CallerKind.NUMBER
    hashes = number_hashes(received.sender.number) if is_number else ()
    by = ",".join(one.hex() for one in hashes) or short
    with with_capability(call=by):
        return responded_once(
            f"text|{short}",
            lambda: carrier.reply_text(take_text(received, hashes)),
        )


@CALLS.post("/text/<uuid:message_id>/status")
@guard(text)
def text_status(message_id: UUID) -> ResponseReturnValue:
    """Late, twice or out of order: only what is newer than what we know changes anything."""
    report = current_carrier().read_text_status(request.form)
    with transaction():
        note_text_state(message_id, STATES[report.state])
        if report.state in {TextState.UNDELIVERED, TextState.FAILED}:
            note_undelivered(message_id)
    return "", HTTPStatus.NO_CONTENT
