"""What the carrier asks and tells while a promised call is made.

Everything is asked at an address of the handler's leg, whose id is the capability.
"""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import guard
from helpline.intake.calls import admission
from helpline.intake.calls.actions import calling_back
from helpline.intake.calls.actions.legs import this_leg
from helpline.intake.calls.once import anew, once
from helpline.intake.calls.routes.blueprint import CALLS
from helpline.intake.calls.routes.legs import this_phone
from helpline.providers import current_carrier

BACK: Final = "/back/<uuid:leg_id>"


@CALLS.post(BACK)
@guard(admission.leg)
def back(leg_id: UUID) -> Response:
    """The handler's phone was picked up."""
    return anew(lambda: calling_back.pick_up(this_phone(leg_id)))


@CALLS.post(f"{BACK}/key")
@guard(admission.leg)
def back_key(leg_id: UUID) -> Response:
    """Yes, no, or a slip of the finger."""
    pressed = current_carrier().read_keys(request.form).pressed
    return once(f"back|{pressed}", lambda: calling_back.answer_key(this_phone(leg_id), pressed))


@CALLS.post(f"{BACK}/yes")
@guard(admission.leg)
def back_yes(leg_id: UUID) -> Response:
    """Answered in a browser of ours: a person pressed."""
    return once("back|1", lambda: calling_back.accept(this_phone(leg_id)))


@CALLS.post(f"{BACK}/them")
@guard(admission.leg)
def back_them(leg_id: UUID) -> Response:
    """The enquirer's phone was picked up."""
    reference = current_carrier().read_keys(request.form).call_ref
    return once("back|them", lambda: calling_back.them_answered(this_leg(leg_id), reference))


@CALLS.post(f"{BACK}/them/over")
@guard(admission.leg)
def back_them_over(leg_id: UUID) -> Response:
    """The talk is over for the enquirer."""
    return anew(lambda: calling_back.them_over(this_leg(leg_id)))


@CALLS.post(f"{BACK}/them/status")
@guard(admission.leg)
def back_them_status(leg_id: UUID) -> ResponseReturnValue:
    """How far the enquirer's phone has come."""
    report = current_carrier().read_leg(request.form)
    with transaction():
        calling_back.note_them(this_leg(leg_id), report)
    return "", HTTPStatus.NO_CONTENT
