"""Somebody of ours and a caller are brought together."""

from datetime import timedelta
from typing import Final

from helpline import audit
from helpline.clock import now
from helpline.intake.models import Call, CallLeg, CallState, LegState
from helpline.outbox import HOUSE, owe

LOOKED_AT: Final = timedelta(seconds=30)
"""So often the carrier is asked; nobody needs as long from their yes into the conference."""


def note_accepted(leg: CallLeg) -> None:
    """Into a conference of their own: from now on the carrier is asked who is in there."""
    leg.state, leg.accepted_at = LegState.ACCEPTED, now()
    audit.record("call.accepted", subject_id=leg.id, actor_id=leg.account_id)
    owe("call.watch_talk", leg.id, desk=HOUSE, due_at=now() + LOOKED_AT)


def begin_talk(call: Call) -> None:
    call.state, call.joined_at = CallState.TALKING, call.joined_at or now()
