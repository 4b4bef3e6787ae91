"""The one reader of the clock, so that drills and tests can move it."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

LONGEST_WORDS: Final = 64
"""Of a number of seconds."""


class _Shift:
    """How far the clock was moved: a number of seconds in a file that all processes share."""

    def __init__(self) -> None:
        self.file: Path | None = None


_SHIFT: Final = _Shift()


def follow(file: Path | None) -> None:
    """Let this file move the clock. Only demonstrations and tests name one (see config)."""
    _SHIFT.file = file


def shift() -> timedelta:
    """How far the clock is ahead of the real one. A file that is missing moves nothing."""
    if _SHIFT.file is None:
        return timedelta(0)
    try:
        file = os.open(_SHIFT.file, os.O_RDONLY)  # a form asks 25 times: no more than the words
    except FileNotFoundError:
        return timedelta(0)
    try:
        return timedelta(seconds=float(os.read(file, LONGEST_WORDS)))
    finally:
        os.close(file)


def move(by: timedelta) -> timedelta:
    """Move the clock further ahead, for every process that follows the same file.

    Raises RuntimeError where the clock is the real one.
    """
    if _SHIFT.file is None:
        raise RuntimeError("only a demonstration's clock can be moved")
    total = shift() + by
    fresh = _SHIFT.file.with_suffix(".new")
    fresh.write_text(str(total.total_seconds()))
    fresh.replace(_SHIFT.file)
    return total


def now() -> datetime:
    """The current moment, in UTC."""
    return datetime.now(UTC) + shift()  # noqa: TID251  (this is the one place that asks)
