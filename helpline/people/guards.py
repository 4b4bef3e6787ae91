"""Who may open a page of the staff face. Everything else is refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from flask import current_app, g, request
from sqlalchemy import select

from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import Desk, Door, Role, through
from helpline.people.decisions import may_go_on
from helpline.people.errors import ForSupervisors, NotOnDuty, NotYourDesk, SignInFirst
from helpline.people.models import Account, StaffSession
from helpline.people.queries import is_on_duty
from helpline.people.signing_in import hashed
from helpline.people.staff import Staff
from helpline.policy.current import current_policy

COOKIE: Final = "helpline_staff"
SEEN_EVERY: Final = timedelta(seconds=20)


def current_staff() -> Staff:
    """Who is acting. Only behind one of the guards below."""
    staff: Staff = g.staff
    return staff


def nobody() -> Door:
    """For the sign-in page: the front of the staff face, without a person."""
    return Door(Role.STAFF, current_policy().operator)


def signed_in() -> Door:
    """Anybody with a living session. Raises SignInFirst."""
    door = nobody()
    with through(door), transaction():
        g.staff = _recognise(request.cookies.get(COOKIE, ""))
    return door


def at_desk(desk: Desk) -> Callable[[], Door]:
    """Somebody trained for this desk and working at it now: one desk at a time."""

    def admit() -> Door:
        door = signed_in()
        if g.staff.desk is not desk:
            raise NotYourDesk
        return Door(Role.of(desk), door.operator)

    return admit


def on_duty() -> Door:
    """Danger records: whoever is on duty, at any desk, and supervisors."""
    door = signed_in()
    if not (g.staff.is_on_duty or g.staff.is_supervisor):
        raise NotOnDuty
    return Door(Role.DANGER, door.operator)


def supervising() -> Door:
    """Pages that show what is overdue and who did what: never content."""
    door = signed_in()
    if not g.staff.is_supervisor:
        raise ForSupervisors
    return door


def _recognise(token: str) -> Staff:
    moment = now()
    row = db.session.execute(
        select(StaffSession, Account)
        .join(Account, Account.id == StaffSession.account_id)
        .where(StaffSession.token_hash == hashed(token), StaffSession.ended_at.is_(None))
    ).first()
    if row is None:
        raise SignInFirst
    session, account = row
    alive = may_go_on(started_at=session.started_at, seen_at=session.seen_at, moment=moment)
    if not alive or account.disabled_at is not None:
        raise SignInFirst
    # A console polls every two seconds: that must neither write each time nor keep it alive.
    if moment - session.seen_at > SEEN_EVERY and "poll" not in request.args:
        session.seen_at = moment
    return _staff(session, account)


def _is_served_here(desk: str) -> bool:
    """A process may serve a single desk, and then no other desk's door opens for it."""
    only: str = current_app.extensions["helpline.config"].staff_desk
    return not only or desk == only


def _staff(session: StaffSession, account: Account) -> Staff:
    desks = tuple(Desk(desk) for desk in account.desks if _is_served_here(desk))
    chosen = Desk(session.desk) if session.desk else None
    return Staff(
        id=account.id,
        session_id=session.id,
        username=account.username,
        display_name=account.display_name,
        desks=desks,
        languages=tuple(account.languages),
        is_supervisor=account.is_supervisor,
        desk=chosen if chosen in desks else None,
        is_on_duty=is_on_duty(account.id),
        rings=account.rings,
        rested_until=account.rested_until,
    )
