"""Asking the carrier to ring one phone, once, and never within a transaction."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from helpline.db import transaction
from helpline.intake.calls.locks import lock_leg
from helpline.outbox import HOUSE, owe
from helpline.providers import (
    CallGone,
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    Leg,
    current_carrier,
)

MISCARRIED: Final = (CarrierUnavailable, CarrierRefused, CallGone)


def ring_once(leg: Leg, *, rung: Callable[[str], None], unrung: Callable[[], None]) -> None:
    """What came of it. Nothing, where it may or may not ring: its own reports say more."""
    try:
        carrier_ref = current_carrier().ring(leg)
    except MISCARRIED:
        unrung()
    except CarrierUnclear:
        return
    else:
        rung(carrier_ref)


def note_rung(leg_id: UUID, carrier_ref: str) -> None:
    """One of ours. The call may be taken or over meanwhile: then this phone stops ringing."""
    with transaction():
        leg = lock_leg(leg_id)
        leg.carrier_ref = leg.carrier_ref or carrier_ref
        if leg.call_id is not None:
            owe("call.let_go", leg.call_id, desk=HOUSE)
