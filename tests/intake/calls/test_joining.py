"""Two who accept at once, and everybody who hangs up at the wrong moment."""

from threading import Barrier, Thread
from uuid import UUID

import pytest

from helpline.doors import Door, Role, through
from helpline.intake import call_of
from helpline.intake.calls.duties.joining import free_leg
from helpline.providers import CallGone
from helpline.providers.twilio import Twilio
from tests.house import OPERATOR, House, inside
from tests.intake.calls.conftest import AtWork, Phones


def test_of_two_who_accept_at_once_one_is_joined_and_the_other_is_thanked(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    at_work("sara", "support")
    mother = phones.waiting_call()
    phones.ringing("maria")
    phones.ringing("sara")
    legs = house.rows("SELECT id, carrier_ref FROM call_leg")
    gate, answers = Barrier(2), []

    def accept(leg: UUID, sid: str) -> None:
        gate.wait()
        yes = phones.post(f"/voice/leg/{leg}/key", sid, Digits="1")
        answers.append(yes.get_data(as_text=True))

    threads = [Thread(target=accept, args=leg) for leg in legs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted("<Conference" in answer for answer in answers) == [False, True]
    assert sum("Somebody else has taken this" in answer for answer in answers) == 1
    assert house.count("call_leg", "state = 'accepted'") == 1
    assert phones.row(mother)["accepted_leg_id"] is not None


def test_the_other_phones_stop_ringing(phones: Phones, house: House, at_work: AtWork) -> None:
    at_work("maria")
    at_work("sara", "support")
    mother = phones.waiting_call()
    maria, sara = phones.ringing("maria"), phones.ringing("sara")

    phones.remote.answer(maria, "1")

    phones.are_together(mother, maria)
    phones.is_over(sara)
    assert house.count("call_leg", "state <> 'ended'") == 1


def test_who_presses_nothing_like_a_voicemail_takes_no_call(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    mother = phones.waiting_call()
    maria = phones.ringing("maria")

    phones.remote.answer(maria)

    phones.is_over(maria)
    phones.until(lambda: house.count("call_leg", "state = 'ended'") == 1)
    assert phones.row(mother)["state"] == "waiting"


def test_a_caller_who_hangs_up_while_being_joined_frees_the_counsellor(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    mother = phones.waiting_call()
    maria = phones.ringing("maria")
    phones.remote.answer(maria, "1")
    phones.soon(lambda: phones.row(mother)["state"] == "accepted")

    phones.remote.hang_up(mother)
    phones.soon(lambda: bool(phones.remote.call(mother)["over"]))

    phones.is_over(maria)
    assert "The caller has left" in phones.heard(maria)
    phones.until(lambda: house.count("call_leg", "state <> 'ended'") == 0)
    assert phones.row(mother)["ending"] == "hung_up"


def test_the_caller_is_gone_before_we_were_told(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    mother = phones.waiting_call()
    maria = phones.ringing("maria")
    phones.remote.answer(maria, "1")
    phones.soon(lambda: phones.row(mother)["state"] == "accepted")
    phones.remote.set_faults(webhooks="lost", webhook_times=1)

    phones.remote.hang_up(mother)

    phones.is_over(maria)
    phones.until(lambda: phones.row(mother)["state"] == "ended")


def test_a_counsellor_who_hangs_up_before_the_caller_arrives_leaves_nobody_alone(
    phones: Phones, at_work: AtWork
) -> None:
    at_work("maria")
    at_work("sara", "support")
    mother = phones.waiting_call()
    maria = phones.ringing("maria")
    phones.ringing("sara")
    phones.remote.answer(maria, "1")
    phones.soon(lambda: phones.row(mother)["state"] == "accepted")

    phones.remote.hang_up(maria)
    phones.soon(lambda: phones.row(mother)["state"] == "waiting")

    phones.later(seconds=40)
    sara = phones.ringing("sara")
    phones.remote.answer(sara, "1")
    phones.are_together(mother, sara)


@pytest.mark.parametrize("fault", ["500", "429", "lost"])
def test_a_carrier_that_fails_once_joins_them_all_the_same(
    phones: Phones, at_work: AtWork, fault: str
) -> None:
    at_work("maria")
    mother = phones.waiting_call()
    maria = phones.ringing("maria")
    phones.remote.answer(maria, "1")
    phones.soon(lambda: phones.row(mother)["state"] == "accepted")
    phones.remote.set_faults(rest=fault, rest_times=1)

    phones.are_together(mother, maria)


def test_the_contact_shows_how_its_call_stands(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    mother = phones.waiting_call()
    contact_id = phones.row(mother)["contact_id"]

    with inside(house.staff, Role.SUPPORT):
        waits = call_of(contact_id)
    phones.remote.hang_up(mother)
    phones.until(lambda: phones.row(mother)["state"] == "ended")
    with inside(house.staff, Role.SUPPORT):
        gone = call_of(contact_id)
    with inside(house.staff, Role.HOTLINE):
        assert call_of(contact_id) is None

    assert waits is not None
    assert waits.words == "The caller is waiting for somebody."
    assert gone is not None
    assert gone.words == "The caller hung up before anybody answered."


@pytest.mark.parametrize("fault", ["500", "lost"])
def test_a_carrier_that_fails_once_leaves_nobody_in_silence(
    phones: Phones, at_work: AtWork, fault: str
) -> None:
    at_work("maria")
    mother = phones.waiting_call()
    maria = phones.ringing("maria")
    phones.remote.answer(maria, "1")
    phones.are_together(mother, maria)
    phones.remote.set_faults(rest=fault, rest_times=1)

    phones.remote.hang_up(maria)

    phones.hears(mother, "has left the call")


def test_somebody_who_says_yes_while_their_phone_is_being_stopped_keeps_nobody_waiting(
    phones: Phones, house: House, at_work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work("maria")
    mother, maria = phones.waiting_call(), phones.ringing("maria")
    house.change("UPDATE call SET is_danger = true")
    (leg,) = house.rows("SELECT id FROM call_leg")

    def says_yes_and_hangs_up(_carrier: Twilio, _call_ref: str) -> None:
        phones.post(f"/voice/leg/{leg.id}/key", maria, Digits="1")
        raise CallGone

    monkeypatch.setattr(Twilio, "hang_up", says_yes_and_hangs_up)
    with house.worker.app_context(), through(Door(Role.WORKER, OPERATOR)):
        free_leg(leg.id)

    assert phones.row(mother)["state"] == "waiting"
    assert phones.row(mother)["accepted_leg_id"] is None
    assert house.count("call_leg", "state = 'ended'") == 1
