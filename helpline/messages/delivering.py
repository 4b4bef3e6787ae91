"""Sending a text to an enquirer, in the worker: by day, once, and never after a STOP."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import current_door
from helpline.messages.decisions import quiet_until
from helpline.messages.forgetting import OVERDUE_AFTER, make_forget
from helpline.messages.models import CarrierText, EnquirerText, TextState
from helpline.messages.numbers import number_hashes
from helpline.messages.stopping import are_stopped, renew_stop
from helpline.messages.texting import note_text_state
from helpline.outbox import HOUSE, Again, owe
from helpline.policy import current_policy
from helpline.providers import (
    CallGone,
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    Reason,
    current_carrier,
)
from helpline.vault import place
from helpline.vault.current import current_keyring
from helpline.vault.secret import Secret


@dataclass(frozen=True, slots=True, repr=False)
class _Ready(Secret):
    """A text that may leave now."""

    number: str
    words: str


def send_text(text_id: UUID) -> Again | None:
    """Hand one text over, once. If nobody knows whether it left, a person is told, and it stays."""
    with transaction():
        step = _begin(text_id)
    if not isinstance(step, _Ready):
        return step
    base: str = current_app.extensions["helpline.config"].public_base_url
    status_url = f"{base.rstrip('/')}/voice/text/{text_id}/status"
    try:
        carrier_ref = current_carrier().send_text(step.number, step.words, status_url)
    except CarrierUnavailable:
        with transaction():
            _put_back(text_id)
        raise
    except CarrierUnclear:
        _end(text_id, TextState.UNCLEAR)
    except (CarrierRefused, CallGone) as refusal:
        _refused(text_id, step, refusal)
    else:
        _end(text_id, TextState.QUEUED, carrier_ref)
    return None


def forget_text(carrier_text_id: UUID) -> Again | None:
    """Make the carrier forget the words and the numbers of a text. While it will not: again."""
    with transaction():
        known = db.session.get(CarrierText, carrier_text_id)
    if known is None:
        return None
    again = make_forget(lambda: current_carrier().delete_text(known.carrier_ref), known.seen_at)
    if again is not None:
        return again
    with transaction():
        db.session.execute(delete(CarrierText).where(CarrierText.id == carrier_text_id))
    return None


def remember_to_forget(carrier_ref: str) -> bool:
    """The carrier has a copy of a text: it is owed to be deleted there. Whether that is new."""
    known_id, moment = uuid4(), now()
    known = insert(CarrierText).values(
        id=known_id, operator=current_door().operator, carrier_ref=carrier_ref, seen_at=moment
    )
    alone = known.on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    if not db.session.connection().execute(alone).rowcount:
        return False
    due_at = moment + current_policy().calls.records_kept
    overdue_at = due_at + OVERDUE_AFTER
    owe("texts.forget", known_id, desk=HOUSE, due_at=due_at, deadline_at=overdue_at)
    return True


def _begin(text_id: UUID) -> _Ready | Again | None:
    """The text, now ours to send; else when to come again, or that it is not to be sent."""
    query = select(EnquirerText).where(EnquirerText.id == text_id).with_for_update()
    text = db.session.scalar(query.execution_options(populate_existing=True))
    if text is None or text.state not in {TextState.WAITING, TextState.SENDING}:
        return None
    moment = now()
    if text.state is TextState.SENDING:
        _finish(text, TextState.UNCLEAR)  # a worker died with it in its hands
    elif text.useless_at is not None and text.useless_at <= moment:
        _finish(text, TextState.WITHDRAWN)
    elif (morning := _morning(text, moment)) is not None:
        return Again(morning)
    else:
        return _ready(text)
    return None


def _morning(text: EnquirerText, moment: datetime) -> datetime | None:
    texts = current_policy().texts
    night = texts.quiet_from, texts.quiet_until
    return quiet_until(moment, ZoneInfo(text.time_zone), night)


def _ready(text: EnquirerText) -> _Ready | None:
    ready = _Ready(_opened(text, "address"), _opened(text, "words"))
    hashes = number_hashes(ready.number)
    if not hashes:
        _finish(text, TextState.FAILED)  # a STOP could not be seen
        return None
    if are_stopped(hashes):
        renew_stop(hashes)
        _finish(text, TextState.STOPPED)
        return None
    text.state = TextState.SENDING
    return ready


def _opened(text: EnquirerText, column: str) -> str:
    sealed = getattr(text, column)
    if sealed is None or text.key_id is None:
        raise LookupError("a text was destroyed before it was sent")
    where = place(text.id, f"enquirer_text.{column}")
    return current_keyring().open_box(text.key_id, sealed, where)


def _refused(text_id: UUID, ready: _Ready, refusal: Exception) -> None:
    stopped = isinstance(refusal, CarrierRefused) and refusal.reason is Reason.OPTED_OUT
    if stopped:
        with transaction():
            renew_stop(number_hashes(ready.number))
    _end(text_id, TextState.STOPPED if stopped else TextState.FAILED)


def _put_back(text_id: UUID) -> None:
    db.session.execute(
        update(EnquirerText)
        .where(EnquirerText.id == text_id, EnquirerText.state == TextState.SENDING)
        .values(state=TextState.WAITING)
        .execution_options(synchronize_session=False)
    )


def _end(text_id: UUID, state: TextState, carrier_ref: str | None = None) -> None:
    """What came of it. A report that was faster than the carrier's own answer stands."""
    with transaction():
        note_text_state(text_id, state)
        if state is TextState.UNCLEAR:
            owe("texts.tell", text_id, desk=HOUSE)
        if carrier_ref is not None:
            remember_to_forget(carrier_ref)
        text = db.session.get_one(EnquirerText, text_id, populate_existing=True)
        text.carrier_ref = carrier_ref
        _destroy(text)


def _finish(text: EnquirerText, state: TextState) -> None:
    text.state = state
    if state in {TextState.UNCLEAR, TextState.FAILED}:
        owe("texts.tell", text.id, desk=HOUSE)
    _destroy(text)


def _destroy(text: EnquirerText) -> None:
    text.address = text.words = text.key_id = None
    text.ended_at = text.ended_at or now()
