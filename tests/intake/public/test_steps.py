"""The order of the pages, decided without a browser."""

from dataclasses import replace

import pytest

from helpline.intake.public.draft import Draft
from helpline.intake.public.steps import Step, after, before, named, owed_before_sending, path

CALM = Draft(answers={"danger": "no"}, notice_version="abc", notice_language="en")
SHORT = replace(CALM, is_short=True)


def test_without_danger_and_call_there_are_six_pages() -> None:
    assert path(CALM) == (
        Step.DANGER, Step.NOTICE, Step.WISH, Step.WORDS, Step.REACH, Step.CHECK,
    )  # fmt: skip


def test_danger_and_a_call_open_pages_of_their_own() -> None:
    draft = CALM.answering({"danger": "yes", "reach": "call"})
    assert Step.DETAILS in path(draft)
    assert Step.TOLD not in path(draft)
    assert Step.CALL in path(draft)
    assert Step.TOLD in path(replace(draft, told_at="2026-11-21T10:00:00+00:00"))


@pytest.mark.parametrize("step", list(Step))
def test_nothing_comes_before_the_question_about_danger(step: Step) -> None:
    assert after(step, replace(CALM, answers={})) is Step.DANGER


@pytest.mark.parametrize("step", [Step.NOTICE, Step.WISH, Step.WORDS, Step.REACH, Step.CHECK])
def test_nobody_writes_before_the_notice_was_shown(step: Step) -> None:
    assert after(step, replace(CALM, notice_version="")) is Step.NOTICE


def test_the_one_page_is_left_for_danger_alone() -> None:
    assert path(SHORT) == (Step.SHORT,)
    assert owed_before_sending(SHORT) is None
    danger = SHORT.answering({"danger": "yes"})
    assert path(danger) == (Step.SHORT, Step.DETAILS)
    assert owed_before_sending(danger) is Step.DETAILS
    assert after(Step.DETAILS, danger) is Step.SHORT
    assert before(Step.DETAILS, danger) is Step.SHORT
    assert owed_before_sending(danger.answering({"where": ""})) is None


@pytest.mark.parametrize("step", list(Step))
def test_the_one_page_asks_about_danger_and_shows_the_notice_itself(step: Step) -> None:
    for draft in (replace(SHORT, answers={}), replace(SHORT, notice_version="")):
        assert after(step, draft) is Step.SHORT
        assert owed_before_sending(draft) is Step.SHORT


def test_after_the_check_page_a_change_leads_back_unless_it_asks_for_more() -> None:
    checked = replace(CALM, is_checked=True)
    assert after(Step.WISH, checked) is Step.CHECK
    assert after(Step.REACH, checked) is Step.CHECK
    assert after(Step.REACH, checked.answering({"reach": "call"})) is Step.CALL
    assert after(Step.DANGER, checked.answering({"danger": "yes"})) is Step.DETAILS


def test_there_is_a_way_back_from_every_page_but_the_first() -> None:
    draft = CALM.answering({"danger": "yes", "reach": "call"})
    assert before(Step.DANGER, draft) is None
    assert before(Step.NOTICE, draft) is Step.DETAILS
    assert before(Step.CHECK, draft) is Step.CALL


@pytest.mark.parametrize("name", [None, "", "nowhere", "CHECK", "danger "])
def test_an_unknown_page_is_the_first_page(name: str | None) -> None:
    assert named(name) is Step.DANGER
