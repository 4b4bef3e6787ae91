"""Telling the police what is not immediate danger: never alone, never with a name at first."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from helpline.clock import now
from helpline.doors import Role
from helpline.triage.hotline import disclosure_ready
from tests.contacts import Arrive, text_of
from tests.house import House, Visitor, inside
from tests.triage.hotline.test_assessing import Case

Staff = Callable[..., Visitor]
YEAR = timedelta(days=365)
GROUNDS = {
    "severity": "serious_harm",
    "likelihood": "likely",
    "nearness": "weeks",
    "consent": "not_asked",
    "told_first": "too_dangerous",
    "lesser_option": "A talk was tried twice.",
    "legal_basis": "Emergency by law.",
    "reasons": "They named a day.",
}
QUESTION = {"whom": "Prevention desk", "facts": "A group plans to hurt somebody."}


@pytest.fixture
def case(staff: Staff, house: House, contact: Arrive) -> Case:
    return Case(staff, house, contact).ready()


def _ask(case: Case, answer: str) -> None:
    case.jonas.submit(
        f"{case.page}/disclosure/questions",
        {**QUESTION, "answer": answer},
        at=f"{case.page}/disclosure",
    )


def _decide(case: Case) -> str:
    answer = case.jonas.submit(f"{case.page}/disclosure", GROUNDS)
    return text_of(answer.text)


def _read(case: Case, who: Visitor) -> str:
    decision = case.house.rows("SELECT id FROM hotline_disclosure")[0].id
    page = f"{case.page}/disclosure"
    return text_of(who.submit(f"{page}/{decision}/read", at=page).text)


def _is_ready(case: Case) -> bool:
    signal_id = case.house.rows("SELECT id FROM hotline_signal")[0].id
    with inside(case.house.staff, Role.HOTLINE):
        return disclosure_ready(signal_id) is not None


def test_the_police_are_told_after_two_assessors_a_question_and_two_readers(case: Case) -> None:
    case.both("police")
    _ask(case, "please_name")
    _decide(case)
    assert not _is_ready(case)

    _read(case, case.aylin)

    assert _is_ready(case)
    assert case.house.count("audit_entry", "action = 'disclosure.second_read'") == 1


def test_what_a_decision_rests_on_is_kept_as_long_as_a_danger(case: Case) -> None:
    case.both("police")
    _ask(case, "please_name")
    _decide(case)
    assert case.house.count("contact", "held_until IS NOT NULL") == 0

    _read(case, case.aylin)

    held = case.house.rows("SELECT held_until FROM contact")[0].held_until
    assert abs(held - now() - 3 * YEAR) < timedelta(days=2)


def test_without_two_assessors_there_is_no_decision(case: Case) -> None:
    _ask(case, "please_name")

    assert "Two assessors must agree on the police first." in _decide(case)
    assert case.house.count("hotline_disclosure") == 0


@pytest.mark.parametrize("answer", [None, "advice", "not_for_us"])
def test_nobody_is_named_unless_the_answer_asks_for_the_name(
    case: Case, answer: str | None
) -> None:
    case.both("police")
    if answer:
        _ask(case, answer)

    assert "Ask without naming first." in _decide(case)
    assert case.house.count("hotline_disclosure") == 0


def test_whoever_decided_cannot_be_the_second_reader(case: Case) -> None:
    case.both("police")
    _ask(case, "please_name")
    _decide(case)

    assert "Somebody else must read this decision" in _read(case, case.jonas)
    assert not _is_ready(case)


def test_a_new_observation_makes_an_old_decision_history(case: Case) -> None:
    case.both("police")
    _ask(case, "please_name")
    _decide(case)
    _read(case, case.aylin)

    case.observe(
        {
            "factor": "excluded",
            "presence": "1",
            "trend": "same",
            "basis": "heard",
            "confidence": "low",
            "note": "",
        }
    )

    assert not _is_ready(case)


def test_grounds_that_are_left_out_are_asked_for(case: Case) -> None:
    case.both("police")
    _ask(case, "please_name")

    answer = case.jonas.submit(f"{case.page}/disclosure", {**GROUNDS, "reasons": ""})

    assert answer.status_code == 422
    assert "A talk was tried twice." in answer.text
