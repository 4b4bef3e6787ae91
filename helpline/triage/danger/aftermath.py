"""Duties after a danger: a supervisor looks back at it, and in the end it is erased."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete

from helpline import audit
from helpline.clock import now
from helpline.db import db, transaction
from helpline.intake import DangerDeclaration
from helpline.intake.models import Erasure
from helpline.messages import Letter, Medium, tell
from helpline.outbox import Again, announce
from helpline.people import reachable_supervisors
from helpline.triage.danger.content import DECLARED, ENDED_WITH
from helpline.triage.danger.events import DangerErased
from helpline.triage.danger.ladder import LEDGER, as_danger
from helpline.triage.danger.models import Danger, DangerNote, LadderStep

DAY: Final = timedelta(days=1)


def ask_for_review(danger_id: UUID) -> Again | None:
    """Nobody has looked back at it in time: the supervisors are told, and it stays before them."""
    with as_danger(), transaction():
        danger = db.session.get(Danger, danger_id)
        if danger is None or danger.ended_at is None or danger.reviewed_at is not None:
            return None
        occasion = danger.ended_at.isoformat()
        for person in reachable_supervisors():
            letter = Letter("danger_review", danger_id, link=LEDGER, occasion=occasion)
            tell(letter, person, Medium.MAIL)
        return Again(now() + DAY)


def erase(danger_id: UUID) -> Again | None:
    """Destroy the key and all that it sealed. That there was a danger remains, for the figures."""
    with as_danger(), transaction():
        danger = db.session.get(Danger, danger_id, with_for_update=True)
        if danger is None or danger.ended_at is None or danger.erased_at is not None:
            return None
        if danger.is_amber:
            return Again(now() + DAY)  # somebody still owns it
        declaration = db.session.get_one(DangerDeclaration, danger_id)
        declaration.wrapped_key = declaration.key_id = declaration.post_key = None
        for row, names in ((declaration, DECLARED), (danger, ENDED_WITH)):
            for name in names:
                setattr(row, name, None)
        _delete_rows_of(danger)
        danger.erased_at = now()
        audit.record("danger.erased", subject_id=danger_id)
        announce(DangerErased(danger_id, "danger"))
        return None


def _delete_rows_of(danger: Danger) -> None:
    for table in (DangerNote, LadderStep):
        db.session.execute(
            delete(table)
            .where(table.danger_id == danger.id)
            .execution_options(synchronize_session=False)
        )
    db.session.add(
        Erasure(
            operator=danger.operator,
            subject_id=danger.id,
            desk="danger",
            reason="retention",
            erased_at=now(),
        )
    )
