"""The webhooks of the phone."""

from helpline.intake.calls.routes import (
    callbacks,
    callers,
    conferences,
    legs,
    recordings,
    texts,
    voicemail,
)
from helpline.intake.calls.routes.blueprint import CALLS
