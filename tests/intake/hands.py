"""What moves a contact's story on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from helpline.db import db
from helpline.doors import Role
from helpline.intake.actions import answering
from helpline.intake.models import Contact
from tests.house import House, inside
from tests.intake.test_callbacks import MARIA

Settle = Callable[[], int]
Move = Callable[[timedelta], None]
DAYS = timedelta(days=1)
YEARS = 366 * DAYS
PERIODS = {"support": 2 * YEARS, "advice": 90 * DAYS}


@dataclass(frozen=True)
class Hands:
    """What moves a story on."""

    house: House
    settle: Settle
    move_clock: Move

    def later(self, by: timedelta) -> None:
        self.move_clock(by)
        self.settle()

    def reply(self, contact_id: UUID) -> None:
        with inside(self.house.staff, self.role_of(contact_id)):
            answering.reply(db.session.get_one(Contact, contact_id), "We are here.", by=MARIA)

    def close(self, contact_id: UUID) -> None:
        with inside(self.house.staff, self.role_of(contact_id)):
            answering.close(db.session.get_one(Contact, contact_id), by=MARIA)

    def role_of(self, contact_id: UUID) -> Role:
        return Role(self.house.rows("SELECT desk FROM contact WHERE id = :i", i=contact_id)[0].desk)
