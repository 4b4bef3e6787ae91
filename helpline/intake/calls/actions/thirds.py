"""Somebody who was rung into a call says yes."""

from helpline import audit
from helpline.clock import now
from helpline.intake.calls.actions.leaving import call_of, end, language_of
from helpline.intake.calls.addresses import events_address, leg_address
from helpline.intake.calls.prompts import brought_in
from helpline.intake.calls.prompts.speaking import said
from helpline.intake.models import CallLeg, CallState, LegPurpose, LegState
from helpline.outbox import HOUSE, owe
from helpline.providers import Answer, Join


def accept(leg: CallLeg) -> Answer:
    """Into the conference, unless the talk has ended meanwhile. A listener is not heard in it."""
    call = call_of(leg)
    is_over = call is None or call.state is not CallState.TALKING or call.conference is None
    if call is None or is_over or leg.state is LegState.ENDED:
        return end(leg, brought_in.over)
    leg.state, leg.accepted_at = LegState.ACCEPTED, now()
    leg.is_muted = leg.purpose is LegPurpose.LISTEN and leg.coaches is None
    audit.record("call.third_accepted", subject_id=leg.id, actor_id=leg.account_id)
    owe("call.third", leg.id, desk=HOUSE)
    seat = Join(
        call.conference or "",
        left_url=leg_address(leg.id, "/over"),
        events_url=events_address(call.id),
        label=str(leg.id),
        muted=leg.is_muted,
        coaches=leg.coaches or "",
    )
    return Answer().say(*said(language_of(leg), brought_in.connecting)).join(seat)
