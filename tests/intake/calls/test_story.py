"""A mother calls."""

from tests.house import House
from tests.intake.calls.conftest import Phones
from collections.abc import Callable
from tests.house import Visitor

Staff = Callable[..., Visitor]


def test_a_mother_reaches_a_counsellor_and_the_two_are_joined(
    phones: Phones, house: House, staff: Staff
) -> None:
    staff("maria")

    mother = phones.waiting_call()
    maria = phones.ringing("maria")
    phones.remote.answer(maria, "1")

    phones.are_together(mother, maria)
    assert "You are connected now" in phones.heard(mother)
    assert "being connected" in phones.heard(maria)
    ((contact,)) = house.rows(
        "SELECT c.channel, c.state, c.language, c.wish, a.username FROM contact c"
        " JOIN account a ON a.id = c.taken_by"
    )
    assert tuple(contact) == ("call", "taken", "en", "someone_close", "maria")
    assert phones.row(mother)["state"] == "talking"
