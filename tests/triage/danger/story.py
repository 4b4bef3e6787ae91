"""What the stories of danger are told with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from helpline.doors import Role
from helpline.intake.actions.danger import DangerOrigin, DangerWords, declare_danger
from helpline.intake.events import CallAccepted
from helpline.intake.models import DangerSource
from helpline.outbox import announce
from tests.house import House, Visitor, inside

Settle = Callable[[], int]
Move = Callable[[timedelta], None]
Staff = Callable[..., Visitor]
MINUTES = timedelta(minutes=1)
EVERYBODY = 6
WORDS = DangerWords(
    where="Lindenweg 4", who="my brother", what="he has a knife", how_to_reach="+49 30 23125 155"
)


@dataclass(frozen=True)
class Hands:
    """What moves a story on."""

    settle: Settle
    move_clock: Move
    staff: Staff

    def later(self, by: timedelta) -> None:
        self.move_clock(by)
        self.settle()


def declare(house: House, role: Role = Role.PUBLIC, words: DangerWords = WORDS) -> UUID:
    face = house.public if role is Role.PUBLIC else house.staff
    with inside(face, role):
        origin = DangerOrigin(source=DangerSource.FORM, language="en")
        return declare_danger(words, origin).id


def state(house: House, danger: UUID) -> str:
    return str(house.rows("SELECT state FROM danger WHERE id = :id", id=danger)[0].state)


def legs(house: House) -> list[UUID]:
    return [row.id for row in house.rows("SELECT id FROM call_leg ORDER BY created_at")]


def press_the_key(house: House, leg: UUID) -> None:
    """As the voice pages do when somebody says yes on their phone."""
    house.change("UPDATE call_leg SET state = 'accepted' WHERE id = :id", id=leg)
    with inside(house.public, Role.PUBLIC, call=str(leg)):
        announce(CallAccepted(leg, "danger"))
