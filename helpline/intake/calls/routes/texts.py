"""What the carrier tells about a text of ours. The message's id in the path is the capability."""

from http import HTTPStatus
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import Door, Role, guard
from helpline.intake.calls.admission import check_signature
from helpline.intake.calls.routes.blueprint import CALLS
from helpline.messages.actions import note_undelivered
from helpline.policy import current_policy
from helpline.providers import TextState, current_carrier


def text() -> Door:
    """A webhook about a text of ours: it shows this one's state, and no address."""
    check_signature()
    reference = str((request.view_args or {})["message_id"])
    return Door(Role.PUBLIC, current_policy().operator, call=reference)


@CALLS.post("/text/<uuid:message_id>/status")
@guard(text)
def text_status(message_id: UUID) -> ResponseReturnValue:
    """Only that it did not arrive is news: it then stands before the supervisors."""
    report = current_carrier().read_text_status(request.form)
    if report.state in {TextState.UNDELIVERED, TextState.FAILED}:
        with transaction():
            note_undelivered(message_id)
    return "", HTTPStatus.NO_CONTENT
