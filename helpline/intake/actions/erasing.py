"""Erasing: keys destroyed, words deleted, a tombstone that names an id and nothing else.

Through the door of the contact's desk. What rooms ahead keep about a contact they delete
themselves when ContactErased is announced, in the same transaction.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import delete, select, update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk
from helpline.intake import decisions
from helpline.intake.actions.callbacks import OWED
from helpline.intake.events import ContactErased
from helpline.intake.models import (
    Attachment,
    Callback,
    CallbackTry,
    Contact,
    ContactState,
    Erasure,
    Message,
    Note,
    PhoneCode,
    Voicemail,
)
from helpline.messages import forget_texts
from helpline.outbox import HOUSE, announce, cancel, owe
from helpline.outbox.events import Event
from helpline.outbox.models import Obligation, State
from helpline.policy import Kept, current_policy

KINDS: Final = {
    Desk.SUPPORT: Kept.SUPPORT,
    Desk.ADVICE: Kept.ADVICE,
    Desk.HOTLINE: Kept.HOTLINE,
}
THEY_WAIT: Final = frozenset({ContactState.NEW, ContactState.WAITING, ContactState.RETURNED})


def retention_class(contact: Contact) -> Kept:
    """Under which of the policy's times a contact is kept."""
    return contact.kept_as or KINDS[contact.desk]


def erasure_due(contact: Contact) -> datetime | None:
    """When a contact's time is over; None while it does not run."""
    beginning = decisions.decide_beginning(
        decisions.Kept(
            begins_with_closing=contact.desk is Desk.HOTLINE,
            last_activity_at=contact.last_activity_at,
            closed_at=contact.closed_at,
            decided_at=contact.kept_from,
        )
    )
    if beginning is None:
        return None
    return beginning + current_policy().retention[retention_class(contact)]


def is_still_needed(contact: Contact) -> bool:
    """Whether somebody waits for us in it: their words unanswered, or a call still promised."""
    if contact.state in THEY_WAIT:
        return True
    promised = select(Callback.id).where(
        Callback.contact_id == contact.id, Callback.state.in_(OWED)
    )
    return db.session.scalar(promised.limit(1)) is not None


def erase(contact: Contact, *, reason: str) -> None:
    """Destroy what can be read and what reads it. ``reason``: retention or asked."""
    mailbox_id = contact.mailbox_id
    contact.thread_for_desk = contact.file_for_desk = contact.thread_for_mailbox = None
    contact.desk_key_id = contact.mailbox_id = contact.post_key = None
    contact.state = ContactState.ERASED
    for words in (Message, Attachment, Note, CallbackTry, Callback, PhoneCode):
        db.session.execute(
            delete(words)
            .where(words.contact_id == contact.id)
            .execution_options(synchronize_session=False)
        )
    _erase_voicemail(contact)
    forget_texts(contact.id)
    db.session.add(
        Erasure(
            operator=contact.operator,
            subject_id=contact.id,
            desk=contact.desk,
            reason=reason,
            erased_at=now(),
        )
    )
    audit.record(f"contact.erased.{reason}", subject_id=contact.id)
    announce(ContactErased(contact.id, contact.desk))
    if mailbox_id is not None:
        owe("mailbox.remove", mailbox_id, desk=HOUSE)


def shorten(contact_id: UUID) -> None:
    """No concern was found: keep it for the shorter time, from this moment on."""
    _keep(contact_id, Kept.HOTLINE_UNFOUNDED, now())


def lengthen(contact_id: UUID) -> None:
    """A concern was found after all: keep it as every other signal."""
    _keep(contact_id, None, None)


def hold(contact_id: UUID, until: datetime) -> None:
    """Erase nothing of it before this moment, whoever asks: a disclosure still needs it."""
    contact = db.session.get_one(Contact, contact_id)
    contact.held_until = max(until, contact.held_until or until)
    audit.record("contact.held", subject_id=contact_id)


def promise_erasure(event: Event) -> None:
    """Reaction to ContactArrived. The duty looks itself whether the time is really over."""
    kept = current_policy().retention[KINDS[Desk(event.desk)]]
    owe("retention.erase", event.subject_id, desk=event.desk, due_at=now() + kept)


def renew_erasure(event: Event) -> None:
    """Reaction to ContactClosed: the time of a signal begins with it."""
    _promise_again(db.session.get_one(Contact, event.subject_id))


def promise_deletion(event: Event) -> None:
    """Reaction to DeletionAsked: at once, unless something holds the contact."""
    owe("deletion.carry_out", event.subject_id, desk=event.desk)


def _erase_voicemail(contact: Contact) -> None:
    """The sound and its key at once; the row when the carrier has nothing of it any more."""
    mine = Voicemail.contact_id == contact.id
    at_carrier = select(Obligation.subject_id).where(
        Obligation.kind.in_(("voicemail.fetch", "voicemail.miss")),
        Obligation.state == State.OPEN,
    )
    for forget in (
        update(Voicemail).where(mine).values(sound=None, wrapped_key=None, key_id=None),
        delete(Voicemail).where(mine, Voicemail.id.not_in(at_carrier)),
    ):
        db.session.execute(forget.execution_options(synchronize_session=False))


def _keep(contact_id: UUID, kind: Kept | None, since: datetime | None) -> None:
    contact = db.session.get_one(Contact, contact_id)
    contact.kept_as, contact.kept_from = kind, since
    _promise_again(contact)


def _promise_again(contact: Contact) -> None:
    due = erasure_due(contact)
    if due is not None:
        cancel("retention.erase", contact.id)
        owe("retention.erase", contact.id, desk=contact.desk, due_at=due)
