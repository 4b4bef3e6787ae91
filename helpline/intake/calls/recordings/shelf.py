"""The recordings that there are: files on a shelf, found by language and words."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Final

from flask import current_app

from helpline.i18n import LANGUAGES
from helpline.sound import NotASound, read_notes

FILE_NAME: Final = re.compile(r"(?P<slot>[a-z0-9_]{1,60})-(?P<mark>[0-9a-f]{8})\.wav")
PLACEHOLDER: Final = "placeholder"
"""Noted in the file: a machine made it, for demonstrations and tests."""
_KEY: Final = "helpline.recordings"


def mark_of(words: str) -> str:
    """What binds a recording to its words: one letter changed, and it is a recording no more."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]


@dataclass(slots=True)
class Shelf:
    """A folder with a folder for each language. Looks again whenever one of them has changed."""

    folder: Path | None = None
    with_placeholders: bool = False
    """Only in a demonstration; for anybody else they are as good as missing."""
    offered: tuple[str, ...] | None = None
    """What the phone can speak, once that is known."""
    find_offered: Callable[[], tuple[str, ...]] | None = None
    """Takes as long as much of a start, and most processes never speak."""
    _seen: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    _finding: Lock = field(default_factory=Lock)

    def what_is_offered(self) -> tuple[str, ...] | None:
        """Found once; whoever asks meanwhile waits. None where nobody can find it."""
        with self._finding:
            if self.offered is None and self.find_offered is not None:
                self.offered = self.find_offered()
        return self.offered

    def find(self, language: str, words: str) -> str:
        """The name of the file in which somebody says these words; empty where nobody does."""
        return self.files(language).get(mark_of(words), "")

    def files(self, language: str) -> dict[str, str]:
        """The file of each mark."""
        place = self.place(language)
        if place is None or not place.is_dir():
            return {}
        changed = place.stat().st_mtime_ns
        known = self._seen.get(language)
        if known is None or known[0] != changed:
            known = self._seen[language] = changed, self._read(place)
        return known[1]

    def place(self, language: str) -> Path | None:
        """Where a language's files lie. None for what is no language."""
        return self.folder / language if self.folder and language in LANGUAGES else None

    def _read(self, place: Path) -> dict[str, str]:
        found: dict[str, str] = {}
        for file in sorted(place.iterdir()):
            named = FILE_NAME.fullmatch(file.name)
            if named and (self.with_placeholders or not is_placeholder(file)):
                found[named["mark"]] = file.name
        return found


def is_placeholder(file: Path) -> bool:
    """Also of what is no sound at all: nobody has read anything aloud there."""
    try:
        with file.open("rb") as opened:
            return read_notes(opened).get("source") == PLACEHOLDER
    except (OSError, NotASound):
        return True


def current_shelf() -> Shelf:
    """The shelf of the application that is answering; an empty one where none was set up."""
    shelf: Shelf = current_app.extensions.setdefault(_KEY, Shelf())
    return shelf


def put_up(shelf: Shelf) -> None:
    """Let the application that is answering play from this shelf."""
    current_app.extensions[_KEY] = shelf
