"""A promised call, and whoever makes it, on the practice line."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from helpline import clock
from helpline.db import db
from helpline.doors import Role
from helpline.intake.actions import callbacks
from helpline.intake.actions.callbacks import Promise
from helpline.intake.models import Contact
from tests.house import House, Visitor, inside
from tests.intake.calls.conftest import Phones
from tests.intake.test_callbacks import MARIA

FATHER = "+12025550142"
UTC = "Etc/UTC"
Settle = Callable[[], int]


@dataclass
class Story:
    """A father was promised a call by Maria, who works at the support desk."""

    phones: Phones
    maria: Visitor
    contact_id: UUID
    callback_id: UUID = field(default_factory=lambda: UUID(int=0))

    @property
    def house(self) -> House:
        return self.phones.house

    @property
    def page(self) -> str:
        return f"/support/{self.contact_id}"

    def promise(self, number: str = FATHER, **plan: Any) -> "Story":  # noqa: ANN401
        """For some minutes from now."""
        wall = (clock.now() + timedelta(minutes=5)).replace(tzinfo=None)
        asked = Promise(wall=wall, time_zone=UTC, number=number, **plan)
        with inside(self.house.staff, Role.SUPPORT):
            contact = db.session.get_one(Contact, self.contact_id)
            self.callback_id = callbacks.agree_callback(contact, asked, by=MARIA).id
        # No mail relay stands behind this practice line.
        self.house.change("DELETE FROM obligation WHERE kind = 'callback.remind'")
        return self

    def press(self, deed: str, **data: str) -> int:
        """A button beside the promised call; the status of the answer."""
        path = f"{self.page}/callbacks/{self.callback_id}/{deed}"
        return self.maria.submit(path, data, at=self.page).status_code

    def it_is_time_again(self) -> None:
        """For the next try, without the hours until then."""
        self.house.change("UPDATE callback SET wanted_at = :now", now=clock.now())

    def seen(self) -> str:
        return self.maria.get(self.page).get_data(as_text=True)

    def row(self) -> dict[str, Any]:
        found = self.house.rows("SELECT * FROM callback WHERE id = :i", i=self.callback_id)
        row: dict[str, Any] = found[0]._asdict()
        return row

    def outcomes(self) -> list[str | None]:
        tries = "SELECT outcome FROM callback_try ORDER BY started_at"
        return [row.outcome for row in self.house.rows(tries)]

    def rung(self, to: str = FATHER) -> int:
        """How often the carrier was asked to ring this number."""
        asked = (entry for entry in self.phones.remote.log() if entry.get("method") == "POST")
        return sum(
            entry["parameters"].get("To") == [to]
            for entry in asked
            if entry.get("path", "").endswith("/Calls.json")
        )

    def their_phone(self) -> str:
        """Wait until it rings; its leg."""
        legs: list[str] = []

        def rings() -> bool:
            legs.extend(one["sid"] for one in self.phones.remote.phones() if one["to"] == FATHER)
            return bool(legs)

        self.phones.until(rings)
        return legs[0]

    def said_to(self, sid: str) -> list[str]:
        """What a machine of ours said into this phone."""
        heard = self.phones.remote.call(sid)["heard"]
        return [line["words"] for line in heard if line["kind"] in {"say", "play"}]

    def is_over(self) -> None:
        """Wait until no try is under way any more, and what follows from it was done."""
        open_ones = "ended_at IS NULL"
        self.phones.until(lambda: self.house.count("callback_try", open_ones) == 0)
        while self.phones.settle():
            pass
