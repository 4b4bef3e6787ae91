"""Who may speak to the webhooks: the carrier, shown by its signature, and nobody else."""

from http import HTTPStatus
from typing import Final

from flask import abort, request

from helpline.doors import Door, Role
from helpline.policy import current_policy
from helpline.providers import NotUnderstood, current_carrier

LONGEST_REFERENCE: Final = 140


def caller() -> Door:
    """A webhook about a caller: it shows this one call."""
    check_signature()
    reference = current_carrier().read_keys(request.form).call_ref
    if len(reference) > LONGEST_REFERENCE:
        raise NotUnderstood("CallSid")
    return Door(Role.PUBLIC, current_policy().operator, call=reference)


def leg() -> Door:
    """A webhook about a phone of ours: its id in the path shows this one leg and its call."""
    check_signature()
    reference = str((request.view_args or {})["leg_id"])
    return Door(Role.PUBLIC, current_policy().operator, call=reference)


def talk() -> Door:
    """A webhook about a talk: the call's id in the path shows this call and its legs."""
    check_signature()
    reference = str((request.view_args or {})["call_id"])
    return Door(Role.PUBLIC, current_policy().operator, call=reference)


def nobody() -> Door:
    """A webhook that needs nothing that we remember."""
    check_signature()
    return Door(Role.PUBLIC, current_policy().operator)


def check_signature() -> None:
    """Refuse what the carrier did not sign for our configured address and this raw path."""
    path = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or ""
    if not current_carrier().signed(path, request.form, request.headers):
        abort(HTTPStatus.FORBIDDEN)
