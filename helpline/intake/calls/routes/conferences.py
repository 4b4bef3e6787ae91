"""What the carrier asks and tells about a talk. The call's id in the path is the capability."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import guard
from helpline.intake.calls import admission
from helpline.intake.calls.actions import conferring, telling
from helpline.intake.calls.once import anew
from helpline.intake.calls.prompts.brought_in import Said
from helpline.intake.calls.prompts.held import Told
from helpline.intake.calls.routes.blueprint import CALLS
from helpline.providers import current_carrier

TOLD: Final = ",".join(Told)
SAID: Final = ",".join(Said)


@CALLS.post("/conference/<uuid:call_id>")
@guard(admission.talk)
def conference(call_id: UUID) -> ResponseReturnValue:
    """Somebody came or went, or was held or muted."""
    report = current_carrier().read_conference(request.form)
    with transaction():
        conferring.note_event(call_id, report)
    return "", HTTPStatus.NO_CONTENT


@CALLS.post("/held/<uuid:call_id>")
@guard(admission.talk)
def held(call_id: UUID) -> Response:
    """One round of being on hold."""
    return anew(lambda: telling.hold(call_id))


@CALLS.post(f"/told/<uuid:call_id>/<any({TOLD}):what>")
@guard(admission.talk)
def told(call_id: UUID, what: str) -> Response:
    """News for the caller."""
    return anew(lambda: telling.tell_caller(call_id, Told(what)))


@CALLS.post("/heard/<uuid:call_id>")
@guard(admission.talk)
def heard(call_id: UUID) -> Response:
    """The caller was told that somebody will listen."""
    return anew(lambda: telling.note_heard(call_id))


@CALLS.post(f"/leg/<uuid:leg_id>/said/<any({SAID}):what>")
@guard(admission.leg)
def leg_said(leg_id: UUID, what: str) -> Response:
    """News for one of ours."""
    return anew(lambda: telling.tell_leg(leg_id, Said(what)))
