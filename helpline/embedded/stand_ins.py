"""Whether the recordings of a demonstration were made for what its phone says now."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

HOUSE: Final = Path(__file__).parents[1]
SAID: Final = (
    (HOUSE / "intake" / "calls" / "prompts", "*.py"),
    (HOUSE / "policy" / "sentences", "*.py"),
    (HOUSE.parent / "translations", "*/LC_MESSAGES/messages.mo"),
)


def are_made(folder: Path, policy_file: Path) -> bool:
    """Without asking what is said, which takes a second."""
    note = _note(folder)
    return note.exists() and note.read_text() == _state(policy_file)


def note_made(folder: Path, policy_file: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _note(folder).write_text(_state(policy_file))


def _note(folder: Path) -> Path:
    return folder / "made-for"


def _state(policy_file: Path) -> str:
    state = hashlib.sha256(policy_file.read_bytes())
    for words in _words():
        state.update(words.encode())
    return state.hexdigest()


def _words() -> Iterator[str]:
    """Every file that has a say, as it was last written."""
    for place, pattern in SAID:
        for file in sorted(place.glob(pattern)):
            changed = file.stat()
            yield f"{file.name} {changed.st_mtime_ns} {changed.st_size}"
