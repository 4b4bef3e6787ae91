"""How the ladder climbs: who is next, when it goes round, when an accepted danger climbs again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

REMINDERS: Final = 3
"""Into so many parts the time between acceptance and climbing again is divided."""


class Move(StrEnum):
    WAIT = "wait"
    CLIMB = "climb"
    REMIND = "remind"
    """Whoever accepted: nobody has confirmed yet that help is there."""
    CLIMB_AGAIN = "climb_again"
    ASK_SECOND = "ask_second"
    """Stood down by one person alone."""
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a danger stands."""

    is_open: bool
    climbs_at: datetime
    accepted_at: datetime | None
    needs_second_since: datetime | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do now, and when to look again. ``number`` tells one reminder from the next."""

    move: Move
    again_at: datetime | None
    number: int = 0


def decide_move(standing: Standing, patience: timedelta, moment: datetime) -> Decision:
    """What the ladder does at this moment. It never stops by itself while a danger is open."""
    if standing.is_open:
        waits = moment < standing.climbs_at
        return Decision(Move.WAIT, standing.climbs_at) if waits else Decision(Move.CLIMB, None)
    if standing.accepted_at is not None:
        return _after_acceptance(standing.accepted_at, patience, moment)
    if standing.needs_second_since is not None:
        return _in_parts(standing.needs_second_since, patience, moment, Move.ASK_SECOND)
    return Decision(Move.DONE, None)


def _after_acceptance(accepted_at: datetime, patience: timedelta, moment: datetime) -> Decision:
    if moment >= accepted_at + patience:
        return Decision(Move.CLIMB_AGAIN, None)
    return _in_parts(accepted_at, patience / REMINDERS, moment, Move.REMIND)


def _in_parts(since: datetime, part: timedelta, moment: datetime, move: Move) -> Decision:
    """Nothing within the first part, then ``move`` once in each."""
    number = max(0, (moment - since) // part)
    return Decision(move if number else Move.WAIT, since + (number + 1) * part, number)


@dataclass(frozen=True, slots=True)
class Next:
    """The rung after this one."""

    rung: int
    goes_round: bool
    pause: timedelta


def decide_next(
    afters: Sequence[timedelta], rung: int, round_pause: timedelta, *, tried_anybody: bool
) -> Next:
    """The next rung, and how long this one has. Nobody to try: the next one at once.

    Only the way round always takes its time: a house without anybody must not spin.
    """
    if rung + 1 >= len(afters):
        return Next(0, goes_round=True, pause=round_pause)
    pause = afters[rung + 1] - afters[rung] if tried_anybody else timedelta(0)
    return Next(rung + 1, goes_round=False, pause=pause)


def decide_ring_again(tries: int) -> timedelta:
    """After a ring that may or may not have happened: at once, and then after a breath."""
    return timedelta(0) if tries <= 1 else timedelta(seconds=2)
