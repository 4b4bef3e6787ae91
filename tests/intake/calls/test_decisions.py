"""What a key means: rules alone."""

from dataclasses import replace
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from helpline.i18n import LANGUAGES
from helpline.intake.calls.decisions.dialogue import decide_move
from helpline.intake.calls.decisions.moves import Position, Turn, Where
from helpline.intake.calls.decisions.pages import page_of

FIFTEEN: Final = tuple(LANGUAGES)
KEYS: Final = st.sampled_from([*"0123456789*#", "", "12"])
POSITIONS: Final = st.builds(
    Position,
    where=st.sampled_from(Where),
    tries=st.integers(0, 3),
    page=st.integers(0, 5),
    languages=st.sampled_from([FIFTEEN, FIFTEEN[:3], FIFTEEN[:1]]),
    wishes=st.just(("someone_close", "myself", "question", "concern")),
    may_be_called_back=st.booleans(),
    may_wait=st.booleans(),
    is_danger=st.booleans(),
)


@given(POSITIONS)
def test_danger_and_the_quiet_exit_work_everywhere(position: Position) -> None:
    assert decide_move(position, "*").turn is Turn.EXIT
    if position.where is not Where.DANGER:
        assert decide_move(position, "0").turn is Turn.ASK_DANGER


@given(POSITIONS, KEYS)
def test_only_the_second_key_confirms_danger(position: Position, pressed: str) -> None:
    turn = decide_move(position, pressed).turn
    assert (turn is Turn.CONFIRM_DANGER) == (position.where is Where.DANGER and pressed == "1")


@given(POSITIONS, KEYS)
def test_no_callback_is_made_where_none_may_be(position: Position, pressed: str) -> None:
    turn = decide_move(replace(position, may_be_called_back=False), pressed).turn
    assert turn is not Turn.CALL_BACK


@given(POSITIONS)
def test_somebody_in_danger_is_never_sent_away(position: Position) -> None:
    silent = decide_move(replace(position, is_danger=True, where=Where.OFFER), "")
    assert silent.turn is not Turn.FINISH


def test_fifteen_languages_take_two_pages_and_go_round() -> None:
    assert page_of(FIFTEEN, 0) == FIFTEEN[:8]
    assert page_of(FIFTEEN, 1) == FIFTEEN[8:]
    assert page_of(FIFTEEN, 2) == FIFTEEN[:8]
    menu = Position(where=Where.LANGUAGE, languages=FIFTEEN)
    assert decide_move(menu, "9").turn is Turn.TURN_PAGE
    assert decide_move(replace(menu, page=1), "2").choice == "ar"
    assert decide_move(replace(menu, languages=FIFTEEN[:3]), "9").turn is Turn.REPEAT
