"""The README names buttons in English; the father reads them in Arabic."""

from typing import Final

from babel.messages.pofile import read_po

from tests.readme.reading import ROOT

_FILE: Final = ROOT / "translations" / "ar" / "LC_MESSAGES" / "messages.po"


def in_arabic(label: str) -> str:
    """As the catalogue has it; as it is where there is no such sentence."""
    with _FILE.open("rb") as text:
        message = read_po(text).get(label)
    return str(message.string) if message and message.string else label
