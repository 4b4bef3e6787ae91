"""What each key means at each scene; how long we say it takes; when a call can be promised."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.intake.calls.decisions.dialogue import decide_move
from helpline.intake.calls.decisions.moves import Move, Position, Turn, Where
from helpline.intake.calls.decisions.waits import (
    FEWEST_CALLS,
    Standing,
    Waited,
    decide_ending,
    decide_windows,
    said_minutes,
    told_instead,
    usual_minutes,
)

NOON: Final = datetime(2026, 3, 2, 12, tzinfo=UTC)
ALL: Final = Position(
    where=Where.LANGUAGE,
    languages=("en", "de", "ar"),
    wishes=("someone_close", "question"),
    may_bring_code=True,
    organisations=("bruecke", "ausweg"),
    windows=2,
    has_own_number=True,
    may_be_called_back=True,
    may_leave_message=True,
    may_wait=True,
)
TIRED: Final = {"tries": 2}
"""They were asked three times."""

TABLE: Final = [
    (Where.DESK, "7", {}, Move(Turn.ASK_CODE)),
    (Where.DESK, "7", {"may_bring_code": False}, Move(Turn.REPEAT)),
    (Where.DESK, "2", {}, Move(Turn.CHOOSE, "question")),
    (Where.DESK, "5", {"wishes": (), "has_desk": True}, Move(Turn.CHOOSE)),
    (Where.DESK, "", {"wishes": (), "has_desk": True}, Move(Turn.CHOOSE)),
    (Where.DESK, "7", {"wishes": (), "has_desk": True}, Move(Turn.ASK_CODE)),
    (Where.CODE, "123456", {}, Move(Turn.TRY_CODE)),
    (Where.CODE, "123456#", {}, Move(Turn.TRY_CODE)),
    (Where.CODE, "9#", {}, Move(Turn.WARN_OF_RECEIPT)),
    (Where.CODE, "12345", {}, Move(Turn.REPEAT)),
    (Where.CODE, "1234567", {}, Move(Turn.REPEAT)),
    (Where.CODE, "12345A", {}, Move(Turn.REPEAT)),
    (Where.CODE, "", TIRED, Move(Turn.WITHOUT_CODE)),
    (Where.RECEIPT_RISK, "1", {}, Move(Turn.ASK_RECEIPT)),
    (Where.RECEIPT_RISK, "", {}, Move(Turn.WITHOUT_CODE)),
    (Where.RECEIPT_RISK, "2", {}, Move(Turn.WITHOUT_CODE)),
    (Where.RECEIPT, "1" * 16, {}, Move(Turn.TRY_RECEIPT)),
    (Where.RECEIPT, "1" * 15, {}, Move(Turn.REPEAT)),
    (Where.RECEIPT, "1" * 17, TIRED, Move(Turn.WITHOUT_CODE)),
    (Where.GENDER, "1", {}, Move(Turn.PREFER_GENDER, "woman")),
    (Where.GENDER, "2", {}, Move(Turn.PREFER_GENDER, "man")),
    (Where.GENDER, "3", {}, Move(Turn.PREFER_GENDER)),
    (Where.GENDER, "", {}, Move(Turn.PREFER_GENDER)),
    (Where.GENDER, "8", {}, Move(Turn.REPEAT)),
    (Where.GENDER, "8", TIRED, Move(Turn.PREFER_GENDER)),
    (Where.ORGANISATION, "1", {}, Move(Turn.PREFER_ORGANISATION, "+bruecke")),
    (Where.ORGANISATION, "4", {}, Move(Turn.PREFER_ORGANISATION, "-ausweg")),
    (Where.ORGANISATION, "9", {}, Move(Turn.PREFER_ORGANISATION)),
    (Where.ORGANISATION, "", {}, Move(Turn.PREFER_ORGANISATION)),
    (Where.ORGANISATION, "5", {}, Move(Turn.REPEAT)),
    (Where.UNMATCHED, "1", {}, Move(Turn.TAKE_ANYONE)),
    (Where.UNMATCHED, "2", {}, Move(Turn.WAIT_FOR_WISH)),
    (Where.UNMATCHED, "", {}, Move(Turn.WAIT_FOR_WISH)),
    (Where.UNMATCHED, "3", {}, Move(Turn.ASK_WHEN)),
    (Where.UNMATCHED, "3", {"may_be_called_back": False}, Move(Turn.REPEAT)),
    (Where.WAITING, "1", {}, Move(Turn.OFFER)),
    (Where.WAITING, "5", {}, Move(Turn.STAY)),
    (Where.OFFER, "1", {}, Move(Turn.ASK_WHEN)),
    (Where.OFFER, "2", {}, Move(Turn.WAIT)),
    (Where.OFFER, "2", {"may_wait": False}, Move(Turn.REPEAT)),
    (Where.OFFER, "3", {}, Move(Turn.LEAVE_MESSAGE)),
    (Where.OFFER, "3", {"may_leave_message": False}, Move(Turn.REPEAT)),
    (Where.OFFER, "", TIRED, Move(Turn.FINISH)),
    (Where.OFFER, "", {**TIRED, "is_danger": True}, Move(Turn.WAIT)),
    (Where.WHEN, "2", {}, Move(Turn.PICK_TIME, "1")),
    (Where.WHEN, "3", {}, Move(Turn.REPEAT)),
    (Where.WHEN, "1", {"may_be_called_back": False}, Move(Turn.OFFER)),
    (Where.WHEN, "", TIRED, Move(Turn.OFFER)),
    (Where.WHICH_NUMBER, "1", {}, Move(Turn.USE_OWN_NUMBER)),
    (Where.WHICH_NUMBER, "1", {"has_own_number": False}, Move(Turn.REPEAT)),
    (Where.WHICH_NUMBER, "2", {}, Move(Turn.ASK_NUMBER)),
    (Where.NUMBER, "0306060606#", {}, Move(Turn.TRY_NUMBER, "0306060606")),
    (Where.NUMBER, "0", {}, Move(Turn.ASK_DANGER)),
    (Where.NUMBER, "00#", {}, Move(Turn.ASK_DANGER)),
    (Where.NUMBER, "#", {}, Move(Turn.REPEAT)),
    (Where.NUMBER, "", TIRED, Move(Turn.OFFER)),
    (Where.NUMBER_CHECK, "1", {}, Move(Turn.CALL_BACK)),
    (Where.NUMBER_CHECK, "2", {}, Move(Turn.ASK_NUMBER)),
    (Where.NUMBER_CHECK, "1", {"may_be_called_back": False}, Move(Turn.REPEAT)),
    (Where.VOICEMAIL, "5", {}, Move(Turn.STAY)),
    (Where.DANGER, "2", {}, Move(Turn.GO_BACK)),
    (Where.DANGER, "", {}, Move(Turn.GO_BACK)),
    (Where.DANGER, "0", {}, Move(Turn.STAY)),
    (Where.DANGER, "", {"is_danger": True}, Move(Turn.WAIT)),
    (Where.DANGER, "2", {"is_danger": True}, Move(Turn.WAIT)),
]


@pytest.mark.parametrize(("where", "pressed", "different", "move"), TABLE)
def test_each_key_means_what_was_said(
    where: Where, pressed: str, different: dict[str, object], move: Move
) -> None:
    position = replace(ALL, where=where, **different)  # type: ignore[arg-type]  # a table's fields
    assert decide_move(position, pressed) == move


@given(st.sampled_from(Where), st.text(alphabet="0123456789*#ABCD ", max_size=60))
def test_whatever_is_keyed_danger_and_the_exit_are_never_lost(where: Where, pressed: str) -> None:
    turn = decide_move(replace(ALL, where=where), pressed).turn
    if "*" in pressed:
        assert turn is Turn.EXIT
    elif "0" in pressed and where not in {Where.DANGER, Where.NUMBER}:
        assert turn is Turn.ASK_DANGER


def minutes(*lengths: float, answered: bool = True) -> list[Waited]:
    return [Waited(timedelta(minutes=length), answered) for length in lengths]


def test_nothing_is_said_of_too_few_calls() -> None:
    assert usual_minutes(minutes(*[2] * (FEWEST_CALLS - 1))) is None
    assert usual_minutes(minutes(*[2] * FEWEST_CALLS)) == 2


def test_the_usual_wait_is_rounded_up_and_never_nothing() -> None:
    assert usual_minutes(minutes(*[2.1] * 9)) == 3
    assert usual_minutes(minutes(*[0.05] * 9)) == 1


def test_who_gave_up_counts_as_having_waited_longest() -> None:
    came_through, gave_up = minutes(1, 2, 3, 4, 5), minutes(0.5, 0.5, answered=False)
    assert usual_minutes(came_through + gave_up) == 4
    assert usual_minutes(came_through + gave_up * 3) is None, "more gave up than came through"


def test_a_wait_of_hours_is_not_foretold() -> None:
    assert usual_minutes(minutes(*[90] * 9)) is None


@given(st.lists(st.integers(1, 3000), min_size=FEWEST_CALLS, max_size=40))
def test_half_of_all_callers_waited_no_longer_than_we_say(seconds: list[int]) -> None:
    lengths = [timedelta(seconds=one) for one in seconds]
    said = usual_minutes([Waited(length, was_answered=True) for length in lengths])
    assert said is not None
    shorter = sum(length <= timedelta(minutes=said) for length in lengths)
    assert 2 * shorter >= len(lengths)


def test_nobody_is_told_a_time_that_they_have_waited_already() -> None:
    assert said_minutes(3, timedelta(minutes=2)) == 3
    assert said_minutes(3, timedelta(minutes=3)) is None
    assert said_minutes(None, timedelta()) is None


@pytest.mark.parametrize(
    ("standing", "told"),
    [
        (Standing(), None),
        (Standing(nobody_is_there=True), Where.OFFER),
        (Standing(nobody_fits=True), Where.UNMATCHED),
        (Standing(nobody_fits=True, waits_for_wish=True), None),
        (Standing(nobody_fits=True, waits_for_wish=True, is_patience_over=True), Where.OFFER),
        (Standing(is_patience_over=True), Where.OFFER),
        (Standing(is_danger=True, nobody_is_there=True, is_patience_over=True), None),
    ],
)
def test_waiting_is_interrupted_by_the_truth(standing: Standing, told: Where | None) -> None:
    assert told_instead(standing) is told


def test_three_different_times_are_offered_in_their_order() -> None:
    at_once = decide_windows(NOON, lambda moment: moment)
    assert at_once == (NOON, NOON + timedelta(hours=2), NOON + timedelta(hours=24))
    tomorrow = NOON + timedelta(hours=20)
    assert decide_windows(NOON, lambda moment: max(moment, tomorrow)) == (
        tomorrow,
        NOON + timedelta(hours=24),
    )
    assert decide_windows(NOON, lambda _moment: None) == ()


@pytest.mark.parametrize(
    ("was_joined", "has_keyed", "has_contact", "ending"),
    [
        (False, False, False, "silent"),
        (False, True, False, "hung_up"),
        (False, False, True, "hung_up"),
        (True, False, True, "talked"),
    ],
)
def test_only_who_did_nothing_at_all_was_silent(
    *, was_joined: bool, has_keyed: bool, has_contact: bool, ending: str
) -> None:
    found = decide_ending(was_joined=was_joined, has_keyed=has_keyed, has_contact=has_contact)
    assert found == ending
