"""Takes out of recorded requests what is about a person: numbers, references, names, words."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

_REFERENCE: Final = re.compile(r"\b([A-Z]{2})[0-9a-fA-F]{32}\b")
_NUMBER: Final = re.compile(r"\+?[0-9][0-9 ()/-]{5,}[0-9]")
_OURS: Final = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
_HOST: Final = re.compile(r"https?://[^/\"'<\s]+")
_SPOKEN: Final = frozenset(
    {"Body", "SpeechResult", "TranscriptionText", "CallerName", "CallToken", "StirPassportToken"}
)
_PLACES: Final = re.compile(r"(From|To|Caller|Called)(City|State|Zip|Country)")
_NUMBERED: Final = frozenset({"From", "To", "Caller", "Called", "ForwardedFrom"})
_PLAIN: Final = frozenset(
    {"CallDuration", "Duration", "QueueTime", "AvgQueueTime", "RecordingDuration", "SequenceNumber"}
)
KEPT_DIGITS: Final = 1
"""An entry of one key is a choice in a menu; a longer one may be a code or a number."""


class Scrubber:
    """One recording's: the same thing gets the same stand-in everywhere in it."""

    def __init__(self) -> None:
        self._stand_ins: dict[str, str] = {}

    def form(self, fields: Mapping[str, str]) -> dict[str, str]:
        return {name: self._field(name, value) for name, value in fields.items()}

    def path(self, url: str) -> str:
        """Only the path: the host says whose line it is, a query may say anything."""
        return self._text(urlsplit(url).path)

    def answer(self, document: str) -> str:
        """Our own words may hold a caller's number, as when it is read back to them."""
        without_words = re.sub(r"(<Say[^>]*>)[^<]*", r"\1…", document)
        return self._text(_HOST.sub("", without_words))

    def _field(self, name: str, value: str) -> str:
        if name in _SPOKEN or _PLACES.fullmatch(name):
            return "…" if value else ""
        if name in _NUMBERED:
            return self._caller(value)
        if name == "Digits":
            return value if value == "hangup" else _entry(value)
        return value if name in _PLAIN else self._text(_HOST.sub("", value))

    def _caller(self, value: str) -> str:
        if ":" in value:
            kind = value.partition(":")[0]
            return f"{kind}:" + self._stand_in(value, "somebody{number}")
        if any(letter.isdigit() for letter in value):
            return self._stand_in(value, "+1202555{number:04}")
        return value

    def _text(self, text: str) -> str:
        text = _REFERENCE.sub(self._reference, text)
        text = _OURS.sub(lambda found: self._stand_in(found[0], "0" * 24 + "{number:08}"), text)
        return _NUMBER.sub(self._digits, text)

    def _reference(self, found: re.Match[str]) -> str:
        return self._stand_in(found[0], f"{found[1]}{'0' * 24}{{number:08}}")

    def _digits(self, found: re.Match[str]) -> str:
        if found[0] in self._stand_ins.values() or found[0].startswith("0000"):
            return found[0]
        return self._stand_in(found[0], "+1202555{number:04}")

    def _stand_in(self, value: str, pattern: str) -> str:
        if value not in self._stand_ins:
            self._stand_ins[value] = pattern.format(number=len(self._stand_ins) + 1)
        return self._stand_ins[value]


def _entry(keys: str) -> str:
    return keys if len(keys) <= KEPT_DIGITS else re.sub("[0-9]", "1", keys)


def names_in(recorded: object) -> set[str]:
    """Every long number that is no stand-in: empty where a recording can be shown."""
    found = {match[0] for match in _NUMBER.finditer(str(recorded))}
    return {one for one in found if not one.startswith(("+1202555", "0000"))}
