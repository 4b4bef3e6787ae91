"""Who could answer, and who waits: a handful of queries, however many there are of either.

Through the worker's door, which alone sees every desk's calls.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import and_, func, or_, select, update

from helpline import audit
from helpline.db import db
from helpline.doors import Desk
from helpline.intake.calls.decisions import waits
from helpline.intake.calls.decisions.ringing import ASIDE, TOO_OFTEN, Answerer, Rung, Waiting
from helpline.intake.models import Call, CallLeg, CallState, LegPurpose, LegState
from helpline.people import Reachable, working_at
from helpline.people.models import Account
from helpline.policy import current_policy

LONGEST_TALK: Final = timedelta(hours=4)
"""The carrier ends a talk then; an older leg is one whose end we were never told."""
LONGEST_WAIT: Final = timedelta(hours=1)
"""Likewise for somebody who seems to wait: they do not hold up others any more."""
GRACE: Final = timedelta(seconds=30)
LATELY: Final = timedelta(hours=2)
MOST_COUNTED: Final = 50
"""Callers, the latest of them: enough to say how long it usually takes."""
TALKING: Final = (LegState.ACCEPTED, LegState.JOINED)
RINGING: Final = (LegState.OWED, LegState.RINGING)


def callers_at(desk: Desk, moment: datetime) -> list[Waiting]:
    """Those who wait there, the longest waiting first."""
    query = select(Call).where(
        Call.desk == desk,
        Call.state == CallState.WAITING,
        Call.is_danger.is_(False),
        Call.language.is_not(None),
        Call.waiting_since > moment - LONGEST_WAIT,
    )
    found = db.session.scalars(query.order_by(Call.waiting_since, Call.id))
    return [as_waiting(call, moment) for call in found]


def answerers_at(desk: Desk, moment: datetime) -> list[Answerer]:
    """Everybody who works there now. Whoever let it ring too often is set aside by this."""
    people = working_at(desk)
    ids = [person.id for person in people]
    resting = {one.id for one in people if one.rested_until and one.rested_until > moment}
    aside = resting | _set_aside([id_ for id_ in ids if id_ not in resting], moment)
    days = _days_of(ids, moment)
    return [
        _answerer(person, days.get(person.id, _Day()), is_set_aside=person.id in aside)
        for person in people
    ]


def rung_for(callers: Sequence[Waiting], moment: datetime) -> Rung:
    """Which phones were rung for these callers, and which ring now."""
    still = CallLeg.state.in_(RINGING) & (CallLeg.created_at > moment - _ring_time())
    query = (
        select(
            CallLeg.call_id,
            CallLeg.account_id,
            func.max(CallLeg.created_at),
            func.count().filter(still),
        )
        .where(CallLeg.call_id.in_([caller.id for caller in callers]))
        .group_by(CallLeg.call_id, CallLeg.account_id)
    )
    last: dict[tuple[UUID | None, UUID | None], datetime] = {}
    ringing: dict[UUID | None, int] = {}
    for call_id, account_id, rung_at, now_ringing in db.session.execute(query):
        last[call_id, account_id] = rung_at
        ringing[call_id] = ringing.get(call_id, 0) + now_ringing
    return Rung(last, ringing)


def usual_minutes(desk: Desk, language: str, moment: datetime) -> int | None:
    """How long callers lately waited here; None where nothing true can be said of it."""
    over = func.coalesce(Call.joined_at, Call.ended_at)
    query = (
        select(over, Call.waiting_since, Call.joined_at.is_not(None))
        .where(
            Call.desk == desk,
            Call.language == language,
            Call.is_danger.is_(False),
            Call.waiting_since.is_not(None),
            over > moment - LATELY,
        )
        .order_by(over.desc())
        .limit(MOST_COUNTED)
    )
    lately = [
        waits.Waited(ended - began, was_answered)
        for ended, began, was_answered in db.session.execute(query)
        if began is not None
    ]
    return waits.usual_minutes(lately)


def as_waiting(call: Call, moment: datetime) -> Waiting:
    """As the decision needs to know them."""
    is_first = call.rings_first_until is not None and moment < call.rings_first_until
    return Waiting(
        id=call.id,
        language=call.language or "",
        gender=call.wanted_gender,
        organisation=call.wanted_organisation,
        refused_organisation=call.refused_organisation,
        first=call.rings_first_id if is_first else None,
    )


@dataclass(frozen=True, slots=True)
class _Day:
    """What somebody's phones did today."""

    is_busy: bool = False
    talked: timedelta = timedelta()
    talked_until: datetime | None = None
    rang_out_at: datetime | None = None


