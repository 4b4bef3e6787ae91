"""A handler answers by text, where the plan of a promised call allows it."""

from uuid import UUID

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.intake.actions.answering import reply
from helpline.intake.actions.callbacks import lock, opened
from helpline.intake.callback_errors import NoTextsAllowed
from helpline.intake.models import Callback, Contact
from helpline.messages import Text, are_stopped, number_hashes, texts_are_offered, write_text
from helpline.people import Staff

BY_TEXT = "text"
"""The kind of a message that came, or went, by text."""


def may_be_texted(callback: Callback, number: str) -> bool:
    """The plan allows it, the policy offers it, and they have not said STOP."""
    if not (callback.texts_allowed and texts_are_offered()):
        return False
    return not are_stopped(number_hashes(number))


def answer_by_text(
    contact: Contact, callback: Callback, words: str, *, by: Staff, once: UUID
) -> None:
    """Send these words, and keep them in the conversation. Posted twice, they are sent once.

    Raises NoTextsAllowed, CallbackOver, TakenAlready, ClosedAlready.
    """
    lock(callback)
    number = opened(callback, contact).number
    if not may_be_texted(callback, number):
        raise NoTextsAllowed
    message = reply(contact, words, by=by, post_key=once.bytes)
    message.kind, message.read_at = BY_TEXT, now()
    db.session.flush()
    write_text(
        Text(
            desk=contact.desk,
            contact_id=contact.id,
            callback_id=callback.id,
            author_id=by.id,
            number=number,
            words=words,
            time_zone=callback.time_zone,
            once=once,
        )
    )
    audit.record("contact.texted", subject_id=contact.id, actor_id=by.id)
