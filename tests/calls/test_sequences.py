"""The ten families of what a carrier does in a call, each in every weather."""

from dataclasses import replace

import pytest

from helpline.providers.practice.undocumented import each_other_way
from tests.calls.conftest import WEATHER, AtWork
from tests.calls.minds import CALL_ME, DANGER, ENGLISH, IN_LINE, LEAVE_WORD, tries, wants
from tests.calls.town import Town
from tests.house import Visitor

in_every_weather = pytest.mark.parametrize("weather", WEATHER)
MOTHER = "+12025550123"
ODD_NAMES = (
    "",
    "anonymous",
    "Restricted",
    "+266696687",
    "client:maria",
    "sip:a@example.org",
    "0611 555",
    "+441632960123",
)


@in_every_weather
def test_1_abandoned_in_the_menus(town: Town, weather: str) -> None:
    call = town.call("1 !")

    town.until(lambda: call.is_over)
    town.settle()
    assert town.count("contact") == 0
    # Where the only report of its end is lost, nobody can know of it.
    assert weather == "lost" or town.row(call)["state"] == "ended"


@in_every_weather
def test_2_entries_of_every_kind(town: Town, maria: Visitor) -> None:
    call = town.call(mind=tries("-", "#", "77", then=wants(*IN_LINE)))

    town.until(lambda: town.is_waiting(call))
    assert town.heard(call).count("For English, press 1") > 1


@in_every_weather
def test_3_leaving_the_line_by_hanging_up_or_for_a_callback(town: Town, maria: Visitor) -> None:
    hangs_up, leaves = town.call(mind=wants(*IN_LINE)), town.call(mind=wants(*IN_LINE, *CALL_ME))
    town.until(lambda: town.is_waiting(hangs_up))

    hangs_up.leave()

    town.until(lambda: leaves.is_over and town.row(hangs_up)["state"] == "ended")
    assert town.row(leaves)["ending"] == "callback"
    assert town.count("callback") == 1
    assert town.count("contact") == 2


@in_every_weather
def test_4_a_phone_that_brings_nobody_passes_the_caller_on(town: Town, staff: AtWork) -> None:
    """Without a key, whoever picked up is a machine."""
    for name, then in (("maria", "busy"), ("omar", "answer"), ("sara", "wait")):
        staff(name, "support")
        town.habit(name, then)

    call = town.call(mind=wants(*IN_LINE))

    town.until(lambda: bool(town.legs_of("maria")) and bool(town.legs_of("omar")))
    town.habit("sara", "answer", "1")
    town.answer("sara", "1")
    town.until(lambda: town.talks_with(call, "sara"))
    assert town.heard(call).count("joined with") == 1


@in_every_weather
def test_4_of_three_who_accept_one_has_the_caller(town: Town, staff: AtWork) -> None:
    for name in ("maria", "sara", "omar"):
        staff(name, "support")
        town.habit(name, "answer", "1")

    call = town.call(mind=wants(*IN_LINE))

    town.until(lambda: "joined with" in town.heard(call))
    town.settle()
    assert town.heard(call).count("joined with") == 1
    assert max(room.crowd for room in town.exchange.conferences.values()) == 2


@in_every_weather
def test_5_the_star_ends_a_talk_and_a_handler_who_leaves_does_not(
    town: Town, maria: Visitor
) -> None:
    town.habit("maria", "answer", "1")
    first = town.call(mind=wants(*IN_LINE))
    town.until(lambda: town.talks_with(first, "maria"))
    leg = town.leg_of("maria")
    first.press("*")
    town.until(lambda: first.is_over and leg.is_over)
    assert "Goodbye" in town.last(first)

    second = town.call(mind=wants(*IN_LINE))
    town.until(lambda: town.talks_with(second, "maria"))
    town.leg_of("maria").leave()

    town.until(lambda: second.is_over)
    assert "has left the call" in town.heard(second)
    assert "Goodbye" in town.last(second)


@in_every_weather
def test_6_a_message_is_left(town: Town, weather: str) -> None:
    call = town.call(mind=wants(*IN_LINE, *LEAVE_WORD), says=("Please call my sister.",))

    town.until(lambda: call.is_over)
    assert "a beep" in town.heard(call)
    assert "Goodbye" in town.last(call)
    town.until(lambda: town.count("voicemail", "state = 'stored'") == (weather != "lost"))


