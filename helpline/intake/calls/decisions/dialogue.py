"""What a key means, wherever a caller is. Danger and the quiet exit come before all else."""

from collections.abc import Callable
from typing import Final

from helpline.intake.calls.decisions import keyed, offers
from helpline.intake.calls.decisions.moves import (
    ANY_ORGANISATION,
    CODE_KEY,
    DANGER_KEY,
    EXIT_KEY,
    MAN_KEY,
    MORE_KEY,
    NO_MATTER,
    WOMAN_KEY,
    YES,
    Move,
    Position,
    Turn,
    Where,
    again_or,
    chosen,
)
from helpline.intake.calls.decisions.pages import has_pages, page_of

GENDERS: Final = {WOMAN_KEY: "woman", MAN_KEY: "man", NO_MATTER: "", "": ""}
"""Silence is an answer too: nobody has to have a wish."""


def decide_move(position: Position, pressed: str) -> Move:
    """What one entry, or none, leads to."""
    if EXIT_KEY in pressed:
        return Move(Turn.EXIT)
    if position.where is not Where.DANGER and means_danger(position.where, pressed):
        return Move(Turn.ASK_DANGER)
    return _DECISIONS[position.where](position, pressed)


def means_danger(where: Where, pressed: str) -> bool:
    """Codes and receipts have no zero, so that it means danger there too.

    A telephone number has: there it is danger alone, before the hash key.
    """
    if where is Where.NUMBER:
        return keyed.plain(pressed).strip(DANGER_KEY) == "" and DANGER_KEY in pressed
    return DANGER_KEY in pressed


def _language(position: Position, pressed: str) -> Move:
    if pressed == MORE_KEY and has_pages(position.languages):
        return Move(Turn.TURN_PAGE)
    choice = chosen(page_of(position.languages, position.page), pressed)
    # Somebody whose phone sends no keys shall reach a person all the same.
    return Move(Turn.SPEAK, choice) if choice else again_or(position, Turn.SPEAK, _first(position))


def _first(position: Position) -> str:
    return position.languages[0]


def _desk(position: Position, pressed: str) -> Move:
    if pressed == CODE_KEY and position.may_bring_code:
        return Move(Turn.ASK_CODE)
    if position.has_desk:
        return Move(Turn.CHOOSE)
    choice = chosen(position.wishes, pressed)
    return Move(Turn.CHOOSE, choice) if choice else again_or(position, Turn.CHOOSE)


def _gender(position: Position, pressed: str) -> Move:
    if pressed in GENDERS:
        return Move(Turn.PREFER_GENDER, GENDERS[pressed])
    return again_or(position, Turn.PREFER_GENDER)


def _organisation(position: Position, pressed: str) -> Move:
    if pressed in {"", ANY_ORGANISATION}:
        return Move(Turn.PREFER_ORGANISATION)
    choice = chosen(organisation_choices(position.organisations), pressed)
    if choice:
        return Move(Turn.PREFER_ORGANISATION, choice)
    return again_or(position, Turn.PREFER_ORGANISATION)


def organisation_choices(organisations: tuple[str, ...]) -> tuple[str, ...]:
    """Two keys for each: rather its people (``+slug``), and rather not (``-slug``)."""
    return tuple(f"{sign}{slug}" for slug in organisations for sign in "+-")


def _danger(position: Position, pressed: str) -> Move:
    """Zero again is no wish to go back, and who has told us before was told to stay on the line."""
    if pressed == YES:
        return Move(Turn.CONFIRM_DANGER)
    if position.is_danger:
        return Move(Turn.WAIT)
    return Move(Turn.STAY if DANGER_KEY in pressed else Turn.GO_BACK)


def _after(position: Position, pressed: str) -> Move:
    return Move(Turn.WAIT) if pressed == YES else again_or(position, Turn.FINISH)


def _stay(_position: Position, _pressed: str) -> Move:
    return Move(Turn.STAY)


_DECISIONS: Final[dict[Where, Callable[[Position, str], Move]]] = {
    Where.LANGUAGE: _language,
    Where.DESK: _desk,
    Where.CODE: keyed.code,
    Where.RECEIPT_RISK: keyed.receipt_risk,
    Where.RECEIPT: keyed.receipt,
    Where.GENDER: _gender,
    Where.ORGANISATION: _organisation,
    Where.WAITING: offers.waiting,
    Where.UNMATCHED: offers.unmatched,
    Where.OFFER: offers.offer,
    Where.WHEN: offers.when,
    Where.WHICH_NUMBER: offers.which_number,
    Where.NUMBER: keyed.number,
    Where.NUMBER_CHECK: offers.number_check,
    Where.VOICEMAIL: _stay,
    Where.DANGER: _danger,
    Where.AFTER: _after,
}
