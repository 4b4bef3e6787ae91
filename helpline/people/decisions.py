"""When a session ends, how long a wrong password must wait, and where somebody is rung."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

IDLE: Final = timedelta(minutes=30)
ABSOLUTE: Final = timedelta(hours=12)
FREE_TRIES: Final = 5
LONGEST_WAIT: Final = timedelta(seconds=30)
SOFTPHONE: Final = "client:staff_"
"""How the address of a browser's phone begins."""


def may_go_on(*, started_at: datetime, seen_at: datetime, moment: datetime) -> bool:
    """Whether a session is neither idle nor too old."""
    return moment - seen_at < IDLE and moment - started_at < ABSOLUTE


def decide_wait(failures: int) -> timedelta:
    """Nothing for five wrong passwords in a row, then seconds that double, 30 at most."""
    if failures < FREE_TRIES:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(failures - FREE_TRIES, 5)), LONGEST_WAIT)


def softphone_name(account_id: UUID) -> str:
    """As the carrier knows the phone in this person's browser: nothing that tells who it is."""
    return f"{SOFTPHONE}{account_id.hex}".removeprefix("client:")


def decide_ring_address(
    account_id: UUID, phone: str | None, *, browser_until: datetime | None, moment: datetime
) -> str | None:
    """The browser while it says that it can be rung, else the telephone, if there is one.

    ``browser_until`` is None for somebody who chose the telephone. A browser that was closed,
    or lost its microphone, must not be where danger rings unheard.
    """
    if browser_until is not None and moment < browser_until:
        return f"{SOFTPHONE}{account_id.hex}"
    return phone
