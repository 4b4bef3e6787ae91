"""How a call stands, for whoever has its contact."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from helpline.db import db
from helpline.i18n import gettext as _
from helpline.intake.models import Call, CallState, CameBack, NotACase


@dataclass(frozen=True, slots=True)
class CallNow:
    """A call as its contact's page shows it."""

    id: UUID
    state: CallState
    words: str
    since: datetime
    is_danger: bool
    marked: NotACase | None = None
    came_back: str = ""
    """By what they showed that they had been here before; empty for a new contact."""


def call_of(contact_id: UUID) -> CallNow | None:
    """The call that made this contact (role: its desk). None where there was none, or no more."""
    query = select(Call).where(Call.contact_id == contact_id).order_by(Call.started_at.desc())
    call = db.session.scalars(query.limit(1)).first()
    if call is None:
        return None
    return CallNow(
        call.id,
        call.state,
        _words(call),
        _since(call),
        call.is_danger,
        marked=call.marked,
        came_back=_came_back(call.came_back_by),
    )


def _came_back(by: CameBack | None) -> str:
    words = {
        None: "",
        CameBack.CODE: _("The caller keyed a code from this mailbox."),
        CameBack.RECEIPT: _("The caller keyed the receipt of this mailbox."),
    }
    return words[by]


def _since(call: Call) -> datetime:
    moments = {
        CallState.WAITING: call.waiting_since,
        CallState.TALKING: call.joined_at,
        CallState.ENDED: call.ended_at,
    }
    return moments.get(call.state) or call.started_at


def _words(call: Call) -> str:
    if call.state is CallState.ENDED:
        return _ended(call.ending or "")
    words = {
        CallState.MENU: _("The caller listens to a menu."),
        CallState.WAITING: _("The caller is waiting for somebody."),
        CallState.ACCEPTED: _("The caller is being connected."),
        CallState.TALKING: _("The call is under way."),
        CallState.CALLING_BACK: _("We are calling them back: your phone rings first."),
    }
    return words[call.state]


def _ended(ending: str) -> str:
    words = {
        "talked": _("The call is over."),
        "quiet_exit": _("The caller left by the quiet exit."),
        "callback": _("The caller asked to be called back."),
        "voicemail": _("The caller could leave a message."),
        "silent": _("The caller said and keyed nothing."),
        "nobody": _("Nobody could answer, and the caller was told so."),
        "not_reached": _("We called them back, and nobody was reached."),
    }
    return words.get(ending, _("The caller hung up before anybody answered."))
