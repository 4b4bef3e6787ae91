"""Going on by phone: a short code for the one who has this mailbox open."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from typing_extensions import override

from helpline import audit
from helpline.db import db
from helpline.doors import current_door
from helpline.errors import Refusal
from helpline.i18n import current_language
from helpline.i18n import gettext as _
from helpline.intake import phone_codes
from helpline.intake.actions.arriving import Known
from helpline.intake.models import Mailbox, PhoneCode
from helpline.policy import current_policy
from helpline.vault import Secret

DRAWS: Final = 5
"""Somebody else's live code may be the same; five times in a row it is not."""


class NoCode(Refusal):
    """Every code that was drawn is somebody's already, or two were asked for at once."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("We could not make a code just now. Please press the button again.")


@dataclass(frozen=True, slots=True, repr=False)
class Shown(Secret):
    """A code as it is shown, this once."""

    code: str
    """In threes, for reading."""
    until: datetime


def make(contact: Known) -> Shown:
    """A new code for this contact; the one before it is worth nothing any more.

    Raises NoCode.
    """
    _forget_older()
    for _draw in range(DRAWS):
        code = phone_codes.draw()
        shown = Shown(phone_codes.grouped(code), phone_codes.expiry())
        if _kept(contact, code, shown.until):
            audit.record("phone_code.made", subject_id=contact.id)
            return shown
    raise NoCode


def is_offered() -> bool:
    return current_policy().calls.phone_code


def numbers() -> tuple[str, ...]:
    """Ours that speak the reader's language; all, where none does."""
    policy = current_policy()
    others = {
        line.number for line in policy.calls.lines if current_language() not in line.languages
    }
    fitting = [number for number in policy.phone_numbers if number not in others]
    return tuple(fitting) or policy.phone_numbers


def _forget_older() -> None:
    mine = select(Mailbox.id)
    db.session.execute(
        delete(PhoneCode)
        .where(PhoneCode.mailbox_id.in_(mine))
        .execution_options(synchronize_session=False)
    )


def _kept(contact: Known, code: str, until: datetime) -> bool:
    """False where it is somebody else's live code."""
    new = PhoneCode(
        operator=current_door().operator,
        contact_id=contact.id,
        desk=contact.desk,
        mailbox_id=db.session.scalars(select(Mailbox.id)).one(),
        code_hash=phone_codes.hash_of(code),
        expires_at=until,
    )
    try:
        with db.session.begin_nested():
            db.session.add(new)
    except IntegrityError:
        return False
    return True
