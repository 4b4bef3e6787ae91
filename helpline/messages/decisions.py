"""When a text may leave, and which news of one counts."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

DAY: Final = timedelta(days=1)
IN_ORDER: Final = (
    ("waiting",),
    ("sending",),
    ("unclear",),
    ("queued",),
    ("sent",),
    ("delivered", "undelivered", "failed", "stopped", "withdrawn"),
)
"""News that stands earlier, or beside, changes nothing: the carrier keeps no order."""


def earlier_than(state: str) -> frozenset[str]:
    """The states that news of this one may replace."""
    place = next(number for number, states in enumerate(IN_ORDER) if state in states)
    return frozenset(known for states in IN_ORDER[:place] for known in states)


def is_quiet(minute: int, quiet_from: int, quiet_until: int) -> bool:
    """Whether this minute of the day is within the night, which may go over midnight."""
    if quiet_from <= quiet_until:
        return quiet_from <= minute < quiet_until
    return minute >= quiet_from or minute < quiet_until


def quiet_until(moment: datetime, zone: ZoneInfo, night: tuple[int, int]) -> datetime | None:
    """When the night ends in which this moment lies on their clock; None if it is day."""
    there = moment.astimezone(zone)
    if not is_quiet(there.hour * 60 + there.minute, *night):
        return None
    morning = datetime.combine(there.date(), time(*divmod(night[1], 60)), tzinfo=zone)
    if morning <= there:
        morning = datetime.combine(there.date() + DAY, time(*divmod(night[1], 60)), tzinfo=zone)
    # An hour that is skipped in spring ends later than it seems.
    return max(morning.astimezone(moment.tzinfo), moment + timedelta(minutes=1))
