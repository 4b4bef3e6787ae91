"""Does a text look as if it names somebody?

A hint for the writer, never a block, and never kept: this desk builds no file on a person.
It errs in both directions, so it asks and does not decide.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final


class Looks(StrEnum):
    """What a text seems to hold."""

    NAME = "name"
    NUMBER = "number"
    MAIL = "mail"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"


_LETTER: Final = r"[^\W\d_]"
_CAPITAL: Final = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĶŁŃŇŌŐŘŚŠŞŤŪŮŰŹŻŽİ]"
_PROPER: Final = rf"{_CAPITAL}{_LETTER}+(?:[-'\u2019]{_LETTER}+)?"
_TITLED: Final = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Herrn?|Frau|Fr|Hr|Madame|Monsieur|Mme|Bay|Bayan)\b\.?\s+{_PROPER}"
)
_CALLED: Final = re.compile(
    rf"(?i:\b(?:name\s+is|named|is\s+called|goes\s+by|heißt|heisst|namens|name\s+ist|"
    rf"s['\u2019]appelle|ad\u0131))\s+{_PROPER}"
)
_CALLED_ARABIC: Final = re.compile(
    r"(?:اسمه|اسمها|اسم\s+(?:الولد|البنت|الطالب|الطالبة)|يدعى|تدعى)\s+\w+"
)
_SOME_GIVEN_NAMES: Final = """
    ahmed ahmet aisha alexander ali amina anna ayşe ben daniel david elif emma fatima fatma felix
    finn hannah hassan hussein ibrahim jan jonas julia kevin khaled khalid laura lea leila lena leon
    lisa lukas mahmoud maria marie max maximilian mehmet mia michael mohamed mohammed muhammad
    mustafa niklas nina noah nora omar osman paul peter sara sarah selin sophie thomas tim tobias
    yasin yusuf zeynep
    """
_GIVEN: Final = frozenset(_SOME_GIVEN_NAMES.split())
_FULL_NAME: Final = re.compile(rf"\b({_PROPER})\s+{_PROPER}")
_ARABIC_NAMES: Final = re.compile(
    r"\b(?:محمد|أحمد|احمد|فاطمة|علي|عمر|يوسف|خالد|حسن|حسين|مريم|عائشة|إبراهيم|محمود|ليلى|سارة|نور)\b\s+\w+"
)
_MAIL: Final = re.compile(r"\b[\w.+-]{1,64}@[\w-]+\.\w+")
_NUMBER: Final = re.compile(r"(?:\+|\b)\d(?:[\s()/.-]*\d){6,}")
_DATE: Final = re.compile(
    r"\b(?:[0-3]?\d[./-][01]?\d[./-](?:19|20)\d{2}|(?:19|20)\d{2}-[01]\d-[0-3]\d)\b"
)
_BORN: Final = re.compile(
    r"(?i:\b(?:born|date\s+of\s+birth|dob|geboren|geb\.|geburtsdatum)\b).{0,12}\d|"
    r"(?:مواليد|تاريخ\s+الميلاد|ولد\s+في|ولدت\s+في).{0,12}\d"
)
_ROAD: Final = (
    r"(?:street|road|avenue|lane|square|straße|strasse|str\.|weg|allee|platz|gasse|damm|ufer|ring)"
)
_ADDRESS: Final = re.compile(
    rf"(?i:{_ROAD})\s*\d{{1,4}}\s?[a-zA-Z]?\b|"
    rf"\b\d{{1,4}}[a-z]?\s+(?:{_PROPER}\s+){{1,2}}(?i:street|road|avenue|lane|square)\b|"
    r"شارع\s+\w+"
)


def _holds(*patterns: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: any(pattern.search(text) for pattern in patterns)


def _has_name(text: str) -> bool:
    known = any(found.group(1).lower() in _GIVEN for found in _FULL_NAME.finditer(text))
    return known or _holds(_TITLED, _CALLED, _CALLED_ARABIC, _ARABIC_NAMES)(text)


def _has_number(text: str) -> bool:
    return bool(_NUMBER.search(_DATE.sub(" ", text)))


_SIGNS: Final[dict[Looks, Callable[[str], bool]]] = {
    Looks.NAME: _has_name,
    Looks.NUMBER: _has_number,
    Looks.MAIL: _holds(_MAIL),
    Looks.BIRTH_DATE: _holds(_DATE, _BORN),
    Looks.ADDRESS: _holds(_ADDRESS),
}


def looks_like(text: str) -> tuple[Looks, ...]:
    """What the text seems to hold, in the order of the list above; nothing for most texts."""
    return tuple(looks for looks, holds in _SIGNS.items() if holds(text))
