"""How far a flood of forms has come, and whose turn it is: numbers only."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

AT_ONCE: Final = 60.0
"""Seconds' worth of forms that come in without anybody waiting."""
LONGEST_LINE: Final = 120.0
"""Seconds: beyond them newcomers get no turn."""
THEIR_LINE: Final = 240.0
"""Likewise for who was sent away and came back: newcomers never take these places."""
COME_BACK: Final = 60.0
"""Seconds after which who got no turn should try again."""
HARDER: Final = 4
"""Times as long are the pauses of a source that sends much, while it is crowded."""


class Rung(IntEnum):
    """What the door does, one step after the other."""

    FREELY = 0
    SLOWER = 1
    """Sources that send much wait longer."""
    IN_LINE = 2
    """Everybody waits for a turn."""
    SHORT_FORM = 3
    """Likewise, and who begins is given the form of one page."""
    PHONE = 4
    """Newcomers are shown the numbers, and asked to come back."""


@dataclass(frozen=True, slots=True)
class Place:
    """What one form was told: its turn, or when to come back. Seconds since 1970."""

    at: float
    is_turn: bool

    def wait(self, now: float) -> float:
        return max(0.0, self.at - now)


def decide_rung(ahead: float) -> Rung:
    """From the seconds for which the house has forms enough, if no more come."""
    if ahead < AT_ONCE / 2:
        return Rung.FREELY
    if ahead < AT_ONCE:
        return Rung.SLOWER
    if ahead < AT_ONCE + LONGEST_LINE / 2:
        return Rung.IN_LINE
    return Rung.SHORT_FORM if ahead < AT_ONCE + LONGEST_LINE else Rung.PHONE


def decide_place(
    tail: float, known: Place | None, now: float, interval: float
) -> tuple[float, Place]:
    """The line's new end, and the place of one who asks. A turn that was given stays.

    ``interval``: the seconds that the house takes for one form.
    """
    if known is not None and (known.is_turn or now < known.at):
        return tail, known
    tail = max(tail, now)
    most = LONGEST_LINE if known is None else THEIR_LINE
    if tail - now >= AT_ONCE + most:
        return tail, Place(now + COME_BACK, is_turn=False)
    tail += interval
    return tail, Place(max(now, tail - AT_ONCE), is_turn=True)


def decide_lost(tail: float, now: float, interval: float) -> float:
    """The line's new end where a turn was for nothing: the house takes less than it thought."""
    return min(max(tail, now) + interval, now + AT_ONCE + THEIR_LINE)
