"""Contacts of the desk whose door is open; other desks' are not there."""

from collections.abc import Iterator
from hashlib import sha256
from uuid import UUID

from flask import abort
from sqlalchemy import Select, String, cast, func, select

from helpline.db import db
from helpline.intake import call_of
from helpline.intake.actions.voicemail import voicemail_of
from helpline.intake.attachments.queries import sent_along
from helpline.intake.models import (
    Attachment,
    Callback,
    Contact,
    ContactState,
    Message,
    Voicemail,
)

NEEDS_US = (ContactState.NEW, ContactState.TAKEN, ContactState.WAITING, ContactState.RETURNED)
GONE = (ContactState.CLOSED, ContactState.ERASED)


def contact(contact_id: UUID) -> Contact:
    """The contact, or a page that says that there is none: also for those of other desks."""
    return db.get_or_404(Contact, contact_id)


def mark_of(contact: Contact) -> str:
    """Changes whenever a message, a reading of ours, or the call of this contact changes."""
    ours_read = func.max(Message.read_at).filter(Message.from_us)
    query = select(func.count(), func.max(Message.written_at), ours_read)
    messages = db.session.execute(query.where(Message.contact_id == contact.id)).one()
    call = call_of(contact.id)
    left = [(one.id, one.state, one.heard_at) for one in voicemail_of(contact)]
    sent = [each.id for each in sent_along(contact.id)]
    seen = (*messages, sent, call and (call.state, call.since, call.is_danger), left)
    return sha256(repr(seen).encode()).hexdigest()[:16]


def head_mark_of(contact: Contact) -> str:
    """Changes whenever the state of this contact does, or who has it."""
    return sha256(repr((contact.state, contact.taken_by)).encode()).hexdigest()[:16]


def callback(contact_id: UUID, callback_id: UUID) -> Callback:
    """One of this contact's, or a page that says that there is none."""
    found = db.get_or_404(Callback, callback_id)
    if found.contact_id != contact_id:
        abort(404)
    return found


def voicemail(contact_id: UUID, voicemail_id: UUID) -> Voicemail:
    """One message left on the phone, or a page that says that there is none."""
    found = db.get_or_404(Voicemail, voicemail_id)
    if found.contact_id != contact_id:
        abort(404)
    return found


def attachment(contact_id: UUID, attachment_id: UUID) -> Attachment:
    """One thing that was sent along, or a page that says that there is none."""
    found = db.get_or_404(Attachment, attachment_id)
    if found.contact_id != contact_id:
        abort(404)
    return found


def figures(outcomes: Select[UUID, str]) -> Iterator[tuple[str, str, str, str, int]]:
    """Month, wish, language, outcome, how many. Drills are left out."""
    known = outcomes.subquery()
    contact_id, outcome = known.c
    month = func.to_char(Contact.received_at, "YYYY-MM")
    ending = func.coalesce(outcome, cast(Contact.state, String))
    query = (
        select(month, Contact.wish, Contact.language, ending, func.count())
        .outerjoin(known, contact_id == Contact.id)
        .where(Contact.is_drill.is_(False))
        .group_by(month, Contact.wish, Contact.language, ending)
        .order_by(month, Contact.wish, Contact.language, ending)
    )
    for row in db.session.execute(query):
        yield row[0], row[1], row[2], row[3], row[4]
