"""Signing in and out, choosing a desk, going on and off duty. All through the staff door."""

import secrets
from uuid import UUID

from sqlalchemy import select, update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk, current_door
from helpline.people.errors import NotYourDesk
from helpline.people.models import Account, Shift, StaffSession
from helpline.people.queries import on_shift
from helpline.people.ringing import note_browser_gone
from helpline.people.signing_in import hashed
from helpline.people.staff import Staff


def account_named(username: str) -> Account | None:
    return db.session.scalar(select(Account).where(Account.username == username.strip().lower()))


def start_session(account: Account) -> str:
    """A signed-in browser's token, which exists in clear only there."""
    token, moment = secrets.token_urlsafe(32), now()
    session = StaffSession(
        operator=account.operator,
        token_hash=hashed(token),
        account_id=account.id,
        desk=account.desks[0] if len(account.desks) == 1 else None,
        started_at=moment,
        seen_at=moment,
    )
    db.session.add(session)
    audit.record("session.started", subject_id=account.id, actor_id=account.id)
    return token


def end_session(staff: Staff) -> None:
    _change_session(staff, ended_at=now())
    note_browser_gone(staff)
    audit.record("session.ended", subject_id=staff.id, actor_id=staff.id)


def choose_desk(desk: Desk, *, by: Staff) -> None:
    """Work at this desk now. Raises NotYourDesk without the training for it (R70)."""
    if desk not in by.desks:
        raise NotYourDesk
    _change_session(by, desk=desk.value)
    audit.record(f"desk.{desk}", subject_id=by.id, actor_id=by.id)


def go_on_duty(staff: Staff) -> None:
    """Be one of those whom calls and danger reach."""
    if staff.is_on_duty:
        return
    db.session.add(
        Shift(operator=current_door().operator, account_id=staff.id, starts_at=now(), ends_at=None)
    )
    audit.record("duty.started", subject_id=staff.id, actor_id=staff.id)


def go_off_duty(staff: Staff) -> None:
    """Also where the plan says otherwise: whoever leaves is not rung."""
    moment = now()
    db.session.execute(
        update(Shift).where(Shift.account_id == staff.id, on_shift(moment)).values(ends_at=moment)
    )
    audit.record("duty.ended", subject_id=staff.id, actor_id=staff.id)


def revoke_sessions(account_id: UUID) -> None:
    """End every browser of this account, at once."""
    db.session.execute(
        update(StaffSession)
        .where(StaffSession.account_id == account_id, StaffSession.ended_at.is_(None))
        .values(ended_at=now())
    )


def be_rung_again(staff: Staff) -> None:
    """They are there: what their phone let ring before counts no more."""
    db.session.execute(update(Account).where(Account.id == staff.id).values(rested_until=now()))
    audit.record("duty.rung_again", subject_id=staff.id, actor_id=staff.id)


def _change_session(staff: Staff, **values: object) -> None:
    db.session.execute(
        update(StaffSession).where(StaffSession.id == staff.session_id).values(**values)
    )
