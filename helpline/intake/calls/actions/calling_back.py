"""Making a promised call: our own person first, then the enquirer, and nothing said by a machine.

A handler asks for it (through the door of the desk); the rest happens on the public face, at the
addresses of the handler's leg. Nobody is rung twice at once for one promise.
"""

from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import text, update
from sqlalchemy.dialects.postgresql import insert

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk
from helpline.intake.actions.callbacks import lock, opened, safe_times
from helpline.intake.actions.trying import tries_made
from helpline.intake.callable_numbers import callable_number
from helpline.intake.callback_errors import (
    CallbackUnsafe,
    NotStaffedNow,
    TooEarly,
    TriedOften,
    UnderWay,
)
from helpline.intake.calls.actions.beginning import begin_talk, note_accepted
from helpline.intake.calls.actions.ending import end_call, hung_up
from helpline.intake.calls.actions.leaving import call_of, end, language_of
from helpline.intake.calls.actions.legs import DECLINE, RINGING, SECONDS
from helpline.intake.calls.addresses import events_address, leg_address, public_address
from helpline.intake.calls.decisions.moves import YES
from helpline.intake.calls.prompts import calling_back as prompts
from helpline.intake.calls.prompts import phones
from helpline.intake.calls.prompts.speaking import said
from helpline.intake.models import (
    Call,
    Callback,
    CallbackTry,
    CallLeg,
    CallState,
    Contact,
    LegPurpose,
    LegState,
    TryOutcome,
    TryState,
)
from helpline.intake.safe_times import is_too_early
from helpline.outbox import HOUSE, owe
from helpline.people import Staff
from helpline.policy import current_policy
from helpline.providers import Answer, Ask, Join, LegReport
from helpline.providers import LegState as Reported
from helpline.vault import place
from helpline.vault.current import DISPATCH, current_public_keys

NOT_RUNG_YET: Final = "not rung yet: "
"""Where the carrier's reference of their phone will stand."""
FATES: Final = {
    Reported.BUSY: TryOutcome.BUSY,
    Reported.NO_ANSWER: TryOutcome.NO_ANSWER,
    Reported.FAILED: TryOutcome.FAILED,
    Reported.COMPLETED: TryOutcome.ANSWERED,
}
ACCEPTED: Final = (LegState.ACCEPTED, LegState.JOINED)


def back_address(leg_id: UUID, ending: str = "") -> str:
    return public_address(f"/back/{leg_id}{ending}")


def call_now(callback: Callback, contact: Contact, *, by: Staff) -> UUID:
    """Ring the handler, and then the enquirer; the id of the call.

    Raises CallbackOver, UnderWay, TriedOften, NotStaffedNow, CallbackUnsafe, TooEarly,
    NotACallableNumber.
    """
    lock(callback)
    _check_time(callback)
    number = callable_number(opened(callback, contact).number).number
    call_id, leg_id = uuid4(), uuid4()
    try_id = _begin(callback, number, by, (call_id, leg_id))
    db.session.add(_call(contact, call_id, leg_id))
    db.session.flush()  # the leg refers to it, and no relationship says so
    db.session.add(_leg(contact, call_id, leg_id, by))
    if callback.agreed_by is None:
        callback.agreed_by = by.id
    owe("callback.ring_handler", leg_id, desk=HOUSE)
    owe("callback.watch", try_id, desk=HOUSE)
    audit.record("callback.tried", subject_id=callback.id, actor_id=by.id)
    return call_id


def pick_up(leg: CallLeg) -> Answer:
    """Our own phone: a voicemail presses no key, and learns nothing.

    Sent again after they have said yes, it changes nothing.
    """
    if leg.state not in ACCEPTED and not _is_wanted(leg):
        return end(leg, prompts.not_wanted)
    ask = Ask(back_address(leg.id, "/key"), said(language_of(leg), prompts.asked), seconds=SECONDS)
    return Answer().ask(ask).ask(ask).hang_up()


def answer_key(leg: CallLeg, pressed: str) -> Answer:
    """Yes: the enquirer is rung. No: nobody is. Anything else asks again."""
    if pressed == YES:
        return accept(leg)
    if pressed == DECLINE:
        return end(leg, phones.declined)
    return Answer().go_to(back_address(leg.id))


