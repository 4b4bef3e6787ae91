"""A written contact arrives: its mailbox, its words, a wish to be called, danger.

Runs through the public door with the mailbox's own lookup. The public face reads nothing
back, so ids are made here. All keys for "posted twice" are derived from the form's key,
which is never stored: a stored digest of known key and short words could be guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from helpline import audit
from helpline.clock import now
from helpline.db import db, write_down
from helpline.doors import Desk, current_door
from helpline.intake.actions.callbacks import hash_for_texts
from helpline.intake.actions.danger import DangerOrigin, DangerWords, declare_danger
from helpline.intake.content import ContactKeys, Erased
from helpline.intake.events import CallbackAsked, ContactArrived, EnquirerWrote
from helpline.intake.models import (
    Callback,
    Channel,
    Contact,
    ContactState,
    DangerSource,
    Mailbox,
    Message,
)
from helpline.intake.questions import WISHES
from helpline.intake.safe_times import SafeTimes
from helpline.outbox import announce
from helpline.vault import ContentKey, MailboxKey, Unlocking, place, subkey
from helpline.vault.secret import Secret


@dataclass(frozen=True, slots=True, repr=False)
class Statement(Secret):
    """An answer to one question of the form, or words written freely."""

    kind: str
    words: str
    code: str = ""
    """Of a choice, whose words are others in another language."""


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class CallWish(Secret):
    """A call that somebody asks for (R28)."""

    number: str
    asked: str
    """The day and time as they were chosen: asked twice with the same words, it is one call."""
    wanted_at: datetime
    time_zone: str
    voicemail_allowed: bool
    texts_allowed: bool
    name_to_say: str
    code_word: str
    safe: SafeTimes
    """Nothing said: any time is."""


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Arrival(Secret):
    """All that one form brings."""

    form_key: bytes
    """Drawn with the form, carried in its token, stored nowhere."""
    language: str
    notice_version: str
    notice_language: str
    desk: Desk
    wish: str
    statements: tuple[Statement, ...]
    call: CallWish | None = None
    danger: DangerWords | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A contact, as far as the public face may know it, with its opened thread key."""

    id: UUID
    desk: Desk
    thread: ContentKey
    state: ContactState = ContactState.NEW


def arrive(arrival: Arrival, unlocking: Unlocking) -> None:
    """Make mailbox and contact. Raises IntegrityError if this form has arrived before."""
    mailbox_key, moment = MailboxKey.new(), now()
    mailbox_id, contact_id, keys = uuid4(), uuid4(), ContactKeys.new()
    write_down(
        Mailbox,
        id=mailbox_id,
        operator=current_door().operator,
        lookup=unlocking.lookup,
        public_key=mailbox_key.public,
        locked_key=mailbox_key.locked(unlocking.key),
        created_at=moment,
    )
    write_down(
        Contact,
        id=contact_id,
        operator=current_door().operator,
        desk=arrival.desk,
        channel=Channel.FORM,
        language=arrival.language,
        wish=arrival.wish,
        received_at=moment,
        last_activity_at=moment,
        notice_version=arrival.notice_version,
        notice_language=arrival.notice_language,
        mailbox_id=mailbox_id,
        post_key=subkey(arrival.form_key, "contact"),
        **keys.locked(arrival.desk, mailbox_key.public),
    )
    known = Known(contact_id, arrival.desk, keys.thread)
    for statement in arrival.statements:
        say(known, statement, arrival.form_key)
    _ask_and_warn(known, arrival)
    audit.record("contact.arrived", subject_id=contact_id)
    announce(ContactArrived(contact_id, arrival.desk))


def arrive_again(arrival: Arrival, unlocking: Unlocking) -> None:
    """The same form, sent once more: add what it says that the first one did not.

    Somebody who goes back, writes on and sends again has lost nothing. Raises
    IntegrityError where another request adds the same at this moment.
    """
    known = arrived(unlocking)
    said = set(db.session.scalars(select(Message.post_key).where(Message.contact_id == known.id)))
    fresh = [
        statement
        for statement in _with_changed_wish(arrival, known)
        if _message_key(statement, arrival.form_key) not in said
    ]
    for statement in fresh:
        say(known, statement, arrival.form_key)
    _ask_and_warn(known, arrival)
    if fresh:
        wrote(known)


