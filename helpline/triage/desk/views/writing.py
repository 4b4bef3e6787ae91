"""Taking, handing back, noting, answering, closing."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from helpline.doors import guard
from helpline.intake.actions import answering
from helpline.people import current_staff
from helpline.triage.desk import queries
from helpline.triage.desk.forms import WritingForm
from helpline.triage.desk.views.reading import done, shown
from helpline.triage.desk.work import at_this_desk, current_work


@guard(at_this_desk)
def take(contact_id: UUID) -> ResponseReturnValue:
    contact = queries.contact(contact_id)
    return done(contact, lambda: answering.take(contact, by=current_staff()))


@guard(at_this_desk)
def take_over(contact_id: UUID) -> ResponseReturnValue:
    contact = queries.contact(contact_id)
    return done(contact, lambda: answering.take_over(contact, by=current_staff()))


@guard(at_this_desk)
def hand_back(contact_id: UUID) -> ResponseReturnValue:
    contact = queries.contact(contact_id)
    return done(contact, lambda: answering.hand_back(contact, by=current_staff()))


@guard(at_this_desk)
def reply(contact_id: UUID) -> ResponseReturnValue:
    """Answer into the mailbox; what a colleague has answered meanwhile is seen first."""
    contact, form = queries.contact(contact_id), WritingForm(request.form)
    if not form.validate() or _gives_pause(form):
        return shown(contact, reply=form, reply_hints=_hints(form))
    words, key, by = form.words.data or "", form.once.key, current_staff()
    return done(contact, lambda: answering.reply(contact, words, by=by, post_key=key), reply=form)


@guard(at_this_desk)
def note(contact_id: UUID) -> ResponseReturnValue:
    """Write for the desk's own eyes."""
    contact, form = queries.contact(contact_id), WritingForm(request.form)
    if not form.validate() or _gives_pause(form):
        return shown(contact, note=form, note_hints=_hints(form))
    words, key, by = form.words.data or "", form.once.key, current_staff()
    return done(
        contact, lambda: answering.write_note(contact, words, by=by, post_key=key), note=form
    )


@guard(at_this_desk)
def close(contact_id: UUID) -> ResponseReturnValue:
    """End it for now. The desk may still owe something first."""
    contact, work = queries.contact(contact_id), current_work()

    def close_it() -> None:
        work.check_closing(contact)
        answering.close(contact, by=current_staff())

    return done(contact, close_it)


def _hints(form: WritingForm) -> tuple[str, ...]:
    return tuple(current_work().hint(form.words.data or ""))


def _gives_pause(form: WritingForm) -> bool:
    """A gentle hint, never a block: the writer may send it as it is."""
    return bool(_hints(form)) and not form.send_anyway.data
