"""What was asked before, and is heard of too late: nobody is put into silence, or out of a talk."""

from threading import Thread
from typing import Any, Final

import pytest
from sqlalchemy import text

from helpline.doors import Door, Role, through
from helpline.intake.calls.duties import calling_back
from tests.house import OPERATOR, House
from tests.intake.calls.calling_back import Story
from tests.intake.calls.conftest import AtWork, Phones
from tests.intake.calls.test_calling_back import contact, story
from tests.running import eventually

__all__ = ["contact", "story"]

SID: Final = "CA" + "7" * 32
IN_LINE: Final = (("/voice/incoming", ""), ("/voice/keys/0", "1"), ("/voice/keys/1", "1"))
LATE: Final = "/voice/waiting/keys/7"
HERE: Final = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
WAITS_FOR_A_ROW: Final = f"NOT granted AND pid IN ({HERE})"


def test_a_yes_that_comes_after_the_phone_is_down_takes_no_caller(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    mother, maria = phones.waiting_call(), phones.ringing("maria")
    path = f"/voice/leg/{_leg(house).id}"
    phones.post(f"{path}/status", maria, CallStatus="completed", SequenceNumber="3")

    answer = phones.post(f"{path}/key", maria, Digits="1").get_data(as_text=True)

    assert "<Conference" not in answer
    assert phones.row(mother)["state"] == "waiting"
    assert phones.row(mother)["accepted_leg_id"] is None


def test_a_conference_that_cannot_be_founded_leaves_the_caller_in_line(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    mother, maria = phones.waiting_call(), phones.ringing("maria")
    path = f"/voice/leg/{_leg(house).id}"
    phones.post(f"{path}/key", maria, Digits="1")
    assert phones.row(mother)["state"] == "accepted"

    over = phones.post(f"{path}/over", maria, CallStatus="in-progress", DialCallStatus="failed")

    assert "The caller has left" not in over.get_data(as_text=True)
    assert phones.row(mother)["state"] == "waiting"


@pytest.mark.parametrize("late", ["*", ""])
def test_a_key_that_comes_after_they_were_joined_ends_no_talk(
    phones: Phones, house: House, late: str
) -> None:
    _in_line(phones)
    house.change("UPDATE call SET state = 'talking', scene = 'offer', tries = 2")

    answer = phones.post(LATE, SID, Digits=late)

    assert "<Hangup" not in answer.get_data(as_text=True)
    assert phones.row(SID)["state"] == "talking"


def test_who_says_nothing_while_somebody_takes_their_call_is_not_hung_up_on(
    phones: Phones, house: House
) -> None:
    _in_line(phones)
    house.change("UPDATE call SET state = 'accepted', scene = 'offer', tries = 2")

    answer = phones.post(LATE, SID)

    assert "<Hangup" not in answer.get_data(as_text=True)
    assert phones.row(SID)["state"] == "accepted"


def test_a_round_of_waiting_locks_nothing_and_writes_nothing(phones: Phones, house: House) -> None:
    """However many wait, and whoever else is at work on their call."""
    _in_line(phones)
    phones.post("/voice/keys/2", SID, Digits="3")
    touched = "SELECT xmin::text, xmax::text FROM call"
    before = house.rows(touched)

    answer = phones.post("/voice/waiting", SID).get_data(as_text=True)

    assert "Please stay on the line" in answer
    assert house.rows(touched) == before


def test_the_carriers_last_word_in_a_talk_is_its_end(phones: Phones, house: House) -> None:
    """The status report may be lost."""
    _in_line(phones)
    house.change("UPDATE call SET state = 'talking', joined_at = started_at")

    phones.post("/voice/over", SID, CallStatus="completed")

    assert phones.row(SID)["state"] == "ended"
    assert phones.row(SID)["ending"] == "talked"


def test_a_handlers_last_word_in_a_talk_is_enough_to_see_to_the_caller(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    """The status report may be lost, and the look at who is there comes later."""
    at_work("maria")
    phones.waiting_call()
    maria = phones.ringing("maria")
    path = f"/voice/leg/{_leg(house).id}"
    phones.post(f"{path}/key", maria, Digits="1")
    house.change("UPDATE call SET state = 'talking', joined_at = started_at")

    phones.post(f"{path}/over", maria, CallStatus="completed", DialCallStatus="completed")

    assert house.count("call_leg", "state = 'ended'") == 1
    assert house.count("obligation", "kind = 'call.left_alone'") == 1


def test_a_promised_call_is_not_ended_by_its_first_request_sent_again(story: Story) -> None:
    story.promise()
    story.press("now")
    phones, ours = story.phones, story.phones.ringing("maria")
    path = f"/voice/back/{_leg(story.house).id}"
    phones.post(f"{path}/key", ours, Digits="1")

    phones.post(path, ours)

    assert story.house.count("call", "state = 'calling_back'") == 1
    assert story.house.count("call_leg", "state = 'accepted'") == 1


def test_nobody_is_rung_back_for_a_handler_who_has_no_conference_to_wait_in(story: Story) -> None:
    story.promise()
    story.press("now")
    phones, ours = story.phones, story.phones.ringing("maria")
    path = f"/voice/leg/{_leg(story.house).id}"
    phones.post(path.replace("leg", "back", 1) + "/key", ours, Digits="1")

    phones.post(f"{path}/over", ours, CallStatus="in-progress", DialCallStatus="failed")

    assert story.house.count("call", "state = 'ended'") == 1
    story.is_over()
    assert story.rung() == 0


def test_a_duty_that_waits_for_a_call_holds_no_phone_of_it(story: Story) -> None:
    """Else it and a webhook of that phone would wait for one another."""
    story.promise()
    story.press("now")
    house, leg = story.house, _leg(story.house)

    def ring() -> None:
        with house.worker.app_context(), through(Door(Role.WORKER, OPERATOR)):
            calling_back.ring_handler(leg.id)

    duty = Thread(target=ring)
    with house.owner.begin() as webhook:
        webhook.execute(text("SELECT id FROM call FOR UPDATE"))
        duty.start()
        assert eventually(lambda: house.count("pg_locks", WAITS_FOR_A_ROW) == 1)
        webhook.execute(text("SELECT id FROM call_leg FOR UPDATE NOWAIT"))
    duty.join()

    assert story.phones.ringing("maria")


def _in_line(phones: Phones) -> None:
    for path, key in IN_LINE:
        phones.post(path, SID, Digits=key)


def _leg(house: House) -> Any:  # noqa: ANN401  (a row)
    (leg,) = house.rows("SELECT id FROM call_leg")
    return leg
