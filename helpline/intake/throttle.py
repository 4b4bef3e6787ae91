"""Slowing down whoever tries wrong receipts, and nobody else (docs/adr/0004-throttle.md).

Five tries in ten minutes are free for each source; then each one has to wait for the one
before it, seconds growing to thirty.
"""

from typing import Final

from helpline.intake.limits import Limit, bucket_of, source_now

RECEIPTS: Final = Limit(name="receipts", free=5, first=2, longest=30)


def try_now(source: str = "") -> int:
    """Count one try of the source that asks now: 0 if it may, else the seconds to wait.

    ``source`` is a name of ours for whoever asks from too many addresses to count.
    """
    return RECEIPTS.try_now(bucket_of(source or source_now()))


def was_right(source: str = "") -> None:
    """The receipt opened a mailbox: that try is not counted, and nobody waits for it.

    Who holds a right one and guesses gains nothing: it, too, is let in only when a wait is over.
    """
    RECEIPTS.give_back(bucket_of(source or source_now()))
