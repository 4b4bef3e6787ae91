"""A call is over: once, and whatever was under way for it is let go."""

from helpline.clock import now
from helpline.intake.calls.decisions.waits import decide_ending
from helpline.intake.events import CallEnded
from helpline.intake.models import Call, CallState
from helpline.outbox import HOUSE, announce


def end_call(call: Call, ending: str) -> None:
    """Nothing that arrives later makes it live again. Safe to run twice."""
    if call.state is CallState.ENDED:
        return
    call.state, call.ended_at, call.ending = CallState.ENDED, now(), ending
    call.typed = None
    announce(CallEnded(call.id, call.desk or HOUSE))


def hung_up(call: Call) -> None:
    """The carrier says that the caller is gone."""
    ending = decide_ending(
        was_joined=call.joined_at is not None,
        has_keyed=call.has_keyed,
        has_contact=call.contact_id is not None,
    )
    end_call(call, ending)
