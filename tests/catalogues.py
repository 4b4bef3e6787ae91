"""Are the catalogues complete? `python -m tests.catalogues` says what is missing.

A language that speaks half of a page is worse than one that is not offered.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT: Final = Path(__file__).parents[1]
LANGUAGES: Final = ("ar", "de")
"""Beside English, in which the code speaks."""
FOLDER: Final = ROOT / "translations"
PLACE: Final = re.compile(r"%\(\w+\)[sd]")


def faults() -> list[str]:
    """Every message that a catalogue lacks, doubts or fills with other places."""
    said = _said()
    return [
        f"{language}: {fault}"
        for language in LANGUAGES
        for fault in _of(said, _read(FOLDER / language / "LC_MESSAGES" / "messages.po"))
    ]


def _said() -> Catalog:
    """All that the code and the pages say, collected anew."""
    with tempfile.NamedTemporaryFile(suffix=".pot") as pot:
        command = ["-F", "pyproject.toml", "-k", "_l", "-o", pot.name, "."]
        subprocess.run(
            [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", *command],
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


def _of(said: Catalog, catalogue: Catalog) -> Iterator[str]:
    for message in said:
        if not message.id:
            continue
        found = catalogue.get(message.id)
        if found is None or not all(_words(found.string)):
            yield f"missing: {_words(message.id)[0]}"
        elif found.fuzzy:
            yield f"to be looked at: {_words(message.id)[0]}"
        elif not _places(found.string) <= _places(message.id):
            yield f"other places: {_words(message.id)[0]}"


def _words(text: object) -> list[str]:
    return [str(part) for part in text] if isinstance(text, list | tuple) else [str(text or "")]


def _places(text: object) -> set[str]:
    return set(PLACE.findall(" ".join(_words(text))))


if __name__ == "__main__":
    wrong = faults()
    sys.stderr.write("".join(f"{fault}\n" for fault in wrong))
    sys.exit(bool(wrong))
