"""The order of the pages, decided without a browser."""

from dataclasses import replace

import pytest

from helpline.intake.public.draft import Draft
from helpline.intake.public.steps import Step, after, before, named, path

CALM = Draft(answers={"danger": "no"}, notice_version="abc", notice_language="en")


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
