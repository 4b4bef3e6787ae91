"""The receipt: sixteen digits that bring an anonymous person back to their own words."""

import re
import secrets
from dataclasses import dataclass
from typing import Final

from helpline.text import clean, latin_digits
from helpline.vault.argon import SALT_BYTES, stretch
from helpline.vault.derive import checked, subkey
from helpline.vault.secret import Secret

LENGTH: Final = 16
# No zero: it is a dot in Arabic, and the letter O to many.
_DIGITS: Final = "123456789"
_RECEIPT: Final = re.compile(f"[1-9]{{{LENGTH}}}")
_BETWEEN: Final = re.compile(r"[\s\-.\u00ad\u061c\u200b-\u200f\u2010-\u2015\u2060\u2212]")


class NotAReceipt(ValueError):
    """What was typed cannot be anybody's receipt. It is not repeated here."""


@dataclass(frozen=True, slots=True, repr=False)
class Unlocking(Secret):
    """What a receipt is good for: finding the mailbox, and opening it."""

    lookup: bytes
    key: bytes


def draw() -> str:
    """A new receipt: 9 to the power of 16, so about 51 bits."""
    return "".join(secrets.choice(_DIGITS) for _ in range(LENGTH))


def grouped(receipt: str) -> str:
    """In fours, as people copy and read aloud: ``1234 5678 …``."""
    return " ".join(receipt[i : i + 4] for i in range(0, len(receipt), 4))


def read(typed: str) -> str:
    """The receipt in what somebody typed: any script's digits, with spaces or dashes.

    Raises NotAReceipt.
    """
    digits = _BETWEEN.sub("", latin_digits(clean(typed)))
    if not _RECEIPT.fullmatch(digits):
        raise NotAReceipt
    return digits


def derive(receipt: str, pepper: bytes) -> Unlocking:
    """Find and open a mailbox, at the price of one Argon2id run. Raises PepperTooShort.

    Both values come out of that one run. A faster one for the lookup alone
    would let whoever has the database and the pepper try every receipt there is.
    """
    master = stretch(receipt.encode(), subkey(checked(pepper), "receipt")[:SALT_BYTES])
    return Unlocking(subkey(master, "lookup"), subkey(master, "unlock"))
