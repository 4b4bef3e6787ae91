"""Which languages a native speaker has read, and which are drafts."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from babel.messages.pofile import read_po

from helpline.i18n import SOURCE_LANGUAGE

REVIEW: Final = "X-Review"
AWAITING: Final = "awaiting native review"
OUTSIDE_ONLY: Final = "X-Scope: outside"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language, as far as it is translated."""

    language: str
    awaits_review: bool
    missing: int
    """Sentences that readers see in English."""
    is_there: bool = True
    is_outside_only: bool = False
    """It is spoken with families; colleagues have no pages in it."""


def states(folder: Path, languages: Iterable[str]) -> list[Catalogue]:
    """The catalogues of the languages that the operator offers."""
    return [_state(folder, language) for language in languages if language != SOURCE_LANGUAGE]


def _state(folder: Path, language: str) -> Catalogue:
    file = folder / language / "LC_MESSAGES" / "messages.po"
    if not file.is_file():
        return Catalogue(language, awaits_review=True, missing=0, is_there=False)
    return _state_of(file, language, file.stat().st_mtime_ns)


@lru_cache(maxsize=64)  # to read one takes a tenth of a second, and a page names fourteen
def _state_of(file: Path, language: str, _changed_at: int) -> Catalogue:
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale=language)
    missing = sum(1 for message in catalogue if message.id and not _is_translated(message.string))
    head = _head(file)
    return Catalogue(
        language,
        awaits_review=_says_awaiting(head),
        missing=missing,
        is_outside_only=OUTSIDE_ONLY in head,
    )


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, (list, tuple)) else bool(string)


def _head(file: Path) -> str:
    """Babel keeps only the headers that it knows, so the head of the file is read as it is."""
    return file.read_text(encoding="utf-8").split("\n\n", 1)[0]


def _says_awaiting(head: str) -> bool:
    """A file that does not say who read it was read by nobody."""
    return f"{REVIEW}: " not in head or f"{REVIEW}: {AWAITING}" in head
