"""The ten families of what a carrier does in a call, each in every weather."""

import pytest

from helpline.providers.practice.undocumented import Undocumented, each_other_way
from tests.calls.conftest import WEATHER, AtWork
from tests.calls.minds import CALL_ME, DANGER, ENGLISH, IN_LINE, LEAVE_WORD, tries, wants
from tests.calls.town import Town
from tests.house import Visitor

pytestmark = pytest.mark.parametrize("weather", WEATHER)
MOTHER = "+12025550123"


def test_abandoned_in_the_menus(town: Town, weather: str) -> None:
    call = town.call("1 !")

    town.until(lambda: call.is_over)
    town.settle()
    assert town.count("contact") == 0
    # Where the only report of its end is lost, nobody can know of it.
    assert weather == "lost" or town.row(call)["state"] == "ended"


def test_entries_of_every_kind(town: Town, maria: Visitor) -> None:
    odd = tries("-", "#", "77", then=wants(*IN_LINE))

    call = town.call(mind=odd)

    town.until(lambda: town.row(call).get("state") == "waiting")
    assert town.heard(call).count("For English, press 1") > 1


def test_hanging_up_in_line_keeps_the_contact(town: Town, maria: Visitor) -> None:
    call = town.call(mind=wants(*IN_LINE))
    town.until(lambda: town.row(call).get("state") == "waiting")

    call.leave()

    town.until(lambda: town.row(call)["state"] == "ended")
    assert town.count("contact", "state = 'new'") == 1


def test_leaving_the_line_for_a_callback(town: Town, maria: Visitor) -> None:
    call = town.call(mind=wants(*IN_LINE, *CALL_ME))

    town.until(lambda: call.is_over)
    town.settle()
    assert town.row(call)["ending"] == "callback"
    assert town.count("callback") == 1


@pytest.mark.parametrize("then", ["busy", "never", "fail", "answer"])
def test_a_phone_that_brings_nobody_passes_the_caller_on(
    town: Town, staff: AtWork, then: str
) -> None:
    """Without a key, whoever picked up is a machine."""
    staff("maria", "support")
    staff("sara", "support")
    town.habit("maria", then)
    town.habit("sara", "answer", "1", seconds=0.2)

    call = town.call(mind=wants(*IN_LINE))

    town.until(lambda: town.talks_with(call, "sara"))
    assert "joined with client:maria" not in town.heard(call)


def test_of_two_who_accept_one_has_the_caller(town: Town, staff: AtWork) -> None:
    for name in ("maria", "sara", "omar"):
        staff(name, "support")
        town.habit(name, "answer", "1")

    call = town.call(mind=wants(*IN_LINE))

    town.until(lambda: bool(call.conference) and "joined with" in town.heard(call))
    town.settle()
    assert town.heard(call).count("joined with") == 1
    assert [room.crowd for room in town.exchange.conferences.values()] == [2]


def test_a_handler_who_leaves_does_not_end_the_call(town: Town, maria: Visitor) -> None:
    town.habit("maria", "answer", "1")
    call = town.call(mind=wants(*IN_LINE, ("talk with someone again, press 1", "-")))
    town.until(lambda: town.talks_with(call, "maria"))

    town.leg_of("maria").leave()

    town.until(lambda: "has left the call" in town.heard(call) or "looking for" in town.last(call))
    town.until(lambda: call.is_over)
    assert "Goodbye" in town.last(call)


def test_the_star_ends_a_talk_and_lets_the_handler_go(town: Town, maria: Visitor) -> None:
    town.habit("maria", "answer", "1")
    call = town.call(mind=wants(*IN_LINE))
    town.until(lambda: town.talks_with(call, "maria"))
    leg = town.leg_of("maria")

    call.press("*")

    town.until(lambda: call.is_over and leg.is_over)
    assert "Goodbye" in town.last(call)