def say(contact: Known, statement: Statement, key: bytes) -> None:
    """Seal one statement. The same words with the same key are kept once."""
    message_id = uuid4()
    write_down(
        Message,
        id=message_id,
        operator=current_door().operator,
        contact_id=contact.id,
        desk=contact.desk,
        from_us=False,
        kind=statement.kind,
        body=contact.thread.seal(statement.words, place(message_id, "message.body")),
        written_at=now(),
        post_key=_message_key(statement, key),
    )


def wrote(contact: Known) -> None:
    """They wrote last: a desk that had answered, or closed, has it before it again."""
    is_new = contact.state in {ContactState.NEW, ContactState.TAKEN}
    state = contact.state if is_new else ContactState.WAITING
    db.session.execute(
        update(Contact)
        .where(Contact.id == contact.id)
        .values(state=state, last_activity_at=now(), closed_at=None)
        .execution_options(synchronize_session=False)
    )
    audit.record("contact.written_to", subject_id=contact.id)
    announce(EnquirerWrote(contact.id, contact.desk))


def ask_for_call(contact: Known, wish: CallWish, key: bytes) -> bool:
    """Ask for a call, once for each number and time. False if it was asked before."""
    asked = f"callback|{contact.id}|{wish.number}|{wish.asked}"
    callback_id = UUID(bytes=subkey(key, asked)[:16], version=4)
    if db.session.scalar(select(Callback.id).where(Callback.id == callback_id)):
        return False
    sealed = {
        "number": wish.number,
        "name_to_say": wish.name_to_say,
        "code_word": wish.code_word,
    }
    db.session.add(
        Callback(
            id=callback_id,
            operator=current_door().operator,
            contact_id=contact.id,
            desk=contact.desk,
            voicemail_allowed=wish.voicemail_allowed,
            texts_allowed=wish.texts_allowed,
            number_hash=hash_for_texts(wish.number, allowed=wish.texts_allowed),
            safe_days=wish.safe.days,
            safe_from=wish.safe.from_,
            safe_until=wish.safe.until,
            wanted_at=wish.wanted_at,
            time_zone=wish.time_zone,
            **{
                name: contact.thread.seal(words, place(callback_id, f"callback.{name}"))
                for name, words in sealed.items()
                if words
            },
        )
    )
    db.session.flush()  # asked twice at the same moment: the second fails here
    audit.record("callback.asked", subject_id=callback_id)
    announce(CallbackAsked(callback_id, contact.desk))
    return True


def raise_danger(words: DangerWords, form_key: bytes, language: str) -> bool:
    """Declare danger for one form, once for what was said. False if it was declared before."""
    said = repr((words.where, words.who, words.what, words.how_to_reach))
    origin = DangerOrigin(
        source=DangerSource.FORM, language=language, post_key=subkey(form_key, f"danger|{said}")
    )
    try:
        with db.session.begin_nested():
            declare_danger(words, origin)
    except IntegrityError:
        return False
    return True


def _ask_and_warn(contact: Known, arrival: Arrival) -> None:
    if arrival.call is not None:
        ask_for_call(contact, arrival.call, arrival.form_key)
    if arrival.danger is not None:
        raise_danger(arrival.danger, arrival.form_key, arrival.language)


def _message_key(statement: Statement, key: bytes) -> bytes:
    return subkey(key, f"message|{statement.kind}|{statement.code or statement.words}")


def arrived(unlocking: Unlocking) -> Known:
    """The contact behind a receipt. Raises NoResultFound if there is none, Erased."""
    mailbox = db.session.execute(select(Mailbox.locked_key)).one()
    found = db.session.execute(
        select(Contact.id, Contact.desk, Contact.state, Contact.thread_for_mailbox)
        .order_by(Contact.received_at)
        .limit(1)
    ).one()
    if found.thread_for_mailbox is None:
        raise Erased
    key = MailboxKey.unlock(mailbox.locked_key, unlocking.key)
    return Known(found.id, found.desk, key.unwrap(found.thread_for_mailbox), found.state)


def _with_changed_wish(arrival: Arrival, known: Known) -> Iterator[Statement]:
    """The desk stays; that they want something else now is for its people to read."""
    yield from arrival.statements
    if arrival.desk is not known.desk:
        words = str(WISHES.get(arrival.wish, arrival.wish))
        yield Statement("wish_changed", words, code=arrival.wish)
