"""The contact page: what was said, what was noted, what was promised, and what comes next."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import Desk, guard
from helpline.errors import Refusal
from helpline.intake import call_of
from helpline.intake.actions import answering
from helpline.intake.actions.voicemail import voicemail_of
from helpline.intake.attachments.queries import sent_along
from helpline.intake.attachments.words import kind_in_words
from helpline.intake.models import Contact, ContactState, NotACase
from helpline.intake.questions import question_of
from helpline.people import colleague_names, current_staff
from helpline.triage.desk import call_panel, promised_calls, queries, wording
from helpline.triage.desk.forms import TextForm, WritingForm
from helpline.triage.desk.work import at_this_desk, current_work


@guard(at_this_desk)
def contact(contact_id: UUID) -> ResponseReturnValue:
    """Everything about one contact, for the desk that it belongs to."""
    return shown(queries.contact(contact_id))


def shown(
    contact: Contact, *, refusal: Refusal | None = None, **typed: object
) -> ResponseReturnValue:
    """The contact page, with what was typed so far and why it was not done."""
    status = refusal.status if refusal else HTTPStatus.UNPROCESSABLE_ENTITY
    forms = {"reply": WritingForm(), "note": WritingForm(), "text": TextForm(), **typed}
    page = rendered("contact", contact, refusal=refusal, **forms)
    return page, status if refusal or typed else HTTPStatus.OK


def rendered(template: str, contact: Contact, **what: object) -> str:
    """A page that shows content: the audit says who read it, once a request."""
    if contact.state is ContactState.ERASED:
        return render_template("desk/erased.html", contact=contact, wording=wording)
    with transaction():
        read(contact)
        opened = {"mark": queries.mark_of(contact), **_opened(contact)}
        opened["beside"] = current_work().beside(contact)
    names = f"{contact.desk}/{template}.html", f"desk/{template}.html"
    return render_template(list(names), **opened, **what)


def read(contact: Contact) -> None:
    """Note in the audit that this person read this contact, once a request."""
    if contact.id not in g.setdefault("read", set()):
        g.read.add(contact.id)
        answering.note_reading(contact, by=current_staff())


def done(
    contact: Contact, act: Callable[[], object], *, part: str | None = None, **typed: object
) -> ResponseReturnValue:
    """Do it and show the contact again, from this part on; what is refused keeps what was typed."""
    try:
        with transaction():
            act()
    except Refusal as refusal:
        return shown(contact, refusal=refusal, **typed)
    return redirect(url_for(f"{contact.desk}.contact", contact_id=contact.id, _anchor=part))


def followed(contact: Contact) -> dict[str, Any]:
    """The part of the page that is fetched again while it is open (``desk/said.html``)."""
    conversation, voicemail = answering.conversation(contact), voicemail_of(contact)
    return {
        "contact": contact,
        "conversation": conversation,
        "call_now": call_of(contact.id),
        "voicemail": voicemail,
        "sent": sent_along(contact.id),
        "kind_in_words": kind_in_words,
        "mine": contact.taken_by == current_staff().id,
        "at": contact.desk.value,
        "wording": wording,
        "names": colleague_names(
            {*(said.author_id for said in conversation), *(left.heard_by for left in voicemail)}
        ),
        "question_of": question_of,
    }


def _opened(contact: Contact) -> dict[str, Any]:
    opened, notes = followed(contact), answering.notes(contact)
    others = colleague_names({contact.taken_by, *(note.author_id for note in notes)})
    return {
        **opened,
        "notes": notes,
        "head_mark": queries.head_mark_of(contact),
        **promised_calls.shown(contact),
        "names": {**others, **opened["names"]},
        "desk": Desk(contact.desk),
        "not_a_case": tuple(NotACase),
        "wording": wording,
        "zone": ZoneInfo,
        **call_panel.shown(call_panel.panel_of(contact)),
    }
