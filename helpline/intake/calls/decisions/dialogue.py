"""What a key means, wherever a caller is. Danger and the quiet exit come before all else."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

DANGER_KEY: Final = "0"
EXIT_KEY: Final = "*"
YES: Final = "1"
WAIT_KEY: Final = "2"
MORE_KEY: Final = "9"
ON_ONE_PAGE: Final = 8
PATIENCE: Final = 2
"""So often a menu is repeated before we choose for them."""


class Where(StrEnum):
    """The scenes, as far as keys are concerned."""

    LANGUAGE = "language"
    DESK = "desk"
    WAITING = "waiting"
    OFFER = "offer"
    DANGER = "danger"
    AFTER = "after"


class Turn(StrEnum):
    """What happens next."""

    REPEAT = "repeat"
    EXIT = "exit"
    """Quietly, with words that tell nobody anything."""
    ASK_DANGER = "ask_danger"
    CONFIRM_DANGER = "confirm_danger"
    GO_BACK = "go_back"
    SPEAK = "speak"
    TURN_PAGE = "turn_page"
    CHOOSE = "choose"
    OFFER = "offer"
    CALL_BACK = "call_back"
    WAIT = "wait"
    STAY = "stay"
    """The key means nothing, and waiting goes on."""
    FINISH = "finish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a caller is, and what this operator can offer there."""

    where: Where
    tries: int = 0
    page: int = 0
    languages: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    may_be_called_back: bool = False
    may_wait: bool = False
    is_danger: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    turn: Turn
    choice: str = ""
    """The language or the wish that was chosen."""


REPEAT: Final = Move(Turn.REPEAT)


def decide_move(position: Position, pressed: str) -> Move:
    """What one key, or none, leads to."""
    if pressed == EXIT_KEY:
        return Move(Turn.EXIT)
    if pressed == DANGER_KEY and position.where is not Where.DANGER:
        return Move(Turn.ASK_DANGER)
    return _DECISIONS[position.where](position, pressed)


def page_of(languages: tuple[str, ...], page: int) -> tuple[str, ...]:
    """The languages of one page of the menu; page 0 is the first. It goes round."""
    if not has_pages(languages):
        return languages
    pages = -(-len(languages) // ON_ONE_PAGE)
    first = page % pages * ON_ONE_PAGE
    return languages[first : first + ON_ONE_PAGE]


def has_pages(languages: tuple[str, ...]) -> bool:
    return len(languages) > ON_ONE_PAGE


def _language(position: Position, pressed: str) -> Move:
    if pressed == MORE_KEY and has_pages(position.languages):
        return Move(Turn.TURN_PAGE)
    chosen = _chosen(page_of(position.languages, position.page), pressed)
    if chosen is None and position.tries < PATIENCE:
        return REPEAT
    # Somebody whose phone sends no keys shall reach a person all the same.
    return Move(Turn.SPEAK, chosen or position.languages[0])


def _desk(position: Position, pressed: str) -> Move:
    chosen = _chosen(position.wishes, pressed)
    if chosen is None and position.tries < PATIENCE:
        return REPEAT
    return Move(Turn.CHOOSE, chosen or "")


def _waiting(position: Position, pressed: str) -> Move:
    wants_call = pressed == YES and position.may_be_called_back
    return Move(Turn.OFFER if wants_call else Turn.STAY)


def _danger(_position: Position, pressed: str) -> Move:
    return Move(Turn.CONFIRM_DANGER if pressed == YES else Turn.GO_BACK)


def _offer(position: Position, pressed: str) -> Move:
    if pressed == YES and position.may_be_called_back:
        return Move(Turn.CALL_BACK)
    if pressed == WAIT_KEY and position.may_wait:
        return Move(Turn.WAIT)
    if position.tries < PATIENCE:
        return REPEAT
    return Move(Turn.WAIT if position.is_danger else Turn.FINISH)


def _after(position: Position, pressed: str) -> Move:
    if pressed == YES:
        return Move(Turn.WAIT)
    return REPEAT if position.tries < PATIENCE else Move(Turn.FINISH)


def _chosen(choices: tuple[str, ...], pressed: str) -> str | None:
    numbered = {str(number): choice for number, choice in enumerate(choices, start=1)}
    return numbered.get(pressed)


_DECISIONS: Final[dict[Where, Callable[[Position, str], Move]]] = {
    Where.LANGUAGE: _language,
    Where.DESK: _desk,
    Where.WAITING: _waiting,
    Where.OFFER: _offer,
    Where.DANGER: _danger,
    Where.AFTER: _after,
}
