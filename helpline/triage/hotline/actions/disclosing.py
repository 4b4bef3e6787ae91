"""Telling the police what is not immediate danger: asked without naming, decided, read twice."""

from dataclasses import dataclass
from uuid import uuid4

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.intake import Contact
from helpline.intake.actions import erasing
from helpline.intake.content import file_of
from helpline.people import Staff
from helpline.policy import Kept, current_policy
from helpline.triage.hotline import queries
from helpline.triage.hotline.codes import (
    Answer,
    Consent,
    Likelihood,
    Nearness,
    Outcome,
    Severity,
    ToldFirst,
)
from helpline.triage.hotline.errors import (
    AnotherReaderNeeded,
    AskWithoutNamingFirst,
    NotForThePolice,
)
from helpline.triage.hotline.models import Asked, DisclosureDecision, Signal
from helpline.vault import place


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Facts without a person, and what was answered."""

    whom: str
    facts: str
    answer: Answer
    answered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """On what a disclosure rests (R41)."""

    severity: Severity
    likelihood: Likelihood
    nearness: Nearness
    consent: Consent
    told_first: ToldFirst
    lesser_option: str
    legal_basis: str
    reasons: str


def note_question(contact: Contact, signal: Signal, question: Question, *, by: Staff) -> Asked:
    """Keep what was asked without naming anybody, and the answer (R42)."""
    asked = Asked(
        id=uuid4(),
        operator=signal.operator,
        signal_id=signal.id,
        asked_by=by.id,
        asked_at=now(),
        answer=question.answer,
    )
    key = file_of(contact)
    asked.whom = key.seal(question.whom, place(asked.id, "hotline_asked.whom"))
    asked.facts = key.seal(question.facts, place(asked.id, "hotline_asked.facts"))
    if question.answered:
        asked.answered = key.seal(question.answered, place(asked.id, "hotline_asked.answered"))
    db.session.add(asked)
    audit.record("signal.asked_without_naming", subject_id=signal.id, actor_id=by.id)
    return asked


def decide_disclosure(
    contact: Contact, signal: Signal, grounds: Grounds, *, by: Staff
) -> DisclosureDecision:
    """Decide to tell the police. It counts once somebody else has read it.

    Raises NotForThePolice, AskWithoutNamingFirst.
    """
    if signal.outcome is not Outcome.POLICE:
        raise NotForThePolice
    if not any(asked.answer == Answer.PLEASE_NAME for asked in queries.asked(signal.id)):
        raise AskWithoutNamingFirst
    decision = DisclosureDecision(
        id=uuid4(),
        operator=signal.operator,
        signal_id=signal.id,
        round=signal.round,
        severity=grounds.severity,
        likelihood=grounds.likelihood,
        nearness=grounds.nearness,
        consent=grounds.consent,
        told_first=grounds.told_first,
        threshold=current_policy().police.threshold,
        asked_without_naming=True,
        decided_by=by.id,
        decided_at=now(),
    )
    key = file_of(contact)
    for name in ("lesser_option", "legal_basis", "reasons"):
        at = place(decision.id, f"hotline_disclosure.{name}")
        setattr(decision, name, key.seal(getattr(grounds, name), at))
    db.session.add(decision)
    audit.record("disclosure.decided", subject_id=signal.id, actor_id=by.id)
    return decision


def read_second(decision: DisclosureDecision, *, by: Staff) -> None:
    """A second person read it and stands behind it: from now on it is kept, whoever asks.

    Raises AnotherReaderNeeded.
    """
    db.session.refresh(decision, with_for_update=True)
    if decision.decided_by == by.id:
        raise AnotherReaderNeeded
    if decision.second_reader is None:
        decision.second_reader, decision.second_read_at = by.id, now()
        # Somebody may ask us later, in law, why we told: as long as after a danger.
        erasing.hold(decision.signal_id, now() + current_policy().retention[Kept.DANGER])
        audit.record("disclosure.second_read", subject_id=decision.signal_id, actor_id=by.id)
