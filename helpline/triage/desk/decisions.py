"""Figures that point at nobody, and how long somebody has been waiting."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

FEWEST: Final = 5
"""Smaller numbers are not told: in a small town, one is somebody (R83)."""
SUPPRESSED: Final = "<5"

Line = tuple[str, str, str, str, int]


def suppressed(count: int) -> str:
    """A count as it may leave the house."""
    return str(count) if count >= FEWEST else SUPPRESSED


def counted(lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    """The lines of the export. No totals: they would give the small numbers away."""
    for *codes, count in lines:
        yield (*map(str, codes), suppressed(int(count)))


def waited(since: datetime, moment: datetime) -> tuple[int, int, int]:
    """Days, hours and minutes of waiting; never below nothing, should clocks differ."""
    seconds = max(timedelta(0), moment - since) // timedelta(seconds=1)
    return seconds // 86400, seconds % 86400 // 3600, seconds % 3600 // 60
