"""What a person does in their own mailbox. All through the door that names it."""

from uuid import UUID

from sqlalchemy import select, update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.intake.actions.arriving import Known, Statement, say, wrote
from helpline.intake.events import DeletionAsked
from helpline.intake.models import Callback, CallbackState, Contact, Mailbox, Message
from helpline.intake.questions import WORDS
from helpline.messages import withdraw_texts
from helpline.outbox import HOUSE, announce, owe

STILL_TO_COME = (CallbackState.ASKED, CallbackState.AGREED, CallbackState.MISSED)
"""A call that was missed is owed all the same, and its number is kept for it."""


def write(contact: Known, words: str, key: bytes) -> None:
    """Say more. Raises IntegrityError if the same was posted with the same key before."""
    say(contact, Statement(WORDS, words), key)
    db.session.flush()  # posted twice: the second fails here, before anybody is told
    wrote(contact)


def note_reading() -> None:
    """They have seen our answers now."""
    db.session.execute(
        update(Message)
        .where(Message.from_us.is_(True), Message.read_at.is_(None))
        .values(read_at=now())
        .execution_options(synchronize_session=False)
    )


def cancel_call(callback_id: UUID) -> None:
    """Do not call. The number goes at once; a call that is over, or not theirs, stays as it is."""
    theirs = db.session.scalar(
        update(Callback)
        .where(Callback.id == callback_id, Callback.state.in_(STILL_TO_COME))
        .values(
            state=CallbackState.CANCELLED,
            ended_at=now(),
            **dict.fromkeys(("number", "name_to_say", "code_word", "number_hash")),
        )
        .returning(Callback.id)
        .execution_options(synchronize_session=False)
    )
    if theirs is None:
        return
    withdraw_texts(callback_id)
    owe("callback.stop", callback_id, desk=HOUSE)
    audit.record("callback.cancelled", subject_id=callback_id)


def ask_for_deletion() -> None:
    """Wish that all of it be deleted; asked twice, it is asked once."""
    if db.session.scalar(select(Mailbox.deletion_asked_at)) is not None:
        return
    db.session.execute(
        update(Mailbox)
        .where(Mailbox.deletion_asked_at.is_(None))
        .values(deletion_asked_at=now())
        .execution_options(synchronize_session=False)
    )
    for contact_id, desk in db.session.execute(select(Contact.id, Contact.desk)).all():
        audit.record("deletion.asked", subject_id=contact_id)
        announce(DeletionAsked(contact_id, desk))
