"""What the advice desk keeps of a question, besides the conversation: three codes."""

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.intake import Contact
from helpline.people import Staff
from helpline.triage.advice.models import Question


def note_question(
    contact: Contact, profession: str, topic: str, setting: str, *, by: Staff
) -> Question:
    """Note the codes, or note them anew."""
    question = db.session.get(Question, contact.id)
    if question is None:
        question = Question(id=contact.id, operator=contact.operator)
    question.profession, question.topic, question.setting = profession, topic, setting
    question.noted_by, question.noted_at = by.id, now()
    db.session.add(question)
    audit.record("advice.question_noted", subject_id=contact.id, actor_id=by.id)
    return question
