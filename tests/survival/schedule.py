"""What goes wrong when, and who does what meanwhile: drawn from one seed."""

from dataclasses import dataclass
from random import Random
from typing import Final

from tests.survival.faults import FAULTS, LONG_FAULT

SCHEDULES: Final = 100
LONG_ONES: Final = frozenset({20, 45, 70, 95})
"""In these Valkey is stopped for ten seconds."""
WITHIN: Final = 0.6
"""Seconds from a schedule's begin to its last fault."""
HOW_MANY: Final = (1, 1, 1, 2)
"""Faults in one schedule. Each process that dies costs a second or two to start again."""
ENQUIRERS: Final = (
    *("writes", "writes on one page", "writes of danger"),
    *("comes back", "comes back"),
)
COUNSELLORS: Final = ("answers", "promises a call", "texts", "refers", "refers")
HANDLERS: Final = ("answers", "answers", "answers", "ends danger", "ends danger")
"""Where no danger is red, they declare one. Each open one rings people again and again."""


@dataclass(frozen=True, slots=True)
class Blow:
    """One fault, so many seconds after the schedule began."""

    name: str
    at: float


@dataclass(frozen=True, slots=True)
class Deed:
    """What one person does."""

    who: str
    what: str
    mark: str
    """A word that stands in what they write, and nowhere else."""
    sent: str
    """once, again (the same form once more), or at once (twice in parallel)."""


@dataclass(frozen=True, slots=True)
class Schedule:
    number: int
    blows: tuple[Blow, ...]
    deeds: tuple[Deed, ...]
    is_long: bool


def draw(seed: int, number: int) -> Schedule:
    """The same seed and number make the same schedule."""
    chance = Random(f"{seed}/{number}")  # noqa: S311  (to be replayed, not to be secret)
    is_long = number in LONG_ONES
    blows = [
        Blow(chance.choice(list(FAULTS)), chance.uniform(0, WITHIN))
        for _ in range(chance.choice(HOW_MANY))
    ]
    if is_long:
        blows = [Blow(LONG_FAULT, 0.0)]
    rounds = 3 if is_long else 1
    deeds = [
        Deed(who, chance.choice(kinds), f"{who}x{number:03}x{turn}x", _sent(chance))
        for turn in range(rounds)
        for who, kinds in CAST.items()
    ]
    return Schedule(number, tuple(blows), tuple(deeds), is_long)


CAST: Final = {"enquirer": ENQUIRERS, "maria": COUNSELLORS, "jonas": HANDLERS}


def _sent(chance: Random) -> str:
    return chance.choice(("once", "once", "again", "at once"))
