"""What the house owes itself for ever: found missing, it is owed again."""

from typing import Final
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy.dialects.postgresql import insert

from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import Door, Role, through
from helpline.outbox.actions import HOUSE, current_wiring
from helpline.outbox.models import Obligation
from helpline.policy import current_policy

_PLACE: Final = "https://standing.example.org"


def keep_standing() -> None:
    """Owe each standing duty once. Every sweeper asks at its start; together they owe one."""
    operator, moment = current_policy().operator, now()
    wiring = current_wiring()
    with through(Door(Role.WORKER, operator)), transaction():
        for kind in wiring.standing:
            always_the_same = uuid5(NAMESPACE_URL, f"{_PLACE}/{operator}/{kind}")
            row = {
                "id": always_the_same,
                "operator": operator,
                "kind": kind,
                "subject_id": always_the_same,
                "desk": HOUSE,
                "queue": wiring.duties[kind].queue,
                "created_at": moment,
                "due_at": moment,
                "lease_until": moment,
                "nudge_after": moment,
            }
            db.session.execute(insert(Obligation).values(**row).on_conflict_do_nothing())
