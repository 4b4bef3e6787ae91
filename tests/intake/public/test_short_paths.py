"""Who asks for their work is asked less; who worries about themselves is never a signal (R85)."""

from dataclasses import replace
from itertools import combinations

import pytest

from helpline.doors import Desk
from helpline.intake.questions import MYSELF, desk_for
from helpline.policy import current_policy
from tests.house import House
from tests.intake.public.walker import Walker

SOME = [desks for many in (1, 2, 3) for desks in combinations(Desk, many)]


def test_a_question_from_work_asks_for_no_name_and_nothing_about_home(mother: Walker) -> None:
    mother.open("contact").press(danger="no").press().press(wish="question")
    assert "Please do not name anyone" in mother.shown
    mother.press()
    assert mother.step == "reach"
    assert "reach_safely" not in mother.fields
    mother.press(reach="call")
    assert mother.step == "call"
    assert "name_to_say" not in mother.fields
    mother.press(number="030 23125 001").press("send")
    assert len(mother.receipt) == 16


def test_what_was_said_about_safety_stays_in_sight_whatever_is_wished_for(mother: Walker) -> None:
    mother.until_check(wish="myself", reach="call", number="030 23125 001", name_to_say="Um Karim")
    mother.press("change:reach").press(reach_safely="never at night")
    mother.press("change:wish").press(wish="question")
    assert "never at night" in mother.shown
    assert mother.press("change:reach").fields["reach_safely"] == "never at night"
    assert mother.press().press("change:call").fields["name_to_say"] == "Um Karim"


@pytest.mark.parametrize("wish", ["someone_close", "concern", "", "myself", "question"])
def test_who_worries_about_somebody_is_asked_who_they_are_to_them(
    mother: Walker, wish: str
) -> None:
    mother.open("contact").press(danger="no").press().press(wish=wish)
    is_asked = "Who are you to this person?" in mother.shown
    assert is_asked == (wish not in {"myself", "question"})


@pytest.mark.parametrize("view", ["short", ""])
def test_who_somebody_is_to_the_person_is_kept_sealed_and_shown_in_words(
    house: House, mother: Walker, view: str
) -> None:
    if view:
        mother.open("contact?view=short")
        mother.press("send", danger="no", wish="concern", relationship="sibling")
    else:
        mother.send(wish="concern", relationship="sibling")
    mother.open_mailbox(mother.receipt)
    assert "Who are you to this person?" in mother.shown
    assert "Sister or brother" in mother.shown
    assert house.count("message", "kind = 'relationship' AND desk = 'hotline'") == 1


@pytest.mark.parametrize("desks", SOME)
def test_who_worries_about_themselves_never_gets_to_those_who_weigh(
    desks: tuple[Desk, ...],
) -> None:
    assert desk_for(MYSELF, desks) is not Desk.HOTLINE


@pytest.mark.parametrize("view", ["short", ""])
def test_a_forged_wish_makes_no_signal_of_anybody(
    house: House, mother: Walker, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    """Support was taken out of the policy while the form was open, or never in it."""
    mother.until_check(wish="myself", worries="what I think of")
    open_form = {**mother.fields, "go": "send", "view": view, "step": view or "check"}
    with house.public.app_context():
        policy = current_policy()
    hours = {Desk.HOTLINE: policy.hours[Desk.HOTLINE]}
    monkeypatch.setitem(house.public.extensions, "helpline.policy", replace(policy, hours=hours))
    mother.post("contact", open_form)
    assert mother.receipt == ""
    assert mother.step == (view or "wish")
    assert house.count("contact") == 0
