"""The advice desk's pages: the shared ones, with a gentle hint, and three codes for the figures."""

from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select

from helpline.db import db, transaction
from helpline.doors import Desk, guard
from helpline.intake import Contact
from helpline.people import at_desk, current_staff
from helpline.triage.advice import actions
from helpline.triage.advice.codes import HINTS
from helpline.triage.advice.decisions import looks_like
from helpline.triage.advice.forms import QuestionForm
from helpline.triage.advice.models import Question
from helpline.triage.desk import queries as contacts
from helpline.triage.desk.blueprint import desk_pages
from helpline.triage.desk.views.reading import shown
from helpline.triage.desk.work import DeskWork


def hints(words: str) -> tuple[str, ...]:
    """What a text looks as if it held, in the writer's language."""
    return tuple(str(HINTS[looks]) for looks in looks_like(words))


def beside(contact: Contact) -> dict[str, object]:
    question = db.session.get(Question, contact.id)
    return {"question": question, "codes": QuestionForm(request.form, question)}


def outcomes() -> Select[UUID, str]:
    return select(Question.id, Question.topic)


WORK = DeskWork(desk=Desk.ADVICE, beside=beside, hint=hints, outcomes=outcomes)
ADVICE = desk_pages(WORK, __name__)


@ADVICE.post("/<uuid:contact_id>/question")
@guard(at_desk(Desk.ADVICE))
def note_question(contact_id: UUID) -> ResponseReturnValue:
    """Keep the three codes."""
    contact, form = contacts.contact(contact_id), QuestionForm(request.form)
    if not form.validate():
        return shown(contact, faulty_codes=form)
    with transaction():
        actions.note_question(contact, **form.data, by=current_staff())
    return redirect(url_for("advice.contact", contact_id=contact.id))
