"""What people type, made safe to keep: no hidden characters, digits we can count on."""

import re
import unicodedata
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

_CONTROLS: Final = r"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
"""Unicode's Cc and Cs, without tab and line feed."""
# Embeddings, overrides and isolates can make a sentence read backwards on the assessor's screen.
# The plain marks (200E, 200F, 061C) and the joiners (200C, 200D) stay: Arabic and Persian
# need them.
_TURNS_DIRECTION: Final = r"\u202a-\u202e\u2066-\u2069"
_INVISIBLE: Final = r"\ufeff\ufff9-\ufffb"
_UNWANTED: Final = re.compile(f"[{_CONTROLS}{_TURNS_DIRECTION}{_INVISIBLE}]")


def clean(text: str) -> str:
    """The same words without control characters or tricks of direction, in Unicode's NFC.

    Tabs and line breaks stay; every kind of line break becomes a line feed.
    """
    text = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def latin_digits(text: str) -> str:
    """The same text with every script's decimal digits written 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
