"""How it stands for a caller at this moment: what is true, and what can be offered."""

from datetime import datetime, timedelta
from typing import Final

from helpline.clock import now
from helpline.doors import Desk
from helpline.intake.calls.actions import voicemail
from helpline.intake.calls.actions.line import desk_of
from helpline.intake.calls.decisions.moves import Where
from helpline.intake.calls.decisions.waits import (
    Standing,
    decide_windows,
    said_minutes,
    told_instead,
)
from helpline.intake.calls.prompts.waiting import Prospects
from helpline.intake.models import Answerers, Call, CallState
from helpline.policy import NumberStorage, current_policy

MINUTE: Final = timedelta(minutes=1)


def prospects(call: Call) -> Prospects:
    """What somebody hears who waits, or for whom nobody is there."""
    moment, desk = now(), desk_of(call)
    is_open = current_policy().open_at(desk, moment)
    windows = callback_windows(desk, moment)
    return Prospects(
        answerers=call.answerers,
        ahead=call.ahead,
        callback_at=windows[0] if windows else None,
        is_accepted=call.state is CallState.ACCEPTED,
        is_danger=call.is_danger,
        is_patience_over=_is_patience_over(call),
        may_wait=call.is_danger or (is_open and call.answerers is not Answerers.NOBODY),
        may_leave_message=voicemail.is_offered(),
        opens_at=None if is_open else current_policy().next_opening(desk, moment),
        minutes=said_minutes(call.usual_minutes, moment - (call.waiting_since or moment)),
    )


def interruption(call: Call) -> Where | None:
    """What somebody in line must be told instead of waiting on."""
    if call.state is not CallState.WAITING:
        return None
    return told_instead(
        Standing(
            is_danger=call.is_danger,
            is_patience_over=_is_patience_over(call),
            nobody_is_there=call.answerers is Answerers.NOBODY,
            nobody_fits=call.answerers is Answerers.UNMATCHED,
            waits_for_wish=call.waits_for_wish,
        )
    )


def callback_windows(desk: Desk, since: datetime) -> tuple[datetime, ...]:
    """The next times for which a call may be promised; none where no number may be kept.

    ``since``: when they were asked, so that a time that was told stays under its key.
    """
    if current_policy().number_storage is NumberStorage.NEVER:
        return ()
    earliest = since.replace(second=0, microsecond=0) + MINUTE + _window()
    return decide_windows(earliest, lambda moment: _possible(desk, moment))


def is_possible(desk: Desk, moment: datetime) -> bool:
    """Whether a call at a time that was offered before can still be promised."""
    return moment > now() and current_policy().callback_allowed(desk, moment)


def _possible(desk: Desk, moment: datetime) -> datetime | None:
    """The first moment from this one on whose whole window is within staffed hours."""
    policy = current_policy()
    for start in (moment, moment + _window()):
        opening = policy.next_opening(desk, start)
        if opening is not None and policy.callback_allowed(desk, opening):
            return opening
    return None


def _is_patience_over(call: Call) -> bool:
    return call.patient_until is not None and call.patient_until <= now()


def _window() -> timedelta:
    return current_policy().callback.window_minutes * MINUTE
