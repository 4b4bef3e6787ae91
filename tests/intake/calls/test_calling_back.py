"""Story 5 on the phone: our own person first, then the father, and no machine says a word."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from helpline import clock
from helpline.vault import place
from tests.contacts import Arrive, contact
from tests.house import House
from tests.intake.calls.calling_back import FATHER, Story
from tests.intake.calls.conftest import AtWork, Phones

__all__ = ["contact"]

Settle = Callable[[], int]


@pytest.fixture
def story(phones: Phones, at_work: AtWork, contact: Arrive) -> Story:
    return Story(phones, at_work("maria"), contact("support"))


def test_the_handler_is_rung_first_and_then_the_father_and_they_talk(story: Story) -> None:
    story.promise()
    assert story.press("now") == 302
    ours = story.phones.ringing("maria")
    assert story.rung() == 0

    story.phones.remote.answer(ours, "1")
    theirs = story.their_phone()
    story.phones.remote.answer(theirs)

    story.phones.are_together(ours, theirs)
    assert story.said_to(theirs) == []
    assert story.house.count("callback_try", "number IS NOT NULL") == 0
    story.phones.remote.hang_up(theirs)
    story.is_over()
    assert story.outcomes() == ["answered"]
    assert "Somebody picked up" in story.seen()
    assert story.press("called") == 302
    assert (story.row()["state"], story.row()["number"]) == ("done", None)
    assert story.house.count("callback_try") == 0


def test_when_the_handler_hangs_up_first_the_other_side_hears_no_machine(story: Story) -> None:
    story.promise()
    story.press("now")
    ours = story.phones.ringing("maria")
    story.phones.remote.answer(ours, "1")
    theirs = story.their_phone()
    story.phones.remote.answer(theirs)
    story.phones.are_together(ours, theirs)

    story.phones.remote.hang_up(ours)

    story.phones.is_over(theirs)
    assert story.said_to(theirs) == []


def test_nobody_is_rung_before_the_handler_has_said_yes(story: Story) -> None:
    story.promise()
    story.press("now")
    ours = story.phones.ringing("maria")

    story.phones.remote.answer(ours, "2")
    story.is_over()

    assert story.rung() == 0
    assert story.outcomes() == ["no_handler"]
    assert story.row()["state"] == "agreed"


@pytest.mark.parametrize(("then", "outcome"), [("busy", "busy"), ("never", "no_answer")])
def test_a_try_that_reaches_nobody_is_brought_to_mind_again(
    story: Story, then: str, outcome: str
) -> None:
    story.promise()
    story.phones.remote.set_habit(FATHER, then)
    before = clock.now()
    story.press("now")

    story.phones.remote.answer(story.phones.ringing("maria"), "1")
    story.is_over()

    assert story.outcomes() == [outcome]
    assert story.row()["state"] == "agreed"
    assert story.row()["wanted_at"] - before >= timedelta(hours=1)
    assert story.house.count("obligation", "kind = 'callback.remind' AND state = 'open'") == 1
    assert story.rung() == 1


def test_after_the_last_try_it_ends_and_the_number_is_destroyed(story: Story) -> None:
    story.promise()
    story.phones.remote.set_habit(FATHER, "busy")
    for _number in range(3):
        story.press("now")
        story.phones.remote.answer(story.phones.ringing("maria"), "1")
        story.is_over()
        story.it_is_time_again()

    assert (story.row()["state"], story.row()["number"]) == ("unreached", None)
    assert story.press("now") == 409
    assert story.rung() == 3


def test_pressed_twice_one_phone_rings(story: Story) -> None:
    story.promise()

    assert [story.press("now"), story.press("now")] == [302, 409]
    story.phones.ringing("maria")

    assert story.house.count("callback_try") == 1
    assert story.rung("client:maria") == 1


def test_a_machine_that_answers_is_noted_by_the_handler_and_tried_again(story: Story) -> None:
    story.promise()
    story.phones.remote.set_habit(FATHER, "answer")
    story.press("now")
    ours = story.phones.ringing("maria")
    story.phones.remote.answer(ours, "1")
    story.phones.until(lambda: story.outcomes() == ["answered"])
    assert "leave no words" in story.seen()
    story.phones.remote.hang_up(ours)
    story.is_over()

    assert story.press("unreached", answered="voicemail") == 302

    assert story.outcomes() == ["voicemail"]
    assert story.press("unreached", answered="voicemail") == 409


def test_called_off_while_it_rings_their_phone_stops(story: Story) -> None:
    story.promise()
    story.press("now")
    ours = story.phones.ringing("maria")
    story.phones.remote.answer(ours, "1")
    theirs = story.their_phone()

    assert story.press("off") == 302

    story.phones.until(lambda: bool(story.phones.remote.call(theirs)["over"]))
    story.phones.is_over(ours)


def test_an_unclear_ring_is_never_made_twice(story: Story) -> None:
    story.promise()
    story.press("now")
    ours = story.phones.ringing("maria")
    story.phones.remote.set_faults(rest="lost", rest_times=1, seconds=0)
    story.phones.remote.answer(ours, "1")

    story.phones.until(lambda: story.rung() == 1)
    while story.phones.settle():
        pass
    story.house.reopen("callback.ring_them")
    story.phones.settle()

    assert story.rung() == 1


def test_without_news_from_the_carrier_the_promise_is_not_held_up_for_ever(story: Story) -> None:
    story.promise()
    story.press("now")
    story.phones.ringing("maria")

    clock.move(timedelta(minutes=6))
    story.is_over()

    assert story.outcomes() == ["no_handler"]
    assert story.press("now") == 302


def test_outside_their_safe_times_nobody_is_rung(story: Story) -> None:
    later = (clock.now() + timedelta(hours=2)).hour
    story.promise()
    story.house.change("UPDATE callback SET safe_from = :m, safe_until = :m + 30", m=later * 60)

    assert story.press("now") == 422

    assert story.house.count("callback_try") == 0


def test_the_worker_looks_at_the_number_once_more(story: Story, house: House) -> None:
    """Whoever sealed it: a number that must not be rung is not rung."""
    story.promise(number="+12025550142")
    story.press("now")
    ours = story.phones.ringing("maria")
    police = "+493023125110"
    house.change("UPDATE callback_try SET number = :n", n=sealed_anew(house, police))

    story.phones.remote.answer(ours, "1")
    story.is_over()

    assert story.rung(police) == 0
    assert story.outcomes() == ["failed"]


def sealed_anew(house: House, number: str) -> bytes:
    key = house.staff.extensions["helpline.public_keys"].of("dispatch")
    row = house.rows("SELECT id FROM callback_try")[0]
    return bytes(key.seal_box(number, place(row.id, "callback_try.number")).blob)
