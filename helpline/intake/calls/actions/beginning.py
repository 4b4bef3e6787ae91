"""Somebody of ours and a caller are brought together."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from helpline.clock import now
from helpline.intake.models import Call, CallState
from helpline.outbox import HOUSE, owe

LOOKED_AT: Final = timedelta(seconds=30)
"""So often the carrier is asked; nobody needs as long from their yes into the conference."""


def begin_talk(call: Call, leg_id: UUID) -> None:
    """In the conference of this leg; from now on the carrier is asked who is in there."""
    if call.state is not CallState.TALKING:
        owe("call.watch_talk", leg_id, desk=HOUSE, due_at=now() + LOOKED_AT)
    call.state, call.joined_at = CallState.TALKING, call.joined_at or now()
