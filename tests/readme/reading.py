"""The README as its reader takes it: commands to copy, steps to follow, words to look for."""

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
README: Final = (ROOT / "README.md").read_text()
_BLOCK: Final = re.compile(r"^( *)```sh\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_STEP: Final = re.compile(
    r"^\d+\. \*\*(?P<title>[^*]+)\.\*\*(?P<words>.*?)(?=^\d+\. |\Z)", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Step:
    """One numbered step of the first walk."""

    title: str
    words: str

    @property
    def labels(self) -> list[str]:
        """What the reader is told to press or to choose."""
        prose = " ".join(_BLOCK.sub("", self.words).split())
        return re.findall(r"\*{1,2}([^*]+)\*{1,2}", prose)

    @property
    def addresses(self) -> list[str]:
        return re.findall(r"<(http[^>]+)>", self.words)

    @property
    def commands(self) -> list[str]:
        return commands_in(self.words)


def section(title: str) -> str:
    """The words under a heading. Raises ValueError where there is no such heading."""
    start = README.index(f"## {title}\n")
    end = README.find("\n## ", start + 1)
    return README[start : end if end > 0 else None]


def commands_in(words: str) -> list[str]:
    return [textwrap.dedent(block.group(2)).strip() for block in _BLOCK.finditer(words)]


def first_walk() -> dict[str, Step]:
    """The steps by their titles, in order."""
    prose = section("A first walk").partition("\n\nWhat is due tomorrow")[0]
    steps = [Step(found["title"], found["words"]) for found in _STEP.finditer(prose)]
    return {step.title: step for step in steps}
