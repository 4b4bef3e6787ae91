"""What the carrier asks and tells about a message that a caller leaves."""

from http import HTTPStatus
from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import guard
from helpline.intake.calls import admission
from helpline.intake.calls.actions import message_keys, voicemail
from helpline.intake.calls.actions.line import this_line
from helpline.intake.calls.once import once
from helpline.intake.calls.routes.blueprint import CALLS
from helpline.providers import current_carrier


@CALLS.post("/voicemail/keys/<int:step>")
@guard(admission.caller)
def voicemail_keys(step: int) -> Response:
    """A key before the tone."""
    pressed = current_carrier().read_keys(request.form).pressed
    return once(f"key|{step}", lambda: message_keys.before_the_tone(step, pressed, this_line()))


@CALLS.post("/voicemail/done/<int:step>")
@guard(admission.caller)
def voicemail_done(step: int) -> Response:
    """The caller has stopped. Nothing in it says that a recording exists."""
    pressed = current_carrier().read_keys(request.form).pressed
    return once(f"spoken|{step}", lambda: message_keys.after_the_tone(step, pressed, this_line()))


@CALLS.post("/voicemail/<uuid:voicemail_id>/kept")
@guard(admission.caller)
def voicemail_kept(voicemail_id: UUID) -> ResponseReturnValue:
    """What came of the recording."""
    report = current_carrier().read_recording(request.form)
    with transaction():
        voicemail.note_recording(voicemail_id, report)
    return "", HTTPStatus.NO_CONTENT
