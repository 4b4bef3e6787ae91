"""The quiet exit: whoever listens learns nothing."""

from typing import Final

import pytest

from tests.house import House
from tests.intake.calls.conftest import Phones

WAYS: Final = {
    "the language menu": "*",
    "the choice of desk": "1 *",
    "the queue": "1 1 - *",
    "the question of danger": "1 0 *",
}


@pytest.mark.parametrize("pressed", WAYS.values(), ids=WAYS)
def test_star_ends_the_call_with_neutral_words(phones: Phones, house: House, pressed: str) -> None:
    sid = phones.call(pressed)

    phones.is_over(sid)
    assert phones.heard(sid).endswith("Goodbye.")
    assert phones.row(sid)["ending"] == "quiet_exit"
    assert house.count("danger_declaration") == 0


def test_who_chose_a_desk_and_hung_up_is_still_a_contact(phones: Phones, house: House) -> None:
    sid = phones.waiting_call()

    phones.remote.hang_up(sid)

    phones.until(lambda: phones.row(sid)["state"] == "ended")
    assert phones.row(sid)["ending"] == "hung_up"
    assert house.count("contact", "state = 'new'") == 1
