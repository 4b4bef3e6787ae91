"""Work that nothing else in the house does, and hands to carry it out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from helpline import clock
from helpline.db import db
from helpline.doors import Role
from helpline.outbox import Again, owe
from helpline.outbox.carrying import carry_out
from helpline.outbox.sweeping import sweep
from tests.house import House, inside

Settle = Callable[[], int]
Move = Callable[[timedelta], None]
SUBJECT = UUID(int=1)


@dataclass
class Work:
    """What was done, and what happens in the middle of doing it."""

    done: list[UUID] = field(default_factory=list)
    then: Callable[[], Again | None] = lambda: None

    def carry_out(self, subject_id: UUID) -> Again | None:
        self.done.append(subject_id)
        return self.then()


def owed(house: House, kind: str = "test.today", *, at: timedelta = timedelta(0)) -> UUID:
    """As the public face does it: insert only, nothing read back."""
    with inside(house.public, Role.PUBLIC):
        return owe(kind, uuid4(), desk="house", due_at=clock.now() + at)


def row(house: House, obligation: UUID) -> tuple[str, int, int]:
    found = house.rows(
        "SELECT state, attempt, failures FROM obligation WHERE id = :i", i=obligation
    )
    return found[0].state, found[0].attempt, found[0].failures


def carry(house: House, obligation: UUID) -> bool:
    with house.worker.app_context():
        done = carry_out(obligation)
        db.session.remove()
    return done


def swept(house: House) -> int:
    with house.worker.app_context():
        due = sweep()
        db.session.remove()
    return due
