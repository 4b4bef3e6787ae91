"""One guard taken away, and the test that must notice."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Sabotage:
    """An exact text in one file, what stands there instead, and who must notice."""

    guard: str
    """What is missing afterwards."""
    file: str
    text: str
    """Stands in the file exactly once."""
    instead: str
    test: str
    """Path and name, as pytest knows it."""

    def done_to(self, written: str) -> str:
        """The file's text with the guard taken away. Raises LookupError where it is not found."""
        found = written.count(self.text)
        if found != 1:
            raise LookupError(f"{self.file} has {found} times: {self.text}")
        return written.replace(self.text, self.instead)
