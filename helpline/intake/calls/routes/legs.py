"""What the carrier asks and tells about a phone of ours. The id in the path is the capability."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import guard
from helpline.intake.calls import admission
from helpline.intake.calls.actions import legs
from helpline.intake.calls.decisions.moves import YES
from helpline.intake.calls.once import anew, once
from helpline.intake.calls.routes.blueprint import CALLS
from helpline.intake.models import CallLeg
from helpline.providers import LegReport, current_carrier

ONE: Final = "/leg/<uuid:leg_id>"


@CALLS.post(ONE)
@guard(admission.leg)
def leg(leg_id: UUID) -> Response:
    """Picked up."""
    return anew(lambda: legs.pick_up(this_phone(leg_id)))


@CALLS.post(f"{ONE}/yes")
@guard(admission.leg)
def leg_yes(leg_id: UUID) -> Response:
    """Answered in a browser of ours, by a person: nobody needs to press a key as well."""
    return once("yes", lambda: legs.answer_key(this_phone(leg_id), YES))


@CALLS.post(f"{ONE}/key")
@guard(admission.leg)
def leg_key(leg_id: UUID) -> Response:
    """Yes, no, or a slip of the finger."""
    pressed = current_carrier().read_keys(request.form).pressed
    return once(f"key|{pressed}", lambda: legs.answer_key(this_phone(leg_id), pressed))


@CALLS.post(f"{ONE}/over")
@guard(admission.leg)
def leg_over(leg_id: UUID) -> Response:
    """Out of the conference."""
    over = current_carrier().read_talk_over(request.form)
    return anew(lambda: legs.talk_over(this_phone(leg_id), over))


@CALLS.post(f"{ONE}/gone")
@guard(admission.leg)
def leg_gone(leg_id: UUID) -> Response:
    """The caller hung up before the two were together."""
    return anew(lambda: legs.caller_gone(this_phone(leg_id)))


@CALLS.post(f"{ONE}/status")
@guard(admission.leg)
def leg_status(leg_id: UUID) -> ResponseReturnValue:
    """How far the leg has come."""
    return _noted(leg_id, legs.note_report)


@CALLS.post(f"{ONE}/browser-status")
@guard(admission.leg)
def leg_browser_status(leg_id: UUID) -> ResponseReturnValue:
    """The same, of a phone in a browser of ours."""
    return _noted(leg_id, legs.note_browser_report)


def this_phone(leg_id: UUID) -> CallLeg:
    return legs.this_phone(leg_id, current_carrier().read_keys(request.form).call_ref)


def _noted(leg_id: UUID, note: Callable[[CallLeg, LegReport], None]) -> ResponseReturnValue:
    report = current_carrier().read_leg(request.form)
    with transaction():
        note(legs.this_leg(leg_id), report)
    return "", HTTPStatus.NO_CONTENT
