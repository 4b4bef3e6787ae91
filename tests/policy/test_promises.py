"""A clause is printed while its field is true and something carries it out; else it cannot be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest
from flask import Flask

from helpline.clock import now
from helpline.doors import Desk
from helpline.i18n import LANGUAGES, speaking
from helpline.policy import (
    AfterHours,
    Clause,
    Code,
    Kept,
    NumberStorage,
    Policy,
    Threshold,
    executed,
)
from helpline.policy.choices import Answering
from helpline.policy.codes import NOT_BESIDE_THE_FORM, NOT_BY_PHONE, SPOKEN_ALWAYS
from helpline.policy.hours import MIDNIGHT, Span, Week
from helpline.policy.promise import PROMISES, Promise, notice, spoken_notice
from helpline.policy.steps import STEPS, what_happens
from helpline.policy.terms import OutsideHours, Voicemail

EVERYTHING: Final = frozenset(executed.EXECUTORS)


def part(policy: Policy, name: str, **changes: object) -> Policy:
    """The policy with something changed in one of its sections."""
    return replace(policy, **{name: replace(getattr(policy, name), **changes)})


def without_desk(desk: Desk) -> Callable[[Policy], Policy]:
    def changed(policy: Policy) -> Policy:
        return replace(policy, hours={d: week for d, week in policy.hours.items() if d != desk})

    return changed


def around_the_clock(policy: Policy) -> Policy:
    always = Week(days=((Span(0, MIDNIGHT),),) * 7, zone=policy.time_zone)
    return replace(policy, hours=dict.fromkeys(policy.hours, always))


def codes(clauses: tuple[Clause, ...]) -> list[Code]:
    return [clause.code for clause in clauses]


@pytest.fixture
def all_told(national: Policy) -> Policy:
    """A policy about which every single clause has something to say."""
    soon = frozenset({now().date() + timedelta(days=10)})
    hours = {desk: replace(week, closed_days=soon) for desk, week in national.hours.items()}
    return replace(national, police_inside=True, hours=hours)


FLIPS: Final[list[tuple[Code, Callable[[Policy], Policy]]]] = [
    (Code.POLICE_INSIDE, lambda p: replace(p, police_inside=False)),
    (Code.NO_NAME, lambda p: part(p, "anonymity", name_needed=True)),
    (Code.NO_RECORDING, lambda p: replace(p, recording=True)),
    (
        Code.VOICEMAIL,
        lambda p: part(p, "calls", voicemail=Voicemail(offered=False, longest_seconds=60)),
    ),
    (Code.NO_ADDRESS, lambda p: part(p, "anonymity", network_address_kept=True)),
    (Code.REPEAT_CALLERS, lambda p: part(p, "anonymity", repeat_callers_recognised=False)),
    (Code.POLICE_FIRST, lambda p: part(p, "police", tells_first=False)),
    (Code.POLICE_CLIMBS, lambda p: part(p, "police", climbs_without_person=False)),
    (Code.CLOSED_DAYS, around_the_clock),
    (Code.AFTER_HOURS, around_the_clock),
    (Code.CALLBACK, lambda p: part(p, "callback", offered=False)),
    (Code.DELETION, lambda p: replace(p, deletion_on_wish=False)),
    (Code.DESK_SUPPORT, without_desk(Desk.SUPPORT)),
    (Code.KEPT_SUPPORT, without_desk(Desk.SUPPORT)),
    (Code.DESK_ADVICE, without_desk(Desk.ADVICE)),
    (Code.KEPT_ADVICE, without_desk(Desk.ADVICE)),
    (Code.DESK_HOTLINE, without_desk(Desk.HOTLINE)),
    (Code.KEPT_HOTLINE, without_desk(Desk.HOTLINE)),
    (Code.KEPT_HOTLINE_UNFOUNDED, without_desk(Desk.HOTLINE)),
]


@pytest.mark.parametrize(("code", "flip"), FLIPS, ids=[code for code, _flip in FLIPS])
def test_a_clause_goes_when_its_field_turns_false(
    code: Code, flip: Callable[[Policy], Policy], all_told: Policy
) -> None:
    before = codes(notice(all_told, "web", EVERYTHING))
    after = codes(notice(flip(all_told), "web", EVERYTHING))

    assert code in before
    assert code not in after


def whoever_answers(policy: Policy) -> list[Policy]:
    """The policy as it is, and with each who may answer outside the hours."""
    each = [part(policy, "after_hours", answered_by=who) for who in AfterHours]
    return [policy, *each]


def test_outside_the_hours_only_what_this_house_does_is_said(all_told: Policy) -> None:
    only_nobody = EVERYTHING - {"hours.after.service", "hours.after.police"}
    printed = [
        (policy.after_hours.answered_by, codes(notice(policy, "web", only_nobody)))
        for policy in whoever_answers(all_told)
    ]
    said = {who: Code.AFTER_HOURS in told for who, told in printed}

    assert said == {
        AfterHours.NOBODY: True,
        AfterHours.SERVICE: False,
        AfterHours.POLICE: False,
    }


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.carried_out_by)
def test_a_clause_goes_when_nothing_carries_it_out(promise: Promise, all_told: Policy) -> None:
    policy = next(each for each in whoever_answers(all_told) if promise.holds(each))
    before = codes(notice(policy, "web", EVERYTHING))
    after = codes(notice(policy, "web", EVERYTHING - {promise.carried_out_by}))

    gone = {one.code for one in PROMISES if one.carried_out_by == promise.carried_out_by}
    assert promise.code in gone
    assert set(before) - set(after) == gone


def test_nothing_at_all_is_printed_by_a_house_that_does_nothing(all_told: Policy) -> None:
    assert notice(all_told, "web", ()) == ()
    assert spoken_notice(all_told, ()) == ()
    assert what_happens(all_told, ()) == ()


def test_what_is_not_carried_out_is_listed(all_told: Policy) -> None:
    assert all_told.check_promises(EVERYTHING) == ()
    assert all_told.check_promises(EVERYTHING - {"retention.support"}) == (
        "kept_support: nothing carries out retention.support",
    )


def test_every_executor_has_a_clause_and_every_clause_one_promise_and_one_step() -> None:
    in_steps = [code for _step, _title, about in STEPS for code in about]

    assert {promise.carried_out_by for promise in PROMISES} == set(executed.EXECUTORS)
    one_each = {(promise.code, promise.words) for promise in PROMISES}
    assert sorted(code for code, _words in one_each) == sorted(Code)
    assert sorted(in_steps) == sorted(Code)


CHANGES: Final[list[tuple[Code, Callable[[Policy], Policy]]]] = [
    (Code.EMERGENCY, lambda p: replace(p, emergency_number="999")),
    (Code.WHO, lambda p: replace(p, names={"de": "Other", "en": "Other"})),
    (Code.WHO, lambda p: replace(p, answered_by=Answering.VOLUNTEERS)),
    (Code.WHO, lambda p: replace(p, answered_by=Answering.COUNSELLORS)),
    (Code.WHO, lambda p: replace(p, answered_by=Answering.POLICE)),
    (Code.NUMBER, lambda p: replace(p, number_storage=NumberStorage.NEVER)),
    (Code.POLICE, lambda p: part(p, "police", threshold=Threshold.SERIOUS_HARM)),
    (Code.POLICE, lambda p: part(p, "police", threshold=Threshold.LEGAL_DUTY)),
    (Code.HOURS, around_the_clock),
    (
        Code.AFTER_HOURS,
        lambda p: replace(p, after_hours=OutsideHours(answered_by=AfterHours.NOBODY)),
    ),
    (Code.AFTER_HOURS, lambda p: part(p, "after_hours", answered_by=AfterHours.SERVICE)),
    (Code.CALLBACK, lambda p: part(p, "callback", window_minutes=45)),
    (Code.FIRST_ANSWER, lambda p: part(p, "feedback", first_answer_open_days=3)),
    (Code.OUTCOME, lambda p: part(p, "feedback", outcome_at_most=timedelta(days=60))),
    (Code.DELETION, lambda p: replace(p, contact="other@example.org")),
    *((Code(f"kept_{kept}"), lambda p, kept=kept: _kept_for_a_day(p, kept)) for kept in Kept),
]


def _kept_for_a_day(policy: Policy, kept: Kept) -> Policy:
    return replace(policy, retention={**policy.retention, kept: timedelta(hours=25)})


@pytest.mark.parametrize(("code", "change"), CHANGES, ids=[code for code, _change in CHANGES])
def test_the_words_follow_the_field(
    code: Code, change: Callable[[Policy], Policy], all_told: Policy
) -> None:
    before = {clause.code: clause.text for clause in notice(all_told, "web", EVERYTHING)}
    after = {clause.code: clause.text for clause in notice(change(all_told), "web", EVERYTHING)}

    changed = {each for each in before if each in after and before[each] != after[each]}
    assert before[code] != after.get(code)
    assert code in changed or code not in after


def test_the_police_sentence_is_the_one_we_stand_by(demonstration: Policy) -> None:
    texts = {clause.code: clause.text for clause in notice(demonstration, "form", EVERYTHING)}

    assert texts[Code.POLICE] == (
        "We tell the police only if we believe that someone may be seriously hurt "
        "or that a serious crime is about to happen."
    )
    assert texts[Code.POLICE_FIRST] == "If we can, we will tell you before we tell the police."
    assert texts[Code.EMERGENCY].startswith("If someone is in danger now, call 112 first.")


def test_hours_are_said_in_words(national: Policy, demonstration: Policy) -> None:
    def hours(policy: Policy) -> str:
        clauses = notice(policy, "phone", EVERYTHING)
        return next(clause.text for clause in clauses if clause.code is Code.HOURS)

    assert hours(national) == (
        "People answer at these times: Monday to Friday, 09:00 to 18:00 (time in Berlin)."
    )
    assert "Advice for your work: Monday to Friday, 08:00 to 18:00." in hours(demonstration)
    assert "every day, around the clock." in hours(demonstration)


def test_hours_with_a_break_and_a_short_day_are_said_in_words(demonstration: Policy) -> None:
    long_day = (Span(540, 720), Span(780, 1020))
    days = (long_day, long_day, (), (Span(540, 720),), (Span(540, 720),), (), ())
    week = Week(days=days, zone=demonstration.time_zone)
    policy = replace(demonstration, hours={Desk.SUPPORT: week})

    text = next(c.text for c in notice(policy, "web", EVERYTHING) if c.code is Code.HOURS)

    assert text == (
        "People answer at these times: Monday to Tuesday, 09:00 to 12:00 and 13:00 to 17:00; "
        "Thursday to Friday, 09:00 to 12:00 (time in Berlin)."
    )


def test_danger_comes_first_everywhere(all_told: Policy) -> None:
    assert notice(all_told, "web", EVERYTHING)[0].code is Code.EMERGENCY
    assert notice(all_told, "form", EVERYTHING)[0].code is Code.EMERGENCY
    assert spoken_notice(all_told, EVERYTHING)[0].code is Code.EMERGENCY
    assert what_happens(all_told, EVERYTHING)[0].code == "danger"


def test_each_medium_says_what_concerns_it(all_told: Policy) -> None:
    assert set(codes(notice(all_told, "web", EVERYTHING))) == set(Code)
    assert set(codes(notice(all_told, "phone", EVERYTHING))) == set(Code) - NOT_BY_PHONE
    assert set(codes(notice(all_told, "form", EVERYTHING))) == set(Code) - NOT_BESIDE_THE_FORM


def test_a_caller_hears_what_no_caller_may_miss_in_few_words(demonstration: Policy) -> None:
    spoken = spoken_notice(demonstration, EVERYTHING)

    assert codes(spoken) == list(demonstration.spoken)
    assert set(SPOKEN_ALWAYS) <= set(codes(spoken))
    assert len(" ".join(clause.text for clause in spoken).split()) < 165


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_is_left_in_any_language(
    language: str, speaker: Flask, all_told: Policy
) -> None:
    with speaking(language):
        printed = [
            *notice(all_told, "web", EVERYTHING),
            *notice(all_told, "phone", EVERYTHING),
            *spoken_notice(all_told, EVERYTHING),
        ]
        titles = [step.title for step in what_happens(all_told, EVERYTHING)]

    for text in [*titles, *(clause.text for clause in printed)]:
        assert text.strip()
        assert not set("%{}") & set(text)
        assert "None" not in text
