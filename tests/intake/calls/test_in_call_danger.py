"""A live caller in danger is handed over warm to the police, by whoever accepted."""

import pytest

from tests.house import House, Visitor
from tests.intake.calls.conftest import AtWork, Phones
from tests.intake.calls.talk import POLICE


@pytest.fixture
def maria(at_work: AtWork) -> Visitor:
    return at_work("maria")


@pytest.fixture
def caller(phones: Phones, house: House, maria: Visitor) -> str:
    """In danger, and talking with Maria, who has accepted it."""
    caller = phones.call("1 0 1")
    phone = phones.ringing("maria")
    phones.remote.answer(phone, "1")
    phones.are_together(caller, phone)
    phones.until(lambda: "Put the caller on hold" in maria.get(path_of(house)).text)
    return caller


def test_whoever_accepted_a_danger_hands_its_caller_over_to_the_police(
    phones: Phones, house: House, maria: Visitor, caller: str
) -> None:
    path = path_of(house)
    asked = {"third": "police:police", "how": "consult", "agreed": "no"}
    assert maria.submit(f"{path}/talk/bring-in", asked, at=path).status_code == 302
    police = phones.ringing_at(POLICE)
    phones.remote.answer(police, "1")
    phones.hears(caller, "They are speaking with somebody who can help you now")

    maria.submit(f"{path}/talk/together", at=path)
    phones.until(lambda: phones.row(caller)["is_held"] is False)
    maria.submit(f"{path}/talk/leave", at=path)

    phones.until(lambda: house.count("danger", "handed_over_at IS NOT NULL") == 1)
    phones.are_together(caller, police)
    assert "handed over warm to Police, officer on call (made up)" in maria.get(path).text
    done = "action IN ('call.third_in_danger', 'danger.handed_over')"
    assert house.count("audit_entry", done) == 2


def path_of(house: House) -> str:
    ((danger,),) = house.rows("SELECT id FROM danger")
    return f"/danger/{danger}"
