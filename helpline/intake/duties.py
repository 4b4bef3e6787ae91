"""What the door owes later: calls brought to mind, answers watched over, contacts erased.

A duty starts in the role of the contact's desk (wiring: ``at_desk``); what people must be
told is written in a second step, through the worker's door, which alone knows addresses.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from helpline import audit
from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import Desk, Door, Role, current_door, through
from helpline.intake import decisions
from helpline.intake.actions import erasing
from helpline.intake.actions.callbacks import OWED
from helpline.intake.calls.duties import forgetting
from helpline.intake.models import (
    Call,
    Callback,
    CallbackState,
    CallLeg,
    Channel,
    CodeGuesses,
    Contact,
    ContactState,
    LegState,
    Mailbox,
    Message,
    PhoneCode,
    WebhookAnswer,
)
from helpline.messages import Letter, Medium, Outgoing, tell
from helpline.messages import forgetting as text_forgetting
from helpline.outbox import Again, is_acknowledged, owe
from helpline.outbox.events import Event
from helpline.outbox.models import Obligation, State
from helpline.people import Reachable, reachable_on_duty, reachable_supervisors
from helpline.people.queries import reachable
from helpline.policy import Kept, current_policy

TO_COME: Final = (CallbackState.ASKED, CallbackState.AGREED)
"""On the phone we say at once that we will call; a person agrees to it later."""
DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
UNTOUCHED: Final = frozenset({ContactState.NEW, ContactState.TAKEN})
UNANSWERED: Final = UNTOUCHED | {ContactState.WAITING, ContactState.RETURNED}
"""Their words may still wait in it; news of a partner answers nobody."""


def watch_answer(event: Event) -> None:
    """Reaction to ContactArrived and EnquirerWrote: they get an answer when it is due."""
    due = current_policy().answer_due(Desk(event.desk), now())
    owe("contact.unanswered", event.subject_id, desk=event.desk, due_at=due, deadline_at=due)


def watch_outcome(event: Event) -> None:
    """Reaction to ContactArrived: they hear what came of it. Somebody is told a week before."""
    due = now() + current_policy().feedback.outcome_at_most
    owe(
        "contact.outcome_due",
        event.subject_id,
        desk=event.desk,
        due_at=max(now(), due - WEEK),
        deadline_at=due,
    )


@dataclass(frozen=True, slots=True)
class _Promised:
    desk: str
    handler: UUID | None
    wanted_at: datetime


def remind_of_callback(callback_id: UUID) -> None:
    """Tell whoever promised; where they are not on duty, everybody of the desk who is."""
    with transaction():
        promised = _bring_to_mind(callback_id)
    if promised is None:
        return
    occasion = promised.wanted_at.isoformat()
    with _as_worker(), transaction():
        handler = reachable(promised.handler) if promised.handler else None
        here = reachable_on_duty()
        if handler is not None:
            _tell([handler], Letter("callback_soon", callback_id, occasion=occasion))
        if handler is None or handler.id not in {person.id for person in here}:
            others = [person for person in here if promised.desk in person.desks]
            _tell(others, Letter("callback_needs_you", callback_id, occasion=occasion))


def miss_callback(callback_id: UUID) -> Again | None:
    """Nobody called within the window: it stands before the supervisors until somebody has it."""
    with transaction():
        missed_at = _note_missed(callback_id)
    if missed_at is None:
        return None
    with _as_worker(), transaction():
        letter = Letter("callback_missed", callback_id, occasion=missed_at.isoformat())
        _tell(reachable_supervisors(), letter)
    return Again(now() + DAY)


def answer_wish(callback_id: UUID) -> Again | None:
    """Somebody asked to be called and nobody has said yes or no."""
    with transaction():
        callback = db.session.get(Callback, callback_id)
        waits = callback is not None and callback.state is CallbackState.ASKED
    return _tell_supervisors(Letter("unanswered", callback_id)) if waits else None


def watch_unanswered(contact_id: UUID) -> Again | None:
    """Told to supervisors once for each message, and before them until it is answered."""
    with transaction():
        since = _waits_since(contact_id)
    if since is None:
        return None
    return _tell_supervisors(Letter("unanswered", contact_id, occasion=since.isoformat()))


def watch_outcome_due(contact_id: UUID) -> Again | None:
    """Still open so late: whoever has it, and the supervisors, are told."""
    with transaction():
        contact = db.session.get(Contact, contact_id)
        if contact is None or contact.state in {ContactState.CLOSED, ContactState.ERASED}:
            return None
        taken_by = contact.taken_by
    letter = Letter("outcome_due", contact_id)
    with _as_worker(), transaction():
        handler = reachable(taken_by) if taken_by else None
        _tell([handler] if handler else [], letter)
    return _tell_supervisors(letter)


def erase_when_due(contact_id: UUID) -> Again | None:
    """Erase a contact whose time is over and in which nobody waits for us."""
    with transaction():
        contact = _locked(contact_id)
        if contact is None:
            return None
        moment = now()
        due = max(erasing.erasure_due(contact) or moment + WEEK, contact.held_until or moment)
        if due > moment:
            return Again(due)
        if erasing.is_still_needed(contact):
            return Again(moment + DAY)
        erasing.erase(contact, reason="retention")
        return None


def delete_as_asked(contact_id: UUID) -> Again | None:
    """The enquirer wants it gone: nothing but a hold keeps it."""
    with transaction():
        contact = _locked(contact_id)
        if contact is None:
            return None
        if contact.held_until is not None and contact.held_until > now():
            return Again(contact.held_until)
        erasing.erase(contact, reason="asked")
        return None


def remove_mailbox(mailbox_id: UUID) -> None:
    """Remove it, unless a contact of any desk is still read through it."""
    try:
        with transaction():
            db.session.execute(delete(Mailbox).where(Mailbox.id == mailbox_id))
    except IntegrityError:
        # The worker may not look into the desks' contacts; the database knows that one
        # still refers to it, and the erasure of that one asks again.
        return


def sweep_out(_house: UUID) -> Again:
    """Delete the details of calls, of messages sent and of what was owed, after the policy's days.

    What is still owed stays, however old it is, and so does a reference that the carrier's
    own record must still be deleted by.
    """
    before = now() - current_policy().retention[Kept.CALL_DETAIL]
    over = select(Call.id).where(
        func.coalesce(Call.ended_at, Call.started_at) < before, forgetting.done_with_call()
    )
    gone = (
        delete(WebhookAnswer).where(WebhookAnswer.answered_at < before),
        delete(CallLeg).where(
            CallLeg.call_id.in_(over)
            | ((CallLeg.state == LegState.ENDED) & (CallLeg.created_at < before)),
            forgetting.done_with_leg(),
        ),
        delete(Call).where(Call.id.in_(over)),
        delete(Outgoing).where(Outgoing.ended_at < before, text_forgetting.is_done()),
        delete(Obligation).where(Obligation.state != State.OPEN, Obligation.done_at < before),
        delete(PhoneCode).where(PhoneCode.expires_at < now()),
        delete(CodeGuesses).where(CodeGuesses.since < now() - DAY),
    )
    with transaction():
        for statement in gone:
            db.session.execute(statement.execution_options(synchronize_session=False))
    return Again(now() + DAY)


def _bring_to_mind(callback_id: UUID) -> _Promised | None:
    row = db.session.execute(
        select(Callback, Contact.taken_by)
        .join(Contact, Contact.id == Callback.contact_id)
        .where(Callback.id == callback_id, Callback.state.in_(TO_COME))
    ).first()
    if row is None:
        return None
    callback, taken_by = row
    callback.reminded_at = now()
    return _Promised(callback.desk, taken_by or callback.agreed_by, callback.wanted_at)


def _note_missed(callback_id: UUID) -> datetime | None:
    """The time that was missed; None if the call was made, moved or is looked after."""
    callback = db.session.get(Callback, callback_id, with_for_update=True)
    if callback is None or callback.state not in OWED:
        return None
    if is_acknowledged("callback.missed", callback_id):
        return None
    if callback.state in TO_COME:
        callback.state = CallbackState.MISSED
        audit.record("callback.missed", subject_id=callback_id)
    return callback.wanted_at


def _waits_since(contact_id: UUID) -> datetime | None:
    """The oldest message whose answer is overdue. After a call nobody waits for writing."""
    contact = db.session.get(Contact, contact_id)
    if contact is None or contact.state not in UNANSWERED:
        return None
    if contact.channel is Channel.CALL and contact.state in UNTOUCHED:
        return None
    rows = db.session.execute(
        select(Message.from_us, Message.written_at).where(Message.contact_id == contact_id)
    )
    since = decisions.waiting_since([decisions.Line(*row) for row in rows])
    if since is None or current_policy().answer_due(contact.desk, since) > now():
        return None
    return since


def _tell_supervisors(letter: Letter) -> Again:
    with _as_worker(), transaction():
        _tell(reachable_supervisors(), letter)
    return Again(now() + DAY)


def _tell(people: Iterable[Reachable], letter: Letter) -> None:
    for person in people:
        tell(letter, person, Medium.MAIL, Medium.TEXT)


def _locked(contact_id: UUID) -> Contact | None:
    """The contact, if there is still something of it to erase."""
    contact = db.session.get(Contact, contact_id, with_for_update=True)
    return None if contact is None or contact.state is ContactState.ERASED else contact


def _as_worker() -> AbstractContextManager[None]:
    return through(Door(Role.WORKER, current_door().operator))
