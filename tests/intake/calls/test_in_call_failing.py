"""Whoever is called does not come; the carrier fails; the handler drops out."""

from dataclasses import replace

import pytest

from helpline.providers.practice.disturbances import CALM, Disturbances
from tests.house import House
from tests.intake.calls.conftest import AtWork, Phones
from tests.intake.calls.talk import INTERPRETERS, POLICE, Talk, a_talk

POLICE_KEY = "police:police"
INTERPRETER_KEY = "interpreter:Interpreters on call (made up)"


@pytest.fixture
def talk(phones: Phones, house: House, at_work: AtWork) -> Talk:
    return a_talk(phones, house, at_work)


@pytest.mark.parametrize(
    ("habit", "outcome"),
    [("busy", "busy"), ("never", "no_answer"), ("answer 2", "declined"), ("answer", "no_key")],
)
def test_a_target_that_does_not_come_brings_the_caller_back(
    phones: Phones, habit: str, outcome: str, talk: Talk
) -> None:
    then, _, pressed = habit.partition(" ")
    phones.remote.set_habit(POLICE, then, keys=pressed)

    talk.bring_in(POLICE_KEY)
    talk.is_done("consult", "failed", outcome)

    talk.is_held(held=False)
    phones.hears(talk.mother, "You are back with the person you talked with")
    phones.hears(talk.maria, "could not be brought in")
    assert phones.row(talk.mother)["state"] == "talking"


def test_a_target_that_leaves_while_it_is_consulted_brings_the_caller_back(
    phones: Phones, talk: Talk
) -> None:
    police = talk.consult(POLICE_KEY, POLICE)

    phones.remote.hang_up(police)

    talk.is_held(held=False)
    phones.hears(talk.mother, "You are back with the person you talked with")
    phones.hears(talk.maria, "The other person has left")


def test_whoever_is_consulted_next_hears_no_caller_because_the_last_one_did_not_come(
    phones: Phones, house: House, talk: Talk
) -> None:
    talk.bring_in(POLICE_KEY, how="bring_in")
    phones.remote.answer(phones.ringing_at(POLICE), "2")
    phones.soon(lambda: house.count("call_leg", "declined_at IS NOT NULL") == 1)

    interpreter = talk.consult(INTERPRETER_KEY, INTERPRETERS)

    talk.is_done("bring_in", "failed", "declined")
    phones.later(seconds=10)
    phones.settle()
    talk.is_held()
    assert talk.hears(interpreter) == {talk.maria}
    assert "The caller is with you" not in phones.heard(talk.maria)


def test_a_caller_among_three_is_back_when_a_fourth_does_not_come(
    phones: Phones, talk: Talk
) -> None:
    interpreter = talk.consult(INTERPRETER_KEY, INTERPRETERS)
    talk.ask("together")
    talk.is_held(held=False)
    phones.remote.set_habit(POLICE, "busy")

    talk.bring_in(POLICE_KEY)
    talk.is_done("consult", "failed", "busy")

    talk.is_held(held=False)
    assert talk.hears(talk.mother) == {talk.maria, interpreter}


def test_a_voicemail_learns_nothing_but_who_calls(phones: Phones, talk: Talk) -> None:
    talk.bring_in(POLICE_KEY, how="bring_in")
    voicemail = phones.ringing_at(POLICE)

    phones.remote.answer(voicemail)

    phones.is_over(voicemail)
    heard = phones.heard(voicemail)
    assert "This is a call from the Family Contact Point." in heard
    assert "caller" not in heard
    talk.is_done("bring_in", "failed", "no_key")
    phones.hears(talk.mother, "The other person could not be reached")


def test_a_carrier_that_fails_once_holds_all_the_same(phones: Phones, talk: Talk) -> None:
    phones.remote.set_faults(rest="429", rest_times=1)

    talk.ask("hold")

    talk.is_done("hold")
    talk.is_held()


def test_a_carrier_that_falls_silent_while_the_handler_leaves_lets_them_leave(
    phones: Phones, talk: Talk
) -> None:
    talk.bring_in(POLICE_KEY, how="bring_in")
    police = phones.ringing_at(POLICE)
    phones.remote.answer(police, "1")
    phones.are_together(talk.mother, police)
    talk.is_done("bring_in")
    phones.remote.set_faults(rest="lost", rest_times=1)

    talk.ask("leave")

    talk.is_done("leave")
    phones.is_over(talk.maria)
    phones.are_together(talk.mother, police)


