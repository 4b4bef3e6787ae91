"""The webhooks of the phone."""

from helpline.intake.calls.routes import callers, legs, texts, voicemail
from helpline.intake.calls.routes.blueprint import CALLS
