"""A call is over: once, and whatever was under way for it is let go."""

from helpline.clock import now
from helpline.intake.events import CallEnded
from helpline.intake.models import Call, CallState
from helpline.outbox import HOUSE, announce


def end_call(call: Call, ending: str) -> None:
    """Nothing that arrives later makes it live again. Safe to run twice."""
    if call.state is CallState.ENDED:
        return
    call.state, call.ended_at, call.ending = CallState.ENDED, now(), ending
    announce(CallEnded(call.id, call.desk or HOUSE))


def hung_up(call: Call) -> None:
    """The carrier says that the caller is gone."""
    end_call(call, "talked" if call.joined_at is not None else "hung_up")
