"""Telephone numbers as they arrive: readable, withheld, or neither. Never printed by accident."""

import re
from dataclasses import dataclass
from typing import Final

import phonenumbers
from typing_extensions import override

from helpline.text import clean, latin_digits

_LOOKS_LIKE_A_NUMBER: Final = re.compile(r"(?:tel:)?[+\uff0b]?[\d\s().\-/\u2010-\u2015\u2212]+")
_MARKS: Final = re.compile("[\u200b-\u200f\u061c\u2060]")
_ONLY_DIGITS: Final = re.compile(r"\D")

# What a carrier writes where a number was withheld: words, or an old word typed on a keypad.
_WORDS: Final = (
    "anonymous",
    "unknown",
    "restricted",
    "blocked",
    "unavailable",
    "private",
    "withheld",
)
_KEYED_WORDS: Final = frozenset(
    {"266696687", "7378742833", "2562533", "8656696", "86282452253"},
)
_DEARER: Final = frozenset(
    {
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.SHARED_COST,
        phonenumbers.PhoneNumberType.PERSONAL_NUMBER,
    },
)


@dataclass(frozen=True, slots=True, repr=False)
class E164:
    """A number that can be called, as +49…; ``number`` is the only way to its digits."""

    number: str

    @override
    def __repr__(self) -> str:
        return "<telephone number>"

    __str__ = __repr__

    @property
    def for_reading(self) -> str:
        """In groups, for a person who has to dial it."""
        return phonenumbers.format_number(
            phonenumbers.parse(self.number),
            phonenumbers.PhoneNumberFormat.INTERNATIONAL,
        )

    @property
    def is_premium(self) -> bool:
        """Calling it would earn somebody money: nobody asks for that in good faith."""
        return phonenumbers.number_type(phonenumbers.parse(self.number)) in _DEARER

    @property
    def is_emergency(self) -> bool:
        """Whether it begins as an emergency number does where it leads, and is nobody's own.

        The bare emergency numbers are too short to be read as a number at all. Somebody's own may
        begin with the same digits, as all of Norrköping's do.
        """
        number = phonenumbers.parse(self.number)
        if phonenumbers.is_valid_number(number):
            return False
        digits = phonenumbers.national_significant_number(number)
        regions = phonenumbers.region_codes_for_country_code(number.country_code or 0)
        return any(phonenumbers.connects_to_emergency_number(digits, region) for region in regions)

    @property
    def may_be_rung(self) -> bool:
        """Whether ringing it back harms nobody."""
        return not (self.is_premium or self.is_emergency)


@dataclass(frozen=True, slots=True)
class Withheld:
    """The caller, or their network, did not give a number."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something was given, and it is not a number that we could call."""


def parse_number(text: str, country: str) -> E164 | Withheld | Unreadable:
    """Read a number typed by a person or sent by a carrier, in any script's digits.

    ``country`` (two letters) says how to read a number without a country code.
    """
    plain = _MARKS.sub("", latin_digits(clean(text))).strip().lower()
    if _is_withheld(plain):
        return Withheld()
    if not _LOOKS_LIKE_A_NUMBER.fullmatch(plain):
        return Unreadable()
    try:
        number = phonenumbers.parse(plain, country.upper())
    except phonenumbers.NumberParseException:
        return Unreadable()
    return _if_possible(number)


def _is_withheld(plain: str) -> bool:
    if not plain or any(word in plain for word in _WORDS):
        return True
    return _ONLY_DIGITS.sub("", plain) in _KEYED_WORDS


def _if_possible(number: phonenumbers.PhoneNumber) -> E164 | Unreadable:
    # Length only: a list of valid ranges is always older than the newest range.
    # A number that works only within its town is not one that we could call.
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        return Unreadable()
    return E164(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
