"""A mother talks with Maria, whose console is open."""

from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from tests.house import House, Visitor
from tests.intake.calls.conftest import AtWork, Phones

POLICE = "+493023125110"
INTERPRETERS = "+493023125120"


@dataclass
class Talk:
    phones: Phones
    house: House
    page: Visitor
    mother: str
    maria: str

    @property
    def path(self) -> str:
        return f"/support/{self.phones.row(self.mother)['contact_id']}"

    @property
    def call_id(self) -> str:
        return str(self.phones.row(self.mother)["id"])

    def ask(self, kind: str, **data: str) -> TestResponse:
        """Press a button of the panel, or send its form."""
        return self.page.submit(f"{self.path}/talk/{kind}", data, at=self.path)

    def bring_in(self, third: str, how: str = "consult", agreed: str = "yes") -> TestResponse:
        return self.ask("bring-in", third=third, how=how, agreed=agreed)

    def consult(self, third: str, number: str) -> str:
        """Somebody is called and takes the call; the caller is on hold meanwhile."""
        assert self.bring_in(third).status_code == 302
        leg = self.phones.ringing_at(number)
        self.phones.remote.answer(leg, "1")
        self.phones.are_together(self.maria, leg)
        self.is_done("consult")
        return leg

    def orders(self) -> list[Any]:
        return self.house.rows("SELECT kind, state, outcome FROM call_order ORDER BY asked_at")

    def is_done(self, kind: str, state: str = "done", outcome: str | None = None) -> None:
        """Wait until the newest wish of this kind has come to this."""

        def came() -> bool:
            last = [order for order in self.orders() if order.kind == kind][-1]
            return bool((last.state, last.outcome) == (state, outcome))

        self.phones.until(came, self.orders)

    def is_held(self, *, held: bool = True) -> None:
        """Wait until the carrier and we agree on it."""
        self.phones.until(lambda: (not self.hears(self.mother)) is held, self.orders)
        self.phones.until(lambda: self.phones.row(self.mother)["is_held"] is held, self.orders)

    def hears(self, sid: str) -> set[str]:
        """Whom they hear."""
        members = self.phones.remote.call(sid).get("members", [])
        return {other for one in members if one["sid"] == sid for other in one["hears"]}

    def shown(self) -> str:
        return self.page.get(self.path).get_data(as_text=True)

    def leave_by_hanging_up(self) -> None:
        self.phones.remote.hang_up(self.maria)


def a_talk(phones: Phones, house: House, at_work: AtWork, *, language: str = "") -> Talk:
    page = at_work("maria")
    mother = phones.waiting_call(language=language) if language else phones.waiting_call()
    maria = phones.ringing("maria")
    phones.remote.answer(maria, "1")
    phones.are_together(mother, maria)
    talk = Talk(phones, house, page, mother, maria)
    phones.until(
        lambda: house.count("call", "conference_ref IS NOT NULL AND state = 'talking'") == 1
    )
    phones.until(lambda: house.count("call_leg", "joined_at IS NOT NULL") == 1)
    return talk
