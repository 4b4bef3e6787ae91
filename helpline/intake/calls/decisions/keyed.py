"""Entries of several keys: a code, a receipt, a telephone number."""

import re
from typing import Final

from helpline.intake.calls.decisions.moves import (
    CODE_LENGTH,
    DONE_KEY,
    RECEIPT_KEY,
    RECEIPT_LENGTH,
    YES,
    Move,
    Position,
    Turn,
    again_or,
)

_CODE: Final = re.compile(f"[1-9]{{{CODE_LENGTH}}}")
_RECEIPT: Final = re.compile(f"[1-9]{{{RECEIPT_LENGTH}}}")


def plain(pressed: str) -> str:
    """Without the key that says that the entry is done."""
    return pressed.replace(DONE_KEY, "")


def is_code(pressed: str) -> bool:
    return _CODE.fullmatch(plain(pressed)) is not None


def is_receipt(pressed: str) -> bool:
    return _RECEIPT.fullmatch(plain(pressed)) is not None


def code(position: Position, pressed: str) -> Move:
    """Six digits; or one, for somebody who has nothing but a receipt."""
    if is_code(pressed):
        return Move(Turn.TRY_CODE)
    if plain(pressed) == RECEIPT_KEY:
        return Move(Turn.WARN_OF_RECEIPT)
    return again_or(position, Turn.WITHOUT_CODE)


def receipt_risk(_position: Position, pressed: str) -> Move:
    """Only a clear yes: any other key, and silence, go on without the receipt."""
    return Move(Turn.ASK_RECEIPT if pressed == YES else Turn.WITHOUT_CODE)


def receipt(position: Position, pressed: str) -> Move:
    return Move(Turn.TRY_RECEIPT) if is_receipt(pressed) else again_or(position, Turn.WITHOUT_CODE)


def number(position: Position, pressed: str) -> Move:
    """Whether it is a number that can be called is seen when it is read."""
    if plain(pressed):
        return Move(Turn.TRY_NUMBER, plain(pressed))
    return again_or(position, Turn.OFFER)
