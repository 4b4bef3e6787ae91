"""The webhooks of the phone."""

from helpline.intake.calls.routes import callers, legs, texts
from helpline.intake.calls.routes.blueprint import CALLS
