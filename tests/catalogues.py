"""Are the catalogues complete? `python -m tests.catalogues` says what is missing.

A language that speaks half of a page is worse than one that is not offered. A catalogue whose
head says ``X-Scope: outside`` holds all that families hear and read, and nothing for colleagues.
Named languages (`python -m tests.catalogues so fa`) are the only ones that are looked at.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from helpline.i18n import LANGUAGES, SOURCE_LANGUAGE

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "translations"
TOLD_OUTSIDE: Final = (FOLDER / "outside.txt").read_text().split()
"""Where everything stands that families hear and read."""
OUTSIDE_ONLY: Final = "X-Scope: outside"
PLACE: Final = re.compile(r"%\(\w+\)[sd]")
EXTRACT: Final = (sys.executable, "-m", "babel.messages.frontend", "-q", "extract")
EVERYTHING: Final = ("-F", "pyproject.toml", "-k", "_l", "helpline")
OUTSIDE: Final = ("-F", "pyproject.toml", "-k", "_l", *TOLD_OUTSIDE)

Fault = tuple[str, str]
"""What is wrong, and with which sentence."""


def faults(languages: Collection[str] = ()) -> list[str]:
    """Every message that a catalogue lacks, doubts or fills with other places."""
    said = {OUTSIDE: _said(OUTSIDE), EVERYTHING: _said(EVERYTHING)}
    return [
        f"{language}: {what}: {words}"
        for language in languages or LANGUAGES
        if language != SOURCE_LANGUAGE
        for what, words in _of(said[_scope(_file(language))], _read(_file(language)))
    ]


def is_outside_only(file: Path) -> bool:
    """Whether the head of the file says so. Babel drops headers that it does not know."""
    return file.exists() and OUTSIDE_ONLY in file.read_text().split("\n\n", 1)[0]


def _file(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def _scope(file: Path) -> tuple[str, ...]:
    return OUTSIDE if is_outside_only(file) else EVERYTHING


def _said(scope: tuple[str, ...]) -> Catalog:
    """All that the code and the pages say there, collected anew."""
    with tempfile.NamedTemporaryFile(suffix=".pot") as pot:
        subprocess.run(
            [*EXTRACT, "-o", pot.name, *scope],
            cwd=ROOT,
            check=True,
        )
        return _read(Path(pot.name))


def _read(file: Path) -> Catalog:
    """A catalogue that is not there has no messages."""
    if not file.exists():
        return Catalog()
    with file.open("rb") as text:
        return read_po(text)


def _of(said: Catalog, catalogue: Catalog) -> Iterator[Fault]:
    for message in said:
        what = _wrong_with(message, catalogue.get(message.id)) if message.id else ""
        if what:
            yield what, _words(message.id)[0]


def _wrong_with(said: Message, found: Message | None) -> str:
    if found is None or not all(_words(found.string)):
        return "missing"
    if found.fuzzy:
        return "to be looked at"
    wanted, filled = _places(said.id), _places(found.string)
    if not filled <= wanted:
        return "other places"
    # A number may be a word in one of several forms; nothing else may be left out.
    return "lost places" if wanted - filled - {"%(num)d"} else ""


def _words(text: object) -> list[str]:
    return [str(part) for part in text] if isinstance(text, list | tuple) else [str(text or "")]


def _places(text: object) -> set[str]:
    return set(PLACE.findall(" ".join(_words(text))))


if __name__ == "__main__":
    wrong = faults(sys.argv[1:])
    sys.stderr.write("".join(f"{fault}\n" for fault in wrong))
    sys.exit(bool(wrong))
