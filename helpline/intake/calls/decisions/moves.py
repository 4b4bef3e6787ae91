"""The words of the dialogue: where a caller is, what they can do there, and what follows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from helpline.vault import receipts

DANGER_KEY: Final = "0"
EXIT_KEY: Final = "*"
DONE_KEY: Final = "#"
YES: Final = "1"
NO: Final = "2"
WAIT_KEY: Final = "2"
CALL_KEY: Final = "3"
MESSAGE_KEY: Final = "3"
CODE_KEY: Final = "7"
RECEIPT_KEY: Final = "9"
MORE_KEY: Final = "9"
WOMAN_KEY: Final = "1"
MAN_KEY: Final = "2"
NO_MATTER: Final = "3"
ANY_ORGANISATION: Final = "9"
PATIENCE: Final = 2
"""So often a menu is repeated before we choose for them."""
CODE_LENGTH: Final = 6
RECEIPT_LENGTH: Final = receipts.LENGTH
LONGEST_NUMBER: Final = 18
"""Two zeros and a country code before it."""
WRONG_CODES: Final = 3
"""So many in one call; then it goes on as any other."""


class Where(StrEnum):
    """The scenes, as far as keys are concerned."""

    LANGUAGE = "language"
    DESK = "desk"
    CODE = "code"
    RECEIPT_RISK = "receipt_risk"
    RECEIPT = "receipt"
    GENDER = "gender"
    ORGANISATION = "organisation"
    WAITING = "waiting"
    UNMATCHED = "unmatched"
    OFFER = "offer"
    WHEN = "when"
    WHICH_NUMBER = "which_number"
    NUMBER = "number"
    NUMBER_CHECK = "number_check"
    VOICEMAIL = "voicemail"
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
    ASK_CODE = "ask_code"
    TRY_CODE = "try_code"
    WARN_OF_RECEIPT = "warn_of_receipt"
    ASK_RECEIPT = "ask_receipt"
    TRY_RECEIPT = "try_receipt"
    WITHOUT_CODE = "without_code"
    """Back to what they want: a call like any other."""
    PREFER_GENDER = "prefer_gender"
    PREFER_ORGANISATION = "prefer_organisation"
    TAKE_ANYONE = "take_anyone"
    WAIT_FOR_WISH = "wait_for_wish"
    OFFER = "offer"
    ASK_WHEN = "ask_when"
    PICK_TIME = "pick_time"
    USE_OWN_NUMBER = "use_own_number"
    ASK_NUMBER = "ask_number"
    TRY_NUMBER = "try_number"
    CALL_BACK = "call_back"
    LEAVE_MESSAGE = "leave_message"
    WAIT = "wait"
    STAY = "stay"
    """The key means nothing, and all goes on as it was."""
    FINISH = "finish"


COUNTED_THERE: Final = frozenset({Turn.REPEAT, Turn.TURN_PAGE, Turn.TRY_NUMBER})
"""After these the tries at a scene are not forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a caller is, and what this operator can offer there."""

    where: Where
    tries: int = 0
    page: int = 0
    languages: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    has_desk: bool = False
    """The number that they dialled is one desk's: nobody asks what they want."""
    may_bring_code: bool = False
    organisations: tuple[str, ...] = ()
    windows: int = 0
    """How many times for a callback they were told."""
    has_own_number: bool = False
    may_be_called_back: bool = False
    may_leave_message: bool = False
    may_wait: bool = False
    is_danger: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    turn: Turn
    choice: str = ""
    """What was chosen: a language, a wish, a gender, an organisation, the place in a list."""


REPEAT: Final = Move(Turn.REPEAT)


def chosen(choices: tuple[str, ...], pressed: str) -> str | None:
    """The choice that has this key, counted from 1."""
    numbered = {str(number): choice for number, choice in enumerate(choices, start=1)}
    return numbered.get(pressed)


def again_or(position: Position, turn: Turn, choice: str = "") -> Move:
    """The same once more, as long as there is patience."""
    return REPEAT if position.tries < PATIENCE else Move(turn, choice)
