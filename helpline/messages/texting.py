"""Texts to enquirers who allowed them: written by a handler, sent by the worker, kept by nobody.

Through the door of the contact's desk. The words and the number are sealed to the worker's key
and destroyed with the one sending (delivering.py).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import current_door
from helpline.messages.decisions import earlier_than
from helpline.messages.models import EnquirerText, TextState
from helpline.outbox import HOUSE, owe
from helpline.vault import place
from helpline.vault.current import DISPATCH, current_public_keys
from helpline.vault.secret import Secret

LOST: Final = frozenset({TextState.UNDELIVERED, TextState.FAILED})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Text(Secret):
    """One text, before it is sealed."""

    desk: str
    contact_id: UUID
    callback_id: UUID
    author_id: UUID
    number: str
    words: str
    time_zone: str
    is_reminder: bool = False
    due_at: datetime | None = None
    useless_at: datetime | None = None
    once: UUID | None = None
    """Drawn with a form: posted twice, it is one text."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How a text stands; its words are gone."""

    id: UUID
    is_reminder: bool
    state: TextState
    due_at: datetime
    created_at: datetime


def write_text(text: Text) -> UUID:
    """Owe this text, once. What it says leaves this process only sealed to the worker's key."""
    text_id, moment = text.once or uuid4(), now()
    if db.session.scalar(select(EnquirerText.id).where(EnquirerText.id == text_id)):
        return text_id
    key, due_at = current_public_keys().of(DISPATCH), text.due_at or moment
    db.session.add(
        EnquirerText(
            id=text_id,
            operator=current_door().operator,
            desk=text.desk,
            contact_id=text.contact_id,
            callback_id=text.callback_id,
            author_id=text.author_id,
            is_reminder=text.is_reminder,
            address=key.seal_box(text.number, place(text_id, "enquirer_text.address")),
            words=key.seal_box(text.words, place(text_id, "enquirer_text.words")),
            key_id=key.key_id,
            time_zone=text.time_zone,
            created_at=moment,
            due_at=due_at,
            useless_at=text.useless_at,
        )
    )
    owe("texts.send", text_id, desk=HOUSE, due_at=due_at)
    audit.record("text.written", subject_id=text_id, actor_id=text.author_id)
    return text_id


def withdraw_texts(callback_id: UUID, *, reminders_only: bool = False) -> None:
    """What has not left is not sent any more, and its words and number are destroyed at once."""
    which = [EnquirerText.callback_id == callback_id, EnquirerText.state == TextState.WAITING]
    if reminders_only:
        which.append(EnquirerText.is_reminder.is_(True))
    db.session.execute(
        update(EnquirerText)
        .where(*which)
        .values(state=TextState.WITHDRAWN, address=None, words=None, ended_at=now())
        .execution_options(synchronize_session=False)
    )


def forget_texts(contact_id: UUID) -> None:
    """The contact is erased."""
    db.session.execute(
        delete(EnquirerText)
        .where(EnquirerText.contact_id == contact_id)
        .execution_options(synchronize_session=False)
    )


def texts_of(contact_id: UUID) -> list[Sent]:
    """Every text to this contact that is still remembered, newest first (role: its desk)."""
    query = (
        select(
            EnquirerText.id,
            EnquirerText.is_reminder,
            EnquirerText.state,
            EnquirerText.due_at,
            EnquirerText.created_at,
        )
        .where(EnquirerText.contact_id == contact_id)
        .order_by(EnquirerText.created_at.desc())
    )
    return [Sent(*row) for row in db.session.execute(query)]


def note_text_state(text_id: UUID, state: TextState) -> bool:
    """The carrier's news of a text, if it is newer than what we know; late, twice or swapped.

    What did not arrive goes to a person.
    """
    desk = db.session.scalar(
        update(EnquirerText)
        .where(EnquirerText.id == text_id, EnquirerText.state.in_(earlier_than(state)))
        .values(state=state)
        .returning(EnquirerText.desk)
        .execution_options(synchronize_session=False)
    )
    if desk is not None and state in LOST:
        owe("texts.tell", text_id, desk=HOUSE)
    return desk is not None
