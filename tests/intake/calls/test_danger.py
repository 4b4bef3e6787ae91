"""Danger: one key everywhere, the emergency number first, and a second key that means it."""

from typing import Final

import pytest

from tests.house import House
from tests.intake.calls.conftest import AtWork, Phones

NUMBER: Final = "hang up and call 112"
WAYS: Final = {
    "the language menu": "",
    "the choice of desk": "1",
    "the queue": "1 1 -",
}

SID: Final = "CA" + "7" * 32
DECLARED: Final = (
    ("/voice/incoming", ""),
    ("/voice/keys/0", "1"),
    ("/voice/keys/1", "0"),
    ("/voice/keys/2", "1"),
)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_emergency_number_comes_first_and_one_key_alone_raises_nothing(
    phones: Phones, house: House, way: str
) -> None:
    sid = phones.call(f"{way} 0 2")

    phones.hears(sid, NUMBER)
    assert "We cannot send help ourselves" in phones.heard(sid)
    before = phones.row(sid)["back_to"]
    phones.until(lambda: phones.row(sid)["scene"] != "danger")
    assert before in {None, phones.row(sid)["scene"]}
    assert house.count("danger_declaration") == 0
    assert not phones.row(sid)["is_danger"]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_second_key_raises_danger_once_from_everywhere(
    phones: Phones, house: House, way: str
) -> None:
    sid = phones.call(f"{way} 0 1 0 1")

    phones.hears(sid, "We are calling our people on duty now", times=2)
    assert house.count("danger_declaration", "source = 'call'") == 1
    assert phones.row(sid)["is_danger"]
    assert phones.row(sid)["state"] == "waiting"


def test_a_caller_who_presses_again_hears_that_people_are_being_called(
    phones: Phones, house: House
) -> None:
    sid = phones.call("1 1 - 0 1 0")

    phones.hears(sid, "We know that there is danger, and we are calling our people on duty")
    phones.until(lambda: phones.row(sid)["scene"] == "waiting")
    assert house.count("danger", "state = 'open'") == 1
    assert house.count("obligation", "kind = 'danger.see_to_caller'") >= 1


def test_a_desks_phone_answered_after_the_danger_was_said_takes_the_danger_too(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    mother = phones.waiting_call()
    maria = phones.ringing("maria")
    (leg,) = house.rows("SELECT id FROM call_leg WHERE purpose = 'handler'")
    phones.remote.press(mother, "0 1")
    phones.soon(lambda: phones.row(mother)["is_danger"])

    phones.post(f"/voice/leg/{leg.id}/key", maria, Digits="1")

    phones.until(lambda: house.count("danger", "state = 'accepted'") == 1)
    (taken,) = house.rows("SELECT a.username FROM danger d JOIN account a ON a.id = d.accepted_by")
    assert taken.username == "maria"
    assert house.count("audit_entry", "action = 'danger.accepted'") == 1


def test_danger_can_be_raised_where_a_callback_is_offered(phones: Phones, house: House) -> None:
    phones.on_sunday()

    sid = phones.call("1 3 0 1")

    phones.hears(sid, "We are here again on")
    phones.until(lambda: house.count("danger_declaration") == 1)
    assert phones.row(sid)["state"] == "waiting"


def test_whoever_accepts_the_danger_is_joined_to_her(phones: Phones, house: House) -> None:
    mother = phones.call("1 0 1")
    phones.hears(mother, "We are calling our people on duty now")

    maria = phones.ringing("maria")
    phones.remote.answer(maria, "1")

    phones.are_together(mother, maria)
    assert "this is a danger" in phones.heard(maria)
    (taken,) = house.rows(
        "SELECT d.state, a.username FROM danger d JOIN account a ON a.id = d.accepted_by"
    )
    assert tuple(taken) == ("accepted", "maria")


def test_a_danger_whose_caller_has_hung_up_is_still_taken(phones: Phones, house: House) -> None:
    mother = phones.call("1 0 1")
    phones.hears(mother, "We are calling our people on duty now")
    maria = phones.ringing("maria")
    phones.remote.hang_up(mother)
    phones.until(lambda: phones.row(mother)["state"] == "ended")

    phones.remote.answer(maria, "1")

    phones.is_over(maria)
    assert "Please open your console now" in phones.heard(maria)
    phones.until(lambda: house.count("danger", "state = 'accepted'") == 1)


def test_phones_that_ring_for_a_desk_make_way_for_the_ladder(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    mother = phones.waiting_call()
    phones.ringing("maria")

    phones.remote.press(mother, "0 1")

    phones.until(lambda: house.count("call_leg", "purpose = 'handler' AND state <> 'ended'") == 0)
    assert house.count("call_leg", "purpose = 'danger' AND state <> 'ended'") > 0


def test_somebody_in_danger_hears_the_truth_when_nobody_comes_and_is_never_cut_off(
    phones: Phones,
) -> None:
    mother = phones.call("1 0 1")
    phones.hears(mother, "We are calling our people on duty.")

    phones.later(minutes=4)

    phones.hears(mother, "Nobody of us has answered yet. Please call 112.")
    assert not phones.remote.call(mother)["over"]


def test_whoever_is_rung_again_is_joined_to_a_caller_who_hears_that_the_last_one_left(
    phones: Phones, house: House
) -> None:
    for path, key in DECLARED:
        phones.post(path, SID, Digits=key)
    maria = phones.ringing("maria")
    house.change("UPDATE call SET state = 'menu', scene = 'after'")
    (leg,) = house.rows("SELECT id FROM call_leg WHERE carrier_ref = :sid", sid=maria)

    answer = phones.post(f"/voice/leg/{leg.id}/key", maria, Digits="1")

    assert "<Conference" in answer.get_data(as_text=True)
    assert phones.row(SID)["accepted_leg_id"] == leg.id


def test_whoever_is_rung_while_another_talks_with_the_caller_takes_the_danger(
    phones: Phones, house: House
) -> None:
    """It was given back, or nobody has confirmed for so long that help is there."""
    for path, key in DECLARED:
        phones.post(path, SID, Digits=key)
    maria = phones.ringing("maria")
    (leg,) = house.rows("SELECT id FROM call_leg WHERE carrier_ref = :sid", sid=maria)
    house.change("UPDATE call SET state = 'talking', joined_at = started_at, accepted_leg_id = id")

    answer = phones.post(f"/voice/leg/{leg.id}/key", maria, Digits="1").get_data(as_text=True)

    assert "Somebody is talking with the caller" in answer
    assert "<Conference" not in answer
    phones.until(lambda: house.count("danger", "state = 'accepted'") == 1)
    assert phones.row(SID)["state"] == "talking"


def test_somebody_told_to_stay_on_the_line_is_not_asked_again_whether_they_want_somebody(
    phones: Phones, house: House
) -> None:
    for path, key in DECLARED:
        phones.post(path, SID, Digits=key)
    house.change("UPDATE call SET state = 'menu', scene = 'after'")
    step = phones.row(SID)["step"]
    asked = phones.post(f"/voice/keys/{step}", SID, Digits="0").get_data(as_text=True)
    assert "Please stay on the line." in asked

    silent = phones.post(f"/voice/keys/{step + 1}", SID)

    assert "<Enqueue" in silent.get_data(as_text=True)
    assert phones.row(SID)["state"] == "waiting"
