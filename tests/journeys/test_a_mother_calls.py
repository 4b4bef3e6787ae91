"""A call, from the language menu to a counsellor's voice (story 7)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import pytest

from helpline.providers.practice.remote import Remote
from tests.journeys.houses import at_desk
from tests.running import System, eventually

pytestmark = pytest.mark.xdist_group("phones")

MOTHER, AS_SHOWN = "+12025550142", "+1 202-555-0142"
TEACHER, TEACHERS_AS_SHOWN = "+12025550187", "+1 202-555-0187"
"""Nobody else calls from there."""
SUNDAY: Final = 6
QUESTION: Final = "3"
CALL_ME_BACK, AS_SOON_AS_YOU_CAN, AT_THIS_NUMBER = "1", "1", "1"


@pytest.fixture
def house(called: System) -> System:
    return called


@pytest.fixture
def line(house: System) -> Iterator[Remote]:
    line = Remote(house.practice)
    yield line
    for name in ("maria", "omar", "jonas", "aylin", "peter", "sara"):
        line.set_habit(f"client:{name}", "wait")


def heard(line: Remote, call: str) -> str:
    return " ".join(str(entry["words"]) for entry in line.call(call)["heard"])


def is_heard(line: Remote, call: str, words: str) -> bool:
    return eventually(lambda: words in heard(line, call))


def is_over(line: Remote, call: str) -> bool:
    return eventually(lambda: bool(line.call(call)["over"]))


def test_a_mother_is_joined_to_a_counsellor_who_speaks_her_language(
    house: System, line: Remote
) -> None:
    at_desk(house, "maria", "support")
    omar = at_desk(house, "omar", "support")
    line.set_habit("client:omar", "answer", keys="1")

    call = line.call_in(MOTHER, language="ar", keys="1")

    assert is_heard(line, call, "joined"), heard(line, call)
    said = heard(line, call)
    assert said.index("112") < said.index("joined")
    assert omar.waiting(), "the contact stands in the queue"
    omar.open(omar.waiting()[-1])
    omar.note("She cries. Her son is fifteen.")
    line.hang_up(call)
    assert "She cries" in omar.page.words
    assert AS_SHOWN not in omar.page.words


def test_the_first_to_accept_has_her(house: System, line: Remote) -> None:
    for name in ("maria", "sara"):
        at_desk(house, name, "support")
        line.set_habit(f"client:{name}", "answer", keys="1")

    call = line.call_in(MOTHER, language="en", keys="1")

    assert is_heard(line, call, "joined"), heard(line, call)
    assert heard(line, call).count("joined") == 1
    line.hang_up(call)


def test_zero_is_danger_wherever_she_is_and_whoever_accepts_is_joined_to_her(
    house: System, line: Remote
) -> None:
    sara = at_desk(house, "sara", "support")
    line.set_habit("client:sara", "answer", keys="1")

    call = line.call_in(MOTHER, language="en", keys="1 0 1")

    assert is_heard(line, call, "joined"), heard(line, call)
    assert "112" in heard(line, call)
    assert "Danger" in sara.open("/").words
    ledger = sara.open("/danger/")
    assert "Sara Nasser" in ledger.words
    line.hang_up(call)


def test_zero_without_the_second_key_declares_nothing(house: System, line: Remote) -> None:
    sara = at_desk(house, "sara", "support")
    before = sara.open("/danger/").words

    call = line.call_in(MOTHER, language="en", keys="0 2 *")

    assert is_over(line, call), heard(line, call)
    assert sara.open("/danger/").words == before


def test_the_star_ends_the_call_and_says_nothing_of_why(house: System, line: Remote) -> None:
    call = line.call_in(MOTHER, language="de", keys="1 *")

    assert is_over(line, call), heard(line, call)


@pytest.fixture
def sunday(house: System) -> None:
    """The advice desk is closed until Monday."""
    today = house.advance(timedelta(0)).weekday()
    house.advance(timedelta(days=(SUNDAY - today) % 7))


@pytest.mark.usefixtures("sunday")
def test_nobody_on_shift_means_the_truth_and_a_callback(house: System, line: Remote) -> None:
    keys = f"{QUESTION} {CALL_ME_BACK} {AS_SOON_AS_YOU_CAN} {AT_THIS_NUMBER}"
    call = line.call_in(TEACHER, language="en", keys=keys)

    assert is_over(line, call), heard(line, call)
    said = heard(line, call)
    truth = said.index("Nobody is here now. We are here again on")
    assert truth < said.index("In an emergency, call 112.", truth)
    [promised] = re.findall(r"We will call you on (.+?) or soon after\.", said)

    peter = at_desk(house, "peter", "advice")
    peter.find(TEACHERS_AS_SHOWN)
    assert f"They ask for a call {promised}" in peter.page.words
