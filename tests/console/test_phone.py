"""The phone in the browser, seen from the console: who may have one, and where people are rung."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from helpline import demonstration
from helpline.doors import Role
from helpline.people import reachable
from tests.house import OPERATOR, House, Visitor, inside

Signed = Callable[..., Visitor]
Move = Callable[[timedelta], None]
MARIA = demonstration.id_of(OPERATOR, "account", "maria")
IN_HER_BROWSER = f"client:staff_{MARIA.hex}"
ON_HER_PHONE = "client:maria"


def rung_at(house: House, account_id: UUID = MARIA) -> str | None:
    with inside(house.worker, Role.WORKER):
        person = reachable(account_id)
        assert person is not None
        return person.ring_address


def chooses_browser(maria: Visitor) -> None:
    assert maria.submit("/phone/rings", {"rings": "browser"}, at="/").status_code == 302


def says(maria: Visitor, state: str) -> None:
    token = re.search(r'data-csrf="([^"]+)"', maria.get("/phone").get_data(as_text=True))
    assert token is not None
    headers = {"X-CSRFToken": token.group(1)}
    assert maria.post("/phone/state", data={"state": state}, headers=headers).status_code == 200


def test_somebody_is_rung_on_the_telephone_until_they_choose(house: House, staff: Signed) -> None:
    staff("maria", "support")

    assert rung_at(house) == ON_HER_PHONE


def test_a_browser_that_was_chosen_but_is_not_open_rings_nowhere_unheard(
    house: House, staff: Signed
) -> None:
    chooses_browser(staff("maria", "support"))

    assert rung_at(house) == ON_HER_PHONE


def test_an_open_browser_is_rung_and_a_closed_one_no_longer(house: House, staff: Signed) -> None:
    maria = staff("maria", "support")
    chooses_browser(maria)
    says(maria, "ready")
    while_open = rung_at(house)
    says(maria, "gone")

    assert while_open == IN_HER_BROWSER
    assert rung_at(house) == ON_HER_PHONE


def test_a_browser_that_falls_silent_is_believed_for_two_minutes_and_a_half(
    house: House, staff: Signed, move_clock: Move
) -> None:
    maria = staff("maria", "support")
    chooses_browser(maria)
    says(maria, "ready")
    move_clock(timedelta(seconds=149))
    before = rung_at(house)
    move_clock(timedelta(seconds=2))

    assert (before, rung_at(house)) == (IN_HER_BROWSER, ON_HER_PHONE)


@pytest.mark.parametrize("deed", ["/sign-out", "/phone/rings"])
def test_who_signs_out_or_chooses_the_telephone_is_not_rung_in_the_browser(
    house: House, staff: Signed, deed: str
) -> None:
    maria = staff("maria", "support")
    chooses_browser(maria)
    says(maria, "ready")
    maria.submit(deed, {"rings": "phone"}, at="/")

    assert rung_at(house) == ON_HER_PHONE