def _answerer(person: Reachable, day: _Day, *, is_set_aside: bool) -> Answerer:
    return Answerer(
        id=person.id,
        languages=person.languages,
        gender=person.gender,
        organisation=person.organisation,
        is_busy=day.is_busy or not person.ring_address,
        is_set_aside=is_set_aside,
        rang_out_at=day.rang_out_at,
        talked=day.talked,
        talked_until=day.talked_until,
    )


def _days_of(ids: Sequence[UUID], moment: datetime) -> dict[UUID, _Day]:
    """Talking or being rung counts for whatever reason it is."""
    midnight = moment.astimezone(current_policy().time_zone).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    talking = CallLeg.state.in_(TALKING) & (CallLeg.created_at > moment - LONGEST_TALK)
    ringing = CallLeg.state.in_(RINGING) & (CallLeg.created_at > moment - _ring_time())
    until = func.coalesce(CallLeg.ended_at, moment)
    talked = func.sum(until - CallLeg.accepted_at).filter(CallLeg.accepted_at >= midnight)
    query = (
        select(
            CallLeg.account_id,
            func.bool_or(talking | ringing),
            func.coalesce(talked, timedelta()),
            func.max(until).filter(CallLeg.accepted_at.is_not(None)),
            func.max(CallLeg.ended_at).filter(CallLeg.rang_out),
        )
        .where(
            CallLeg.account_id.in_(ids),
            CallLeg.created_at > min(midnight, moment - LONGEST_TALK),
        )
        .group_by(CallLeg.account_id)
    )
    return {row[0]: _Day(*row[1:]) for row in db.session.execute(query)}


def _set_aside(ids: Sequence[UUID], moment: datetime) -> set[UUID]:
    """Who has let it ring so often since they last rested: for a while no caller waits for them.

    What another was quicker to take, or a caller left, counts neither way.
    """
    number = func.row_number().over(
        partition_by=CallLeg.account_id, order_by=CallLeg.created_at.desc()
    )
    ended = or_(
        CallLeg.rang_out, CallLeg.accepted_at.is_not(None), CallLeg.declined_at.is_not(None)
    )
    since = func.coalesce(Account.rested_until, moment - LATELY)
    last = (
        select(CallLeg.account_id, CallLeg.rang_out, number.label("number"))
        .join(Account, Account.id == CallLeg.account_id)
        .where(
            CallLeg.account_id.in_(ids),
            CallLeg.purpose == LegPurpose.HANDLER,
            CallLeg.created_at > moment - LATELY,
            CallLeg.created_at > since,
            ended,
        )
        .subquery()
    )
    query = (
        select(last.c.account_id)
        .where(last.c.number <= TOO_OFTEN)
        .group_by(last.c.account_id)
        .having(and_(func.count() == TOO_OFTEN, func.bool_and(last.c.rang_out)))
    )
    found = set(db.session.scalars(query))
    _let_rest(found, moment)
    return found


def _let_rest(ids: Iterable[UUID], moment: datetime) -> None:
    for id_ in ids:
        audit.record("duty.rested", subject_id=id_)
        db.session.execute(
            update(Account)
            .where(Account.id == id_)
            .values(rested_until=moment + ASIDE)
            .execution_options(synchronize_session=False)
        )


def _ring_time() -> timedelta:
    return timedelta(seconds=current_policy().calls.ring_seconds) + GRACE
