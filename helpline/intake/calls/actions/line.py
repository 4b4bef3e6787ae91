"""The caller's line: which call a webhook is about, and what it allows us to offer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from flask import request
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk, current_door
from helpline.intake.calls.prompts.waiting import Prospects
from helpline.intake.models import Answerers, Call, CallState, Scene
from helpline.phone import E164, parse_number
from helpline.policy import NumberStorage, current_policy
from helpline.providers import Caller, CallerKind, current_carrier
from helpline.vault.secret import Secret

MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, repr=False)
class Line(Secret):
    """What this one request tells. The number is forgotten with it."""

    caller: Caller
    in_queue: bool = False
    """The answer is followed inside the queue, where fewer steps are allowed."""

    @property
    def number(self) -> str | None:
        """The caller's own number, if it can be rung without harm to anybody."""
        if self.caller.kind is not CallerKind.NUMBER:
            return None
        number = parse_number(self.caller.number, current_policy().country)
        return number.number if isinstance(number, E164) and number.may_be_rung else None


def this_line(*, in_queue: bool = False) -> Line:
    return Line(current_carrier().read_call(request.form).caller, in_queue)


def new_call() -> Call:
    """The call that rings now; the one that is known where the carrier asks again."""
    door = current_door()
    row = {
        "id": uuid4(),
        "operator": door.operator,
        "carrier_ref": door.call,
        "room": uuid4().hex,
        "state": CallState.MENU,
        "scene": Scene.LANGUAGE,
        "step": 0,
        "tries": 0,
        "page": 0,
        "ahead": 0,
        "is_danger": False,
        "started_at": now(),
    }
    db.session.execute(insert(Call).values(row).on_conflict_do_nothing())
    return this_call()


def this_call() -> Call:
    """The call of this webhook, locked. Raises NoResultFound for one that never rang."""
    query = select(Call).where(Call.carrier_ref == current_door().call)
    fresh = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(fresh).one()


def known_call() -> Call | None:
    """The same, where it may be unknown: we were broken when it rang."""
    query = select(Call).where(Call.carrier_ref == current_door().call)
    fresh = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(fresh).one_or_none()


def prospects(call: Call, line: Line) -> Prospects:
    """How it stands for this caller at this moment."""
    moment, desk = now(), desk_of(call)
    is_over = call.patient_until is not None and call.patient_until <= moment
    is_open = current_policy().open_at(desk, moment)
    return Prospects(
        answerers=call.answerers,
        ahead=call.ahead,
        callback_at=callback_moment(desk) if may_be_called_back(line) else None,
        is_accepted=call.state is CallState.ACCEPTED,
        is_danger=call.is_danger,
        is_patience_over=is_over,
        may_wait=call.is_danger or (is_open and call.answerers is not Answerers.NOBODY),
        opens_at=None if is_open else current_policy().next_opening(desk, moment),
    )


def desk_of(call: Call) -> Desk:
    """The desk that was chosen; in doubt support (R01)."""
    desks = current_policy().desks
    if call.desk is not None:
        return call.desk
    return Desk.SUPPORT if Desk.SUPPORT in desks else desks[0]


def may_be_called_back(line: Line) -> bool:
    """Never a withheld number, and never where no number may be kept."""
    is_kept = current_policy().number_storage is not NumberStorage.NEVER
    return is_kept and line.number is not None


def callback_moment(desk: Desk) -> datetime | None:
    """The next time for which a call may be promised: a window from now on, or none."""
    policy = current_policy()
    window = policy.callback.window_minutes * MINUTE
    earliest = now().replace(second=0, microsecond=0) + MINUTE + window
    for moment in (earliest, earliest + window):
        opening = policy.next_opening(desk, moment)
        if opening is not None and policy.callback_allowed(desk, opening):
            return opening
    return None
