"""Who is on my phone, or rings it: a language and a desk, never a number."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask import url_for
from sqlalchemy import select

from helpline.db import db
from helpline.doors import Door, Role, current_door, through
from helpline.i18n import gettext as _
from helpline.i18n import language_name_here
from helpline.intake.models import Call, CallLeg, LegPurpose, LegState
from helpline.people import current_staff
from helpline.triage.desk.work import desk_name

LIVE: Final = (LegState.RINGING, LegState.ACCEPTED, LegState.JOINED)


@dataclass(frozen=True, slots=True)
class OnMyPhone:
    """What the page may say about the call, and where its contact is."""

    words: str = ""
    page: str = ""


def on_my_phone() -> OnMyPhone:
    """Empty while nothing rings. Through my desk's door, then through that of danger."""
    staff = current_staff()
    found = _call_at(staff.id) if staff.desk else None
    if found is None and (staff.is_on_duty or staff.is_supervisor):
        return _danger_at(staff.id)
    return found or OnMyPhone()


def _call_at(account_id: UUID) -> OnMyPhone | None:
    desk = current_staff().desk
    assert desk is not None
    with _through(Role.of(desk)):
        call = db.session.scalar(
            select(Call)
            .join(CallLeg, CallLeg.call_id == Call.id)
            .where(CallLeg.account_id == account_id, CallLeg.state.in_(LIVE))
            .order_by(CallLeg.created_at.desc())
        )
        if call is None or call.language is None:
            return None
        spoken, where = language_name_here(call.language), desk_name(desk)
        words = _("A caller in %(language)s, desk: %(desk)s", language=spoken, desk=where)
        return OnMyPhone(words, _page_of(call))


def _danger_at(account_id: UUID) -> OnMyPhone:
    with _through(Role.DANGER):
        leg = db.session.scalar(
            select(CallLeg)
            .where(CallLeg.account_id == account_id, CallLeg.state.in_(LIVE))
            .where(CallLeg.purpose == LegPurpose.DANGER)
            .order_by(CallLeg.created_at.desc())
        )
        if leg is None:
            return OnMyPhone()
        return OnMyPhone(_("Danger: you are needed urgently"), url_for("danger.ledger"))


def _page_of(call: Call) -> str:
    if call.desk is None or call.contact_id is None:
        return ""
    return url_for(f"{call.desk.value}.contact", contact_id=call.contact_id)


def _through(role: Role) -> AbstractContextManager[None]:
    return through(Door(role, current_door().operator))
