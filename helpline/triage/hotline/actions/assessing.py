"""Opening an assessment, observing, and closing the picture."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.intake import Contact
from helpline.intake.actions import erasing
from helpline.intake.content import file_of
from helpline.people import Staff
from helpline.policy import current_policy
from helpline.triage.hotline import queries
from helpline.triage.hotline.codes import About, Basis, Confidence, Outcome, Presence, Trend
from helpline.triage.hotline.decisions import Unbalanced, balance
from helpline.triage.hotline.errors import (
    AlreadyASignal,
    NobodyResponsible,
    NothingLookedAt,
    ProtectiveSideMissing,
)
from helpline.triage.hotline.factors import BY_CODE
from helpline.triage.hotline.models import Observation, Signal
from helpline.vault import place

REASONS: Final = {
    Unbalanced.EMPTY: NothingLookedAt,
    Unbalanced.NO_PROTECTIVE_SIDE: ProtectiveSideMissing,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """What an assessor writes down about one factor."""

    factor: str
    presence: Presence
    trend: Trend
    basis: Basis
    confidence: Confidence
    note: str
    post_key: bytes | None = None
    """Of the form: posted twice, it is written down once."""


def open_signal(contact: Contact, about: About, responsible_id: UUID, *, by: Staff) -> Signal:
    """Begin the assessment. Raises AlreadyASignal, NobodyResponsible."""
    db.session.refresh(contact, with_for_update=True)
    if db.session.get(Signal, contact.id) is not None:
        raise AlreadyASignal
    signal = Signal(
        id=contact.id,
        operator=contact.operator,
        about=about,
        responsible_id=_assessor(responsible_id),
        opened_at=now(),
        round=1,
    )
    db.session.add(signal)
    audit.record("signal.opened", subject_id=signal.id, actor_id=by.id)
    return signal


def make_responsible(signal: Signal, responsible_id: UUID, *, by: Staff) -> None:
    """Hand the assessment on (R13, R36). Raises NobodyResponsible."""
    signal.responsible_id = _assessor(responsible_id)
    audit.record("signal.responsible", subject_id=signal.id, actor_id=by.id)


def observe(contact: Contact, signal: Signal, observed: Observed, *, by: Staff) -> Observation:
    """Write down one thing. The picture opens again: what was weighed has changed."""
    factor, moment = BY_CODE[observed.factor], now()
    db.session.refresh(signal, with_for_update=True)
    if (written := queries.posted(observed.post_key)) is not None:
        return written
    _open_again(signal)
    observation = Observation(
        id=uuid4(),
        operator=signal.operator,
        signal_id=signal.id,
        level=factor.level,
        side=factor.side,
        factor=factor.code,
        presence=observed.presence,
        trend=observed.trend,
        basis=observed.basis,
        confidence=observed.confidence,
        recorded_by=by.id,
        recorded_at=moment,
        valid_until=(moment + current_policy().staleness.observation).date(),
        post_key=observed.post_key,
    )
    if observed.note:
        at = place(observation.id, "hotline_observation.note")
        observation.note = file_of(contact).seal(observed.note, at)
    db.session.add(observation)
    audit.record("signal.observed", subject_id=signal.id, actor_id=by.id)
    return observation


def close_picture(signal: Signal, *, by: Staff) -> None:
    """From now on it can be weighed. Raises NothingLookedAt, ProtectiveSideMissing."""
    reason = balance(queries.picture_of(signal))
    if reason is not None:
        raise REASONS[reason]
    signal.picture_closed_at, signal.picture_closed_by = now(), by.id
    audit.record("signal.picture_closed", subject_id=signal.id, actor_id=by.id)


def _open_again(signal: Signal) -> None:
    """A picture that somebody weighed, or that was decided on, is weighed anew."""
    if signal.outcome is not None or queries.weighings(signal, signal.round):
        signal.round += 1
    if signal.outcome is Outcome.NO_CONCERN:
        erasing.lengthen(signal.id)
    signal.picture_closed_at = signal.picture_closed_by = None
    signal.outcome = None


def _assessor(account_id: UUID) -> UUID:
    if account_id not in queries.assessors():
        raise NobodyResponsible
    return account_id
