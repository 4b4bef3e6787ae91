"""Who is who, and who is on duty."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, true

from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk
from helpline.people.decisions import ABSOLUTE, IDLE, decide_ring_address
from helpline.people.models import Account, Rings, Shift, StaffSession
from helpline.people.staff import Colleague, Reachable


def on_shift(moment: datetime) -> ColumnElement[bool]:
    """The shifts that cover this moment."""
    return (Shift.starts_at <= moment) & or_(Shift.ends_at.is_(None), Shift.ends_at > moment)


def is_on_duty(account_id: UUID) -> bool:
    query = select(Shift.id).where(Shift.account_id == account_id, on_shift(now())).limit(1)
    return db.session.scalar(query) is not None


def colleague_names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Display names, for showing who took, wrote or confirmed something."""
    wanted = {id_ for id_ in ids if id_ is not None}
    query = select(Account.id, Account.display_name).where(Account.id.in_(wanted))
    return {row.id: row.display_name for row in db.session.execute(query)}


def colleagues_on_duty(desk: Desk | None) -> list[Colleague]:
    """On duty now and trained for this desk, or supervising; all who are, where none is named.

    Without any address: desks may not read those.
    """
    shifts = select(Shift.account_id).where(on_shift(now()))
    trained = Account.desks.contains([desk.value]) if desk else true()
    query = (
        select(Account.id, Account.display_name, Account.languages)
        .where(Account.id.in_(shifts), or_(trained, Account.is_supervisor))
        .order_by(Account.username)
    )
    return [
        Colleague(row.id, row.display_name, tuple(row.languages))
        for row in db.session.execute(query)
    ]


def reachable_on_duty() -> list[Reachable]:
    """Everybody on duty now, those who came on first at the head (roles: worker, danger)."""
    shifts = select(Shift.account_id).where(on_shift(now()))
    return _reachable(Account.id.in_(shifts))


def working_at(desk: Desk) -> list[Reachable]:
    """Everybody on duty who is signed in at this desk now, and trained for it (role: worker)."""
    moment = now()
    here = or_(Shift.only_at.is_(None), Shift.only_at == desk.value)
    shifts = select(Shift.account_id).where(on_shift(moment), here)
    sessions = select(StaffSession.account_id).where(
        StaffSession.desk == desk.value,
        StaffSession.ended_at.is_(None),
        StaffSession.seen_at > moment - IDLE,
        StaffSession.started_at > moment - ABSOLUTE,
    )
    found = _reachable(Account.id.in_(shifts) & Account.id.in_(sessions))
    return [person for person in found if desk in person.desks]


def reachable_supervisors() -> list[Reachable]:
    return _reachable(Account.is_supervisor.is_(True))


def reachable(account_id: UUID) -> Reachable | None:
    return next(iter(_reachable(Account.id == account_id)), None)


def _reachable(which: ColumnElement[bool]) -> list[Reachable]:
    moment = now()
    query = (
        select(
            Account.id,
            Account.display_name,
            Account.desks,
            Account.languages,
            Account.ring_address,
            Account.rings,
            Account.browser_until,
            Account.gender,
            Account.organisation,
            Account.rested_until,
            Account.text_number,
            Account.mail_address,
        )
        .where(which, Account.disabled_at.is_(None))
        .order_by(Account.username)
    )
    return [
        Reachable(
            id=row.id,
            display_name=row.display_name,
            desks=tuple(Desk(desk) for desk in row.desks),
            languages=tuple(row.languages),
            ring_address=decide_ring_address(
                row.id,
                row.ring_address,
                browser_until=row.browser_until if row.rings is Rings.BROWSER else None,
                moment=moment,
            ),
            gender=row.gender,
            organisation=row.organisation,
            rested_until=row.rested_until,
            text_number=row.text_number,
            mail_address=row.mail_address,
        )
        for row in db.session.execute(query)
    ]