def accept(leg: CallLeg) -> Answer:
    """The handler is there and waits in the conference; only now the enquirer's phone rings."""
    call = call_of(leg)
    if leg.state not in RINGING or call is None or call.state is not CallState.CALLING_BACK:
        return end(leg, prompts.not_wanted)
    note_accepted(leg)
    owe("callback.ring_them", leg.id, desk=HOUSE)
    seat = Join(
        leg.id.hex,
        left_url=leg_address(leg.id, "/over"),
        events_url=events_address(call.id),
        label=str(leg.id),
    )
    return Answer().say(*said(language_of(leg), prompts.ringing_them)).join(seat)


def them_answered(leg: CallLeg, carrier_ref: str) -> Answer:
    """Somebody or something has picked up: the handler hears it; no machine of ours says a word."""
    call = call_of(leg)
    if call is None or call.state is not CallState.CALLING_BACK or leg.state not in ACCEPTED:
        return Answer().hang_up()
    call.carrier_ref = carrier_ref
    begin_talk(call)
    leg.state = LegState.JOINED
    _note(leg, state=TryState.TALKING, outcome=TryOutcome.ANSWERED)
    seat = Join(
        call.conference or call.room,
        left_url=back_address(leg.id, "/them/over"),
        events_url=events_address(call.id),
        ends_it=True,
    )
    return Answer().join(seat)


def them_over(leg: CallLeg) -> Answer:
    """Out of the conference, however it came: in silence, as it may be a machine that listens."""
    call = call_of(leg)
    if call is not None:
        hung_up(call)
    return Answer().hang_up()


def note_them(leg: CallLeg, report: LegReport) -> None:
    """The carrier's word on the enquirer's phone: only its end matters, and only the first."""
    call = call_of(leg)
    if call is None or not report.state.is_final:
        return
    if call.state is CallState.CALLING_BACK:
        _note(leg, outcome=FATES.get(report.state, TryOutcome.FAILED))
        end_call(call, "not_reached")
    else:
        hung_up(call)


def _is_wanted(leg: CallLeg) -> bool:
    call = call_of(leg)
    is_wanted = call is not None and call.state is CallState.CALLING_BACK
    return is_wanted and leg.state in RINGING


def _check_time(callback: Callback) -> None:
    policy, moment, safe = current_policy(), now(), safe_times(callback)
    if tries_made(callback) >= policy.callback.tries:
        raise TriedOften
    if not policy.open_at(Desk(callback.desk), moment):
        raise NotStaffedNow
    if not safe.allow(moment):
        raise CallbackUnsafe
    if is_too_early(safe, callback.wanted_at, moment):
        raise TooEarly


def _begin(callback: Callback, number: str, by: Staff, ids: tuple[UUID, UUID]) -> UUID:
    """Compare and set: of two who press at once, one is told that the other did."""
    try_id, key = uuid4(), current_public_keys().of(DISPATCH)
    claim = insert(CallbackTry).values(
        id=try_id,
        operator=callback.operator,
        contact_id=callback.contact_id,
        desk=callback.desk,
        callback_id=callback.id,
        account_id=by.id,
        call_id=ids[0],
        leg_id=ids[1],
        number=key.seal_box(number, place(try_id, "callback_try.number")),
        number_key_id=key.key_id,
        state=TryState.HANDLER,
        started_at=now(),
    )
    alone = claim.on_conflict_do_nothing(
        index_elements=["callback_id"], index_where=text("ended_at IS NULL")
    )
    if db.session.scalar(alone.returning(CallbackTry.id)) is None:
        raise UnderWay
    return try_id


def _call(contact: Contact, call_id: UUID, leg_id: UUID) -> Call:
    return Call(
        id=call_id,
        operator=contact.operator,
        carrier_ref=f"{NOT_RUNG_YET}{call_id}",
        room=uuid4().hex,
        conference=leg_id.hex,
        language=contact.language,
        desk=contact.desk,
        wish=contact.wish,
        state=CallState.CALLING_BACK,
        contact_id=contact.id,
        accepted_leg_id=leg_id,
        started_at=now(),
    )


def _leg(contact: Contact, call_id: UUID, leg_id: UUID, by: Staff) -> CallLeg:
    offered = current_policy().languages
    return CallLeg(
        id=leg_id,
        operator=contact.operator,
        call_id=call_id,
        account_id=by.id,
        purpose=LegPurpose.CALLBACK,
        language=next((code for code in by.languages if code in offered), offered[0]),
        state=LegState.OWED,
        created_at=now(),
    )


def _note(leg: CallLeg, **values: object) -> None:
    """Of the try that this leg belongs to; what came of it is said once."""
    db.session.execute(
        update(CallbackTry)
        .where(CallbackTry.leg_id == leg.id, CallbackTry.outcome.is_(None))
        .values(**values)
        .execution_options(synchronize_session=False)
    )
