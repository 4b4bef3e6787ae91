"""What a handler may ask for during a call, as things stand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

LONG_HOLD: Final = timedelta(minutes=3)
"""From then on the handler is reminded of a caller on hold, and the caller hears of it."""


class Wish(StrEnum):
    """The kinds of orders, as far as this decision is concerned."""

    HOLD = "hold"
    UNHOLD = "unhold"
    CONSULT = "consult"
    BRING_IN = "bring_in"
    TOGETHER = "together"
    TAKE_OUT = "take_out"
    LEAVE = "leave"
    LISTEN = "listen"
    WHISPER = "whisper"


class No(StrEnum):
    """Why not."""

    NOT_TALKING = "not_talking"
    NOT_YOURS = "not_yours"
    HELD_ALREADY = "held_already"
    NOT_HELD = "not_held"
    RINGS_ALREADY = "rings_already"
    NOBODY_IN = "nobody_in"
    STILL_HELD = "still_held"
    ONLY_INTERPRETER = "only_interpreter"
    NO_YES = "no_yes"
    NOBODY_LISTENS = "nobody_listens"
    LISTENS_ALREADY = "listens_already"
    YOUR_OWN = "your_own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """Who else is in the call, or about to be."""

    rung: int = 0
    joined: int = 0
    """With the handler and the caller, or with the handler alone."""
    stay: int = 0
    """Of the joined, those who can be left with a caller: an interpreter cannot."""
    listeners: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the call stands for whoever asks."""

    is_talking: bool
    is_mine: bool
    is_held: bool = False
    """Held, or about to be."""
    others: Others = Others()
    is_danger: bool = False
    is_agreed: bool = False
    """The caller said yes to somebody else hearing them."""
    may_listen: bool = False


def decide_order(wish: Wish, standing: Standing) -> No | None:
    """None if it may be done."""
    if not standing.is_talking:
        return No.NOT_TALKING
    if wish in {Wish.LISTEN, Wish.WHISPER}:
        return _listen(standing)
    if not standing.is_mine:
        return No.NOT_YOURS
    return _DECISIONS[wish](standing)


def is_long_hold(held_since: datetime | None, moment: datetime) -> bool:
    return held_since is not None and moment >= held_since + LONG_HOLD


def _hold(standing: Standing) -> No | None:
    return No.HELD_ALREADY if standing.is_held else None


def _unhold(standing: Standing) -> No | None:
    return None if standing.is_held else No.NOT_HELD


def _bring(standing: Standing) -> No | None:
    if standing.others.rung:
        return No.RINGS_ALREADY
    return None if standing.is_agreed or standing.is_danger else No.NO_YES


def _together(standing: Standing) -> No | None:
    if not standing.others.joined:
        return No.NOBODY_IN
    return _unhold(standing)


def _take_out(standing: Standing) -> No | None:
    return None if standing.others.joined or standing.others.rung else No.NOBODY_IN


def _leave(standing: Standing) -> No | None:
    """Nobody is left alone, and nobody is left on hold (design: §7, the handler leaves last)."""
    if not standing.others.joined:
        return No.NOBODY_IN
    if standing.is_held:
        return No.STILL_HELD
    return None if standing.others.stay else No.ONLY_INTERPRETER


def _listen(standing: Standing) -> No | None:
    if not standing.may_listen:
        return No.NOBODY_LISTENS
    if standing.is_mine:
        return No.YOUR_OWN
    return No.LISTENS_ALREADY if standing.others.listeners else None


_DECISIONS: Final[dict[Wish, Callable[[Standing], No | None]]] = {
    Wish.HOLD: _hold,
    Wish.UNHOLD: _unhold,
    Wish.CONSULT: _bring,
    Wish.BRING_IN: _bring,
    Wish.TOGETHER: _together,
    Wish.TAKE_OUT: _take_out,
    Wish.LEAVE: _leave,
}
