"""Before the police are told: a question without a name, a decision, a second reader."""

from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from helpline.db import db, transaction
from helpline.doors import guard
from helpline.errors import Refusal
from helpline.intake import Contact
from helpline.people import colleague_names, current_staff
from helpline.policy import Code, current_policy
from helpline.triage.desk import queries as contacts
from helpline.triage.desk.views.reading import rendered
from helpline.triage.hotline import queries
from helpline.triage.hotline.actions import disclosing
from helpline.triage.hotline.blueprint import AT_HOTLINE, HOTLINE
from helpline.triage.hotline.codes import (
    Answer,
    Consent,
    Likelihood,
    Nearness,
    Severity,
    ToldFirst,
)
from helpline.triage.hotline.forms import DisclosureForm, QuestionForm
from helpline.triage.hotline.models import DisclosureDecision


@HOTLINE.get("/<uuid:contact_id>/disclosure")
@guard(AT_HOTLINE)
def disclosure(contact_id: UUID) -> ResponseReturnValue:
    """What was asked, what was decided, who has read it."""
    return _page(contacts.contact(contact_id))


@HOTLINE.post("/<uuid:contact_id>/disclosure/questions")
@guard(AT_HOTLINE)
def note_question(contact_id: UUID) -> ResponseReturnValue:
    """Keep a question that named nobody, and its answer."""
    contact, found = contacts.contact(contact_id), queries.signal(contact_id)
    form = QuestionForm(request.form)
    if not form.validate():
        return _page(contact, question=form), 422
    question = disclosing.Question(
        whom=form.whom.data or "",
        facts=form.facts.data or "",
        answer=Answer(form.answer.data),
        answered=form.answered.data or "",
    )
    with transaction():
        disclosing.note_question(contact, found, question, by=current_staff())
    return _back(contact)


@HOTLINE.post("/<uuid:contact_id>/disclosure")
@guard(AT_HOTLINE)
def decide(contact_id: UUID) -> ResponseReturnValue:
    """Decide to tell the police; somebody else reads it before it counts."""
    contact, found = contacts.contact(contact_id), queries.signal(contact_id)
    form = DisclosureForm(request.form)
    if not form.validate():
        return _page(contact, form=form), 422
    try:
        with transaction():
            disclosing.decide_disclosure(contact, found, _grounds(form), by=current_staff())
    except Refusal as refusal:
        return _page(contact, form=form, refusal=refusal), refusal.status
    return _back(contact)


@HOTLINE.post("/<uuid:contact_id>/disclosure/<uuid:disclosure_id>/read")
@guard(AT_HOTLINE)
def read_second(contact_id: UUID, disclosure_id: UUID) -> ResponseReturnValue:
    """A second person has read the decision and stands behind it."""
    contact = contacts.contact(contact_id)
    decision = db.get_or_404(DisclosureDecision, disclosure_id)
    if decision.signal_id != contact_id:
        abort(404)
    try:
        with transaction():
            disclosing.read_second(decision, by=current_staff())
    except Refusal as refusal:
        return _page(contact, refusal=refusal), refusal.status
    return _back(contact)


def _grounds(form: DisclosureForm) -> disclosing.Grounds:
    return disclosing.Grounds(
        severity=Severity(form.severity.data),
        likelihood=Likelihood(form.likelihood.data),
        nearness=Nearness(form.nearness.data),
        consent=Consent(form.consent.data),
        told_first=ToldFirst(form.told_first.data),
        lesser_option=form.lesser_option.data or "",
        legal_basis=form.legal_basis.data or "",
        reasons=form.reasons.data or "",
    )


def _page(
    contact: Contact,
    *,
    form: DisclosureForm | None = None,
    question: QuestionForm | None = None,
    refusal: Refusal | None = None,
) -> str:
    found = queries.signal(contact.id)
    asked, decisions = queries.asked(found.id), queries.disclosures(found)
    people = [one.asked_by for one in asked] + [
        person for one in decisions for person in (one.decided_by, one.second_reader) if person
    ]
    return rendered(
        "disclosure",
        contact,
        signal=found,
        form=form or DisclosureForm(),
        question=question or QuestionForm(),
        asked=[queries.opened(contact, one) for one in asked],
        decisions=[queries.opened(contact, one) for one in decisions],
        names_of=colleague_names(people),
        told=[clause for clause in current_policy().notice("form") if clause.code is Code.POLICE],
        may_name=any(one.answer == Answer.PLEASE_NAME for one in asked),
        refusal=refusal,
    )


def _back(contact: Contact) -> ResponseReturnValue:
    return redirect(url_for("hotline.disclosure", contact_id=contact.id))
