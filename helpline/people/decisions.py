"""When a session ends, and how long a wrong password must wait."""

from datetime import datetime, timedelta
from typing import Final

IDLE: Final = timedelta(minutes=30)
ABSOLUTE: Final = timedelta(hours=12)
FREE_TRIES: Final = 5
LONGEST_WAIT: Final = timedelta(seconds=30)


def may_go_on(*, started_at: datetime, seen_at: datetime, moment: datetime) -> bool:
    """Whether a session is neither idle nor too old."""
    return moment - seen_at < IDLE and moment - started_at < ABSOLUTE


def decide_wait(failures: int) -> timedelta:
    """Nothing for five wrong passwords in a row, then seconds that double, 30 at most."""
    if failures < FREE_TRIES:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(failures - FREE_TRIES, 5)), LONGEST_WAIT)