def test_a_carrier_that_keeps_failing_is_shown_and_leaves_nobody_on_hold(
    phones: Phones, talk: Talk
) -> None:
    phones.remote.set_faults(rest="500", rest_times=4)

    talk.bring_in(POLICE_KEY)
    talk.is_done("consult", "failed", "carrier")

    assert "The phone company did not do it" in talk.shown()
    talk.is_held(held=False)
    assert phones.row(talk.mother)["hold_wanted"] is False
    assert not [one for one in phones.remote.phones() if one["to"] == POLICE]


def test_a_carrier_that_fails_to_bring_a_caller_back_is_asked_until_it_does(
    phones: Phones, talk: Talk
) -> None:
    talk.ask("hold")
    talk.is_held()
    phones.remote.set_faults(rest="500", rest_times=4)

    talk.ask("unhold")
    talk.is_done("unhold", "failed", "carrier")
    phones.later(seconds=30)

    talk.is_held(held=False)


def test_a_number_that_the_carrier_refuses_brings_the_caller_back(
    phones: Phones, talk: Talk
) -> None:
    talk.ask("hold")
    talk.is_held()
    phones.remote.set_faults(rest="refused", rest_times=1)

    talk.bring_in(POLICE_KEY, how="bring_in")

    talk.is_done("bring_in", "failed", "unreached")
    talk.is_held(held=False)


@pytest.mark.parametrize("is_told", [True, False])
def test_a_handler_who_drops_out_leaves_nobody_on_hold(
    phones: Phones, house: House, talk: Talk, *, is_told: bool
) -> None:
    talk.bring_in(POLICE_KEY)
    police = phones.ringing_at(POLICE)
    talk.is_held()
    phones.later(seconds=40)
    if not is_told:
        nothing_is_told(phones)
        only_whoever_is_on_hold_is_looked_at(house)

    talk.leave_by_hanging_up()
    phones.soon(lambda: bool(phones.remote.call(talk.maria)["over"]))
    phones.later(seconds=20)

    phones.hears(talk.mother, "has been lost")
    phones.remote.disturb(CALM)
    phones.is_over(police)
    assert phones.row(talk.mother)["state"] in {"waiting", "accepted"}
    again = phones.ringing("maria")
    phones.remote.answer(again, "1")
    phones.are_together(talk.mother, again)
    assert house.count("call_order", "state IN ('asked', 'under_way')") == 0


def test_a_handler_who_drops_out_while_consulting_leaves_the_caller_to_no_stranger(
    phones: Phones, talk: Talk
) -> None:
    police = talk.consult(POLICE_KEY, POLICE)

    talk.leave_by_hanging_up()

    phones.hears(talk.mother, "has been lost")
    phones.is_over(police)
    assert "This call is over" in phones.heard(police)
    assert talk.mother not in talk.hears(police)


def test_a_caller_who_hangs_up_on_hold_frees_everybody(phones: Phones, talk: Talk) -> None:
    police = talk.consult(POLICE_KEY, POLICE)

    phones.remote.hang_up(talk.mother)

    phones.is_over(talk.maria)
    phones.is_over(police)
    phones.until(lambda: phones.row(talk.mother)["state"] == "ended")
    assert phones.row(talk.mother)["ending"] == "talked"


def test_a_caller_whom_everybody_left_is_told_though_no_report_came(
    phones: Phones, talk: Talk
) -> None:
    phones.later(seconds=20)
    nothing_is_told(phones)

    talk.leave_by_hanging_up()
    phones.soon(lambda: bool(phones.remote.call(talk.maria)["over"]))
    phones.later(seconds=20)

    phones.hears(talk.mother, "has left the call")


@pytest.mark.parametrize("fault", ["500", ""])
def test_a_talk_that_lives_is_left_alone_whatever_the_carrier_says(
    phones: Phones, house: House, fault: str, talk: Talk
) -> None:
    if not fault:  # then at least the carrier's name for her phone was lost
        house.change("UPDATE call_leg SET carrier_ref = NULL")
    for _ in range(3):
        phones.remote.set_faults(rest=fault, rest_times=1)
        phones.later(seconds=40)
        phones.settle()

    assert talk.hears(talk.mother) == {talk.maria}
    assert house.count("obligation", "kind = 'call.watch_talk' AND state = 'open'") == 1


def only_whoever_is_on_hold_is_looked_at(house: House) -> None:
    """Every talk is, half a minute later: on a slow machine that would find out too."""
    house.change("UPDATE obligation SET due_at = due_at + '1 day' WHERE kind = 'call.watch_talk'")


def nothing_is_told(phones: Phones) -> None:
    """Every report is lost, and a carrier that asks nothing of who hung up."""
    phones.remote.disturb(Disturbances(reports={"lost": 1}))
    exchange = phones.line.exchange
    silent = replace(exchange.setup.undocumented, dial_tells_after_hangup=False)
    exchange.setup = replace(exchange.setup, undocumented=silent)
