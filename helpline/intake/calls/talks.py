"""A call as the people in it need to see it: who is in, what was asked, how far it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from helpline.clock import now
from helpline.db import db
from helpline.i18n import gettext as _
from helpline.intake.calls.actions.orders import legs_of, orders_of, standing_of
from helpline.intake.calls.decisions.orders import (
    LONG_HOLD,
    Standing,
    Wish,
    decide_order,
    is_long_hold,
)
from helpline.intake.models import (
    Call,
    CallLeg,
    CallOrder,
    CallState,
    LegPurpose,
    LegState,
    OrderKind,
    OrderOutcome,
    OrderState,
    ThirdKind,
)
from helpline.people import colleague_names

SHOWN: Final = timedelta(minutes=5)
"""What was done or failed stays on the page for so long."""
MOST_SHOWN: Final = 4
FINAL: Final = (OrderState.DONE, OrderState.FAILED)


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who is in the call, or is being called."""

    name: str
    words: str
    since: datetime
    leg_id: UUID | None = None
    may_be_taken_out: bool = False
    is_in: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish, and how far it is."""

    what: str
    how_far: str
    at: datetime
    is_open: bool
    has_failed: bool


@dataclass(frozen=True, slots=True)
class TalkNow:
    """The call panel, for one person."""

    call_id: UUID
    is_mine: bool
    is_held: bool
    people: tuple[Somebody, ...]
    asked: tuple[Asked, ...]
    may: frozenset[str]
    """The kinds of orders that would not be refused."""
    is_danger: bool
    has_third: bool
    is_listening: bool
    """The person who looks is the one who listens."""


def talk_now(call: Call, account_id: UUID) -> TalkNow | None:
    """Through the door of the desk, or of danger. None while nobody talks."""
    if call.state is not CallState.TALKING:
        return None
    legs, standing = legs_of(call), standing_of(call, account_id)
    names = colleague_names(leg.account_id for leg in legs)
    people = (_caller(call), *(_somebody(leg, names, standing, account_id) for leg in legs))
    return TalkNow(
        call_id=call.id,
        is_mine=standing.is_mine,
        is_held=call.is_held,
        people=people,
        asked=_asked(call),
        may=_may(standing),
        is_danger=call.is_danger,
        has_third=bool(standing.others.joined),
        is_listening=any(
            leg.purpose is LegPurpose.LISTEN and leg.account_id == account_id for leg in legs
        ),
    )


def call_of_contact(contact_id: UUID) -> Call | None:
    """The newest call of a contact (role: its desk)."""
    query = select(Call).where(Call.contact_id == contact_id).order_by(Call.started_at.desc())
    return db.session.scalars(query.limit(1)).first()


def _may(standing: Standing) -> frozenset[str]:
    """As if the caller had said yes: that is asked when the wish is sent."""
    agreed = replace(standing, is_agreed=True)
    return frozenset(wish.value for wish in Wish if decide_order(wish, agreed) is None)


def _caller(call: Call) -> Somebody:
    since = (call.held_since if call.is_held else call.joined_at) or call.started_at
    if call.is_held and is_long_hold(call.held_since, now()):
        words = _(
            "On hold for more than %(minutes)s minutes. "
            "Please go back to them, or tell them how long it will take.",
            minutes=LONG_HOLD // timedelta(minutes=1),
        )
    elif call.is_held:
        words = _("On hold. They hear what is happening, in their language.")
    elif call.hold_wanted:
        words = _("Is being put on hold")
    else:
        words = _("In the call")
    return Somebody(_("Caller"), words, since, is_in=not call.is_held)


def _somebody(
    leg: CallLeg, names: Mapping[UUID, str], standing: Standing, account_id: UUID
) -> Somebody:
    is_third = leg.purpose is LegPurpose.CONSULT
    name = leg.third_name or (names.get(leg.account_id, "") if leg.account_id else "")
    is_own = leg.purpose is LegPurpose.LISTEN and leg.account_id == account_id
    return Somebody(
        name=name or _("Police"),
        words=_leg_words(leg),
        since=leg.joined_at or leg.accepted_at or leg.created_at,
        leg_id=leg.id,
        may_be_taken_out=(is_third and standing.is_mine) or is_own,
        is_in=leg.state is LegState.JOINED,
    )


def _leg_words(leg: CallLeg) -> str:
    if leg.state in {LegState.OWED, LegState.RINGING}:
        return _("Is being called")
    if leg.state is LegState.ACCEPTED:
        return _("Has answered, and is being connected")
    if leg.purpose is LegPurpose.LISTEN:
        return _("Whispers to the handler") if leg.coaches else _("Listens, and is not heard")
    return _("On hold") if leg.is_held else _("In the call")


def _asked(call: Call) -> tuple[Asked, ...]:
    shown = [order for order in orders_of(call) if _is_shown(order)]
    return tuple(
        Asked(
            what=_what(order),
            how_far=_how_far(order),
            at=order.ended_at or order.asked_at,
            is_open=order.state not in FINAL,
            has_failed=order.state is OrderState.FAILED,
        )
        for order in shown[:MOST_SHOWN]
    )


def _is_shown(order: CallOrder) -> bool:
    return order.ended_at is None or order.ended_at > now() - SHOWN


def _what(order: CallOrder) -> str:
    name = order.third_name or ""
    words: Mapping[OrderKind, Callable[[], str]] = {
        OrderKind.HOLD: lambda: _("Put the caller on hold"),
        OrderKind.UNHOLD: lambda: _("Bring the caller back"),
        OrderKind.CONSULT: lambda: _("Speak with %(name)s first", name=name),
        OrderKind.BRING_IN: lambda: _("Bring in %(name)s", name=name),
        OrderKind.TOGETHER: lambda: _("Bring all together"),
        OrderKind.TAKE_OUT: lambda: _("Take out %(name)s", name=name),
        OrderKind.LEAVE: lambda: _("Leave the call"),
        OrderKind.LISTEN: lambda: _("%(name)s wants to listen", name=name),
        OrderKind.WHISPER: lambda: _("%(name)s wants to whisper", name=name),
    }
    return words[order.kind]()


def _how_far(order: CallOrder) -> str:
    if order.state is OrderState.FAILED:
        return _why(order.outcome)
    if order.state is OrderState.DONE:
        return _("Done")
    if order.state is OrderState.UNDER_WAY:
        return _under_way(order)
    return _("Asked for")


def _under_way(order: CallOrder) -> str:
    if order.kind in {OrderKind.LISTEN, OrderKind.WHISPER} and order.third_leg_id is None:
        return _("The caller is being told")
    return _("The phone rings")


def _why(outcome: OrderOutcome | None) -> str:
    words = {
        OrderOutcome.BUSY: _("The line was busy."),
        OrderOutcome.NO_ANSWER: _("Nobody answered."),
        OrderOutcome.DECLINED: _("They could not take the call."),
        OrderOutcome.NO_KEY: _("It was answered, but nobody pressed a key: perhaps a voicemail."),
        OrderOutcome.NO_PHONE: _("We know of no phone that could ring now."),
        OrderOutcome.UNREACHED: _("The phone company could not reach this phone."),
        OrderOutcome.STOPPED: _("You called it off."),
        OrderOutcome.CARRIER: _("The phone company did not do it. You can ask again."),
        OrderOutcome.GONE: _("They were not in the call any more."),
        OrderOutcome.UNHEARD: _("The caller could not be told, so nobody listens."),
    }
    return words[outcome] if outcome else _("It did not work.")


def third_word(kind: ThirdKind) -> str:
    words = {
        ThirdKind.INTERPRETER: _("Interpreters"),
        ThirdKind.COLLEAGUE: _("Colleagues on duty"),
        ThirdKind.SERVICE: _("Counselling services"),
        ThirdKind.POLICE: _("Police"),
    }
    return words[kind]
