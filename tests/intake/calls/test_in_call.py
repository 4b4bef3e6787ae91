"""During a call: hold, consult, be three, leave."""

from tests.house import House
from tests.intake.calls.conftest import AtWork, Phones
from tests.intake.calls.talk import POLICE, a_talk

POLICE_KEY = "police:police"


def test_a_caller_on_hold_hears_again_and_again_that_somebody_is_there(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    talk = a_talk(phones, house, at_work)

    assert talk.ask("hold").location == f"{talk.path}#talk"
    talk.is_held()

    phones.hears(talk.mother, "will be back in a moment", times=2)
    assert "Caller on hold" in talk.shown()
    talk.ask("unhold")
    talk.is_held(held=False)
    assert [order.state for order in talk.orders()] == ["done", "done"]


def test_a_handler_is_reminded_of_a_caller_who_is_on_hold_for_long(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    talk = a_talk(phones, house, at_work)
    talk.ask("hold")
    talk.is_held()
    assert "On hold for more than" not in talk.shown()

    phones.later(minutes=3)

    phones.hears(talk.mother, "is being reminded that you are waiting")
    assert "On hold for more than 3 minutes" in talk.shown()


def test_a_handler_hands_a_caller_over_warm_to_the_police(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    talk = a_talk(phones, house, at_work)

    police = talk.consult(POLICE_KEY, POLICE)
    talk.is_held()
    phones.hears(talk.mother, "speaking with the police now, as you agreed")
    refused = talk.ask("leave")
    assert "Bring all together first" in refused.get_data(as_text=True)
    talk.ask("together")
    talk.is_held(held=False)
    talk.ask("leave")

    talk.is_done("leave")
    phones.is_over(talk.maria)
    assert "it goes on without you" in phones.heard(talk.maria)
    phones.are_together(talk.mother, police)
    assert "has left the call" not in phones.heard(talk.mother)
    phones.remote.hang_up(police)
    phones.hears(talk.mother, "The person you talked with has left the call")