@pytest.mark.parametrize(
    ("fault", "state"), [("late", "stored"), ("absent", "empty"), ("never", "expected")]
)
def test_6_a_recording_comes_late_or_not_at_all(town: Town, fault: str, state: str) -> None:
    town.exchange.faults.want({"recording": fault, "recording_times": 1, "seconds": 0.1})

    call = town.call(mind=wants(*IN_LINE, *LEAVE_WORD), says=("Please call my sister.",))

    town.until(lambda: call.is_over and town.count("voicemail", f"state = '{state}'") == 1)
    assert "Goodbye" in town.last(call)


@in_every_weather
def test_7_a_carrier_that_fails_is_asked_again(town: Town, maria: Visitor, weather: str) -> None:
    town.habit("maria", "answer", "1")
    for fault in ("429", "500", "lost") if weather == "plain" else ("lost",):
        town.exchange.faults.want({"rest": fault, "rest_times": 1, "seconds": 0})

        call = town.call(mind=wants(*IN_LINE))

        town.until(lambda call=call: town.talks_with(call, "maria"))  # type: ignore[misc]
        call.press("*")
        town.until(lambda call=call: call.is_over and town.leg_of("maria").is_over)  # type: ignore[misc]


@in_every_weather
def test_7_a_caller_who_is_gone_when_somebody_accepts(town: Town, maria: Visitor) -> None:
    call = town.call(mind=wants(*IN_LINE))
    town.until(lambda: bool(town.ringing("maria")))

    call.leave()
    town.answer("maria", "1")

    town.until(lambda: town.row(call)["state"] == "ended" and town.leg_of("maria").is_over)
    assert town.count("contact") == 1


@in_every_weather
def test_8_texts_come_and_go(town: Town, maria: Visitor) -> None:
    for words in ("Can you call me?", "", "🙏", "STOP"):
        town.text_in(MOTHER, words)

    town.settle()
    assert not [one for one in town.exchange.log if "fault" in one]


@in_every_weather
def test_9_every_caller_is_heard_whatever_they_call_themselves(town: Town, maria: Visitor) -> None:
    """And one number that calls twice at once is two callers."""
    calls = [town.call(sender=one, mind=wants(*IN_LINE)) for one in (*ODD_NAMES, MOTHER, MOTHER)]

    town.until(lambda: all(town.is_waiting(one) for one in calls))
    assert town.count("contact") == len(calls)


def test_10_killed_before_or_after_any_step_the_call_goes_on(town: Town, maria: Visitor) -> None:
    """Our answer is lost at one step after another: the carrier asks the same again."""
    town.habit("maria", "answer", "1")
    for before in range(6):
        town.exchange.faults.want({"pages": "unheard", "page_times": 1, "pages_before": before})

        call = town.call(mind=wants(*IN_LINE))

        town.until(lambda call=call: town.talks_with(call, "maria"))  # type: ignore[misc]
        assert "application error" not in town.heard(call)
        call.press("*")
        town.until(lambda call=call: call.is_over and town.leg_of("maria").is_over)  # type: ignore[misc]


@in_every_weather
def test_danger_is_raised_once(town: Town, maria: Visitor) -> None:
    call = town.call(mind=wants(*DANGER, ENGLISH))

    town.until(lambda: town.count("danger") == 1)
    town.settle()
    assert town.count("danger") == 1
    assert town.row(call)["is_danger"]
    assert "112" in town.heard(call)


def test_whatever_is_not_documented_a_call_comes_to_its_end(town: Town, maria: Visitor) -> None:
    town.habit("maria", "answer", "1")
    for done, undocumented in enumerate(each_other_way(), start=1):
        town.exchange.setup = replace(town.exchange.setup, undocumented=undocumented)
        call = town.call(mind=wants(*IN_LINE))
        town.until(lambda call=call: town.talks_with(call, "maria"))  # type: ignore[misc]

        call.press("*")

        town.until(lambda call=call: call.is_over and town.leg_of("maria").is_over)  # type: ignore[misc]
        town.settle()
        assert "Goodbye" in town.last(call), undocumented
        assert town.count("contact", "state = 'taken'") == done