@pytest.mark.parametrize("fault", ["", "late", "absent", "never"])
def test_a_message_is_left(town: Town, weather: str, fault: str) -> None:
    town.exchange.faults.want({"recording": fault, "recording_times": 1, "seconds": 0.1})

    call = town.call(mind=wants(*IN_LINE, *LEAVE_WORD), says=("Please call my sister.",))

    town.until(lambda: call.is_over)
    town.settle()
    assert "a beep" in town.heard(call)
    assert "Goodbye" in town.last(call)
    is_told = fault in {"", "late"} and weather != "lost"
    town.until(lambda: town.count("voicemail", "state = 'stored'") == is_told)


@pytest.mark.parametrize("fault", ["429", "500", "lost"])
def test_a_carrier_that_fails_once_is_asked_again(town: Town, maria: Visitor, fault: str) -> None:
    town.habit("maria", "answer", "1")
    town.exchange.faults.want({"rest": fault, "rest_times": 1, "seconds": 0})

    call = town.call(mind=wants(*IN_LINE))

    town.until(lambda: town.talks_with(call, "maria"))


def test_a_caller_who_is_gone_when_somebody_accepts(town: Town, maria: Visitor) -> None:
    call = town.call(mind=wants(*IN_LINE))
    town.until(lambda: bool(town.ringing("maria")))

    call.leave()
    town.answer("maria", "1")

    town.until(lambda: town.row(call)["state"] == "ended")
    town.until(lambda: town.leg_of("maria").is_over)
    assert town.count("contact") == 1


def test_texts_come_and_go(town: Town, maria: Visitor) -> None:
    for words in ("Can you call me?", "", "🙏", "STOP"):
        town.text_in(MOTHER, words)

    town.settle()
    assert not [one for one in town.exchange.log if "fault" in one]


@pytest.mark.parametrize(
    "sender",
    ["", "anonymous", "Restricted", "+266696687", "client:maria", "sip:a@example.org", "0611", "x"],
)
def test_every_caller_is_heard_whatever_they_call_themselves(
    town: Town, weather: str, sender: str
) -> None:
    if weather not in {"plain", "twice"}:
        pytest.skip("who calls does not depend on the weather")

    call = town.call(sender=sender, mind=wants(*IN_LINE))

    town.until(lambda: town.row(call).get("state") == "waiting")


def test_one_number_twice_at_once_is_two_callers(town: Town, maria: Visitor) -> None:
    calls = [town.call(mind=wants(*IN_LINE)) for _ in range(2)]

    town.until(lambda: all(town.row(one).get("state") == "waiting" for one in calls))
    assert town.count("contact") == 2


def test_danger_is_raised_once(town: Town, maria: Visitor) -> None:
    call = town.call(mind=wants(*DANGER, ENGLISH))

    town.until(lambda: town.count("danger") == 1)
    town.settle()
    assert town.count("danger") == 1
    assert town.row(call)["is_danger"]
    assert "112" in town.heard(call)


@pytest.mark.parametrize("before", range(6))
def test_killed_before_or_after_a_step_the_call_goes_on(
    town: Town, maria: Visitor, weather: str, before: int
) -> None:
    """Our answer is lost at one step after another: the carrier asks the same again."""
    if weather != "plain":
        pytest.skip("one misfortune at a time")
    town.habit("maria", "answer", "1")
    town.exchange.faults.want({"pages": "unheard", "page_times": 1, "pages_before": before})

    call = town.call(mind=wants(*IN_LINE))

    town.until(lambda: town.talks_with(call, "maria"))
    assert "application error" not in town.heard(call)


@pytest.mark.parametrize("undocumented", each_other_way(), ids=lambda one: repr(one)[-40:])
def test_a_whole_call_whatever_is_not_documented(
    town: Town, maria: Visitor, weather: str, undocumented: Undocumented
) -> None:
    if weather not in {"plain", "shuffled"}:
        pytest.skip("the order of reports is what is not documented")
    town.habit("maria", "answer", "1")
    call = town.call(mind=wants(*IN_LINE))
    town.until(lambda: town.talks_with(call, "maria"))

    call.press("*")

    town.until(lambda: call.is_over and town.leg_of("maria").is_over)
    town.settle()
    assert "Goodbye" in town.last(call)
    assert town.count("contact", "state = 'taken'") == 1
