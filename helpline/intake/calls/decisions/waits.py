"""How long callers wait: what may be said of it, and when they are told something else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from helpline.intake.calls.decisions.moves import Where

FEWEST_CALLS: Final = 6
"""Of fewer than these nothing is said: one long call would be everybody's wait."""
LONGEST_SAID: Final = timedelta(hours=1)
"""A longer wait is not foretold by minutes."""
MINUTE: Final = timedelta(minutes=1)
LATER: Final = (timedelta(0), timedelta(hours=2), timedelta(hours=24))
"""The times for a callback that are offered: as soon as can be, later that day, the next day."""


@dataclass(frozen=True, slots=True)
class Waited:
    """How long one caller waited lately, and whether somebody then spoke with them."""

    length: timedelta
    was_answered: bool


def usual_minutes(waits: Sequence[Waited]) -> int | None:
    """The median, rounded up to whole minutes; None where there is nothing true to say.

    Who gave up would have waited longer than they did, so they count as those who waited
    longest. Where half of the callers give up, nobody knows how long it takes.
    """
    if len(waits) < FEWEST_CALLS:
        return None
    in_order = sorted(waits, key=lambda one: (not one.was_answered, one.length))
    middle = in_order[len(waits) // 2]
    if not middle.was_answered or middle.length > LONGEST_SAID:
        return None
    return max(1, ceil(middle.length / MINUTE))


def said_minutes(usual: int | None, waited: timedelta) -> int | None:
    """What this caller is told; nothing once they have waited as long as most others."""
    return usual if usual is not None and waited < usual * MINUTE else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands for somebody in line."""

    is_danger: bool = False
    is_patience_over: bool = False
    nobody_is_there: bool = False
    nobody_fits: bool = False
    waits_for_wish: bool = False


def told_instead(standing: Standing) -> Where | None:
    """Where waiting is interrupted to tell the truth. In danger they hear it while they wait."""
    if standing.is_danger:
        return None
    if standing.nobody_is_there:
        return Where.OFFER
    if standing.nobody_fits and not standing.waits_for_wish:
        return Where.UNMATCHED
    return Where.OFFER if standing.is_patience_over else None


def decide_windows(
    earliest: datetime, possible: Callable[[datetime], datetime | None]
) -> tuple[datetime, ...]:
    """The next times for which a call may be promised: few, different, and in their order.

    ``possible`` answers the first moment from a given one on at which it may be.
    """
    found: Iterable[datetime | None] = (possible(earliest + later) for later in LATER)
    return tuple(sorted({moment for moment in found if moment is not None}))


def decide_ending(*, was_joined: bool, has_keyed: bool, has_contact: bool) -> str:
    """How a call ended whose caller hung up. Silent is who said and wanted nothing (R27)."""
    if was_joined:
        return "talked"
    return "hung_up" if has_keyed or has_contact else "silent"
