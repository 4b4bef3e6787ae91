"""When a contact's time is over, who waits for an answer, and what a clock face means elsewhere."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is known of a contact when its retention is asked for."""

    begins_with_closing: bool
    """A signal is kept from the end of the matter, everything else from our last contact."""
    last_activity_at: datetime
    closed_at: datetime | None
    decided_at: datetime | None
    """When a class of its own was decided: from then on it counts."""


def decide_beginning(kept: Kept) -> datetime | None:
    """When the time begins to run; None while it does not."""
    if kept.decided_at is not None:
        return kept.decided_at
    return kept.closed_at if kept.begins_with_closing else kept.last_activity_at


@dataclass(frozen=True, slots=True)
class Line:
    """One message, as far as waiting is concerned."""

    from_us: bool
    written_at: datetime


def waiting_since(lines: list[Line]) -> datetime | None:
    """The oldest message of theirs that we have not answered."""
    answered_at = max((line.written_at for line in lines if line.from_us), default=None)
    open_ones = [
        line.written_at
        for line in lines
        if not line.from_us and (answered_at is None or line.written_at > answered_at)
    ]
    return min(open_ones, default=None)


def moment_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """What a clock in this zone shows, as a moment.

    An hour that is skipped in spring counts from its end; of an hour that comes twice in
    autumn the first is meant, so that we never call later than promised.
    """
    wall = wall.replace(tzinfo=None, second=0, microsecond=0)
    while not _is_on_the_clock(wall, zone):
        wall += _MINUTE
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def _is_on_the_clock(wall: datetime, zone: ZoneInfo) -> bool:
    there = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there.replace(tzinfo=None) == wall
