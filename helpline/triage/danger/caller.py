"""Duty danger.see_to_caller: what a caller hears about people being called stays true."""

from uuid import UUID

from sqlalchemy import select

from helpline.db import db, transaction
from helpline.triage.danger.actions import live_call, lock, reopen
from helpline.triage.danger.ladder import as_danger
from helpline.triage.danger.models import Danger, DangerState


def see_to_caller(call_id: UUID) -> None:
    """They ask for us again: a danger that was ended is open again, and everybody is called.

    An open one climbs anyway, and whoever accepted it is rung until the two are together.
    """
    with as_danger(), transaction():
        danger = db.session.scalar(select(Danger).where(Danger.call_id == call_id))
        call = live_call(danger) if danger else None
        if danger is None or call is None or call.accepted_leg_id is not None:
            return
        lock(danger)
        if danger.state is DangerState.ENDED:
            reopen(danger, by=None)
