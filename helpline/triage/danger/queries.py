"""The ledger of dangers, and what a ladder has tried, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from helpline.db import db
from helpline.i18n import gettext as _
from helpline.intake import CallLeg
from helpline.intake.models import LegState
from helpline.messages import Outgoing
from helpline.messages.models import State as MessageState
from helpline.people import colleague_names
from helpline.triage.danger.ladder import steps_of
from helpline.triage.danger.models import Danger, DangerState, LadderStep, Outcome

MOST_ENDED: Final = 50


@dataclass(frozen=True, slots=True)
class Ledger:
    """All dangers that are not over, and the latest that are."""

    red: list[Danger]
    amber: list[Danger]
    ended: list[Danger]


@dataclass(frozen=True, slots=True)
class Called:
    """One person: how often the ladder called them, and what came of it last on each channel."""

    name: str
    at: datetime
    times: int
    outcomes: Mapping[str, str]
    """By channel."""
    was_unclear: bool


def ledger() -> Ledger:
    """The longest open first; what has ended, the newest first."""
    not_ended = select(Danger).where(Danger.state != DangerState.ENDED).order_by(Danger.raised_at)
    ended = select(Danger).where(Danger.state == DangerState.ENDED)
    ended = ended.order_by(Danger.ended_at.desc()).limit(MOST_ENDED)
    over = list(db.session.scalars(ended))
    return Ledger(
        red=list(db.session.scalars(not_ended)),
        amber=[danger for danger in over if danger.is_amber],
        ended=[danger for danger in over if not danger.is_amber],
    )


def called(danger_id: UUID) -> list[Called]:
    """Everybody whom the ladder called, those called last at the head."""
    steps = steps_of(danger_id)
    names = colleague_names(step.account_id for step in steps)
    legs, messages = _legs(steps), _messages(steps)
    by_person: dict[UUID | None, list[LadderStep]] = {}
    for step in steps:
        by_person.setdefault(step.account_id, []).append(step)
    found = [
        Called(
            name=names.get(person, "") if person else _("Police contact"),
            at=max(step.tried_at for step in theirs),
            times=len({(step.round, step.rung) for step in theirs}),
            # The newest stand first, so the last of each channel is written over the others.
            outcomes={step.channel: _outcome(step, legs, messages) for step in reversed(theirs)},
            was_unclear=any(step.tries > 1 or step.outcome is Outcome.UNCLEAR for step in theirs),
        )
        for person, theirs in by_person.items()
    ]
    return sorted(found, key=lambda each: (each.at, each.name), reverse=True)


def _outcome(
    step: LadderStep,
    legs: Mapping[UUID | None, LegState],
    messages: Mapping[UUID | None, MessageState],
) -> str:
    if step.outcome is Outcome.TRIED and step.reference_id in legs:
        return _ring_word(legs[step.reference_id])
    if step.reference_id in messages:
        return _message_word(messages[step.reference_id])
    words = {
        Outcome.OWED: _("is being called"),
        Outcome.TRIED: _("shown"),
        Outcome.UNCLEAR: _("unclear, is rung again"),
        Outcome.REFUSED: _("cannot be reached"),
        Outcome.NO_ADDRESS: _("no address"),
        Outcome.OVERTAKEN: _("not needed any more"),
        Outcome.ACCEPTED: _("accepted"),
    }
    return words[step.outcome]


def _ring_word(state: LegState) -> str:
    words = {
        LegState.OWED: _("is being called"),
        LegState.RINGING: _("ringing"),
        LegState.ACCEPTED: _("accepted"),
        LegState.JOINED: _("talking"),
        LegState.ENDED: _("no answer"),
    }
    return words[state]


def _message_word(state: MessageState) -> str:
    words = {
        MessageState.WAITING: _("is being sent"),
        MessageState.SENDING: _("is being sent"),
        MessageState.SENT: _("sent"),
        MessageState.UNCLEAR: _("unclear"),
        MessageState.REFUSED: _("cannot be reached"),
        MessageState.LEFT: _("unclear"),
    }
    return words[state]


def _legs(steps: Sequence[LadderStep]) -> dict[UUID | None, LegState]:
    ids = {step.reference_id for step in steps if step.reference_id}
    rows = db.session.execute(select(CallLeg.id, CallLeg.state).where(CallLeg.id.in_(ids)))
    return {row.id: row.state for row in rows}


def _messages(steps: Sequence[LadderStep]) -> dict[UUID | None, MessageState]:
    """The danger door sees what became of messages, and no address."""
    ids = {step.reference_id for step in steps if step.reference_id}
    rows = db.session.execute(select(Outgoing.id, Outgoing.state).where(Outgoing.id.in_(ids)))
    return {row.id: row.state for row in rows}
