"""Where somebody is rung: their choice, and what the phone in their browser says of itself."""

from datetime import timedelta
from typing import Final

from sqlalchemy import or_, update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.people.errors import NotReachable, PassGivenJustNow
from helpline.people.models import Account, Rings, StaffSession
from helpline.people.staff import Staff

PASS_EVERY: Final = timedelta(seconds=2)
BROWSER_LASTS: Final = timedelta(seconds=150)
"""Its page says every half minute that it is there; a page nobody looks at may be slowed to one."""


def choose_rings(rings: Rings, *, by: Staff) -> None:
    """Be rung there from now on. The browser only counts once its phone says it is ready."""
    _change_account(by, rings=rings, browser_until=None)
    audit.record(f"rings.{rings}", subject_id=by.id, actor_id=by.id)


def note_browser_ready(staff: Staff) -> None:
    """Their browser can be rung. Nobody believes it for long: it says so again and again."""
    _change_account(staff, browser_until=now() + BROWSER_LASTS)


def note_browser_gone(staff: Staff) -> None:
    """Their browser can no longer be rung: the telephone rings instead, at once."""
    _change_account(staff, browser_until=None)


def give_pass(staff: Staff) -> None:
    """Let this browser register with the carrier. Raises NotReachable, PassGivenJustNow."""
    if not (staff.desk or staff.is_on_duty or staff.is_supervisor):
        raise NotReachable
    moment = now()
    rested = or_(
        StaffSession.phone_pass_at.is_(None), StaffSession.phone_pass_at <= moment - PASS_EVERY
    )
    given = db.session.scalar(
        update(StaffSession)
        .where(StaffSession.id == staff.session_id, rested)
        .values(phone_pass_at=moment)
        .returning(StaffSession.id)
        .execution_options(synchronize_session=False)
    )
    if given is None:
        raise PassGivenJustNow


def _change_account(staff: Staff, **values: object) -> None:
    db.session.execute(update(Account).where(Account.id == staff.id).values(**values))
