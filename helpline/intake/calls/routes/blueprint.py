"""All webhooks of the phone, behind one signature."""

from typing import Final

from flask import Blueprint

from helpline.intake.calls import faults
from helpline.intake.calls.addresses import PREFIX

CALLS: Final = Blueprint("calls", __name__, url_prefix=PREFIX)
CALLS.register_error_handler(Exception, faults.fail)
