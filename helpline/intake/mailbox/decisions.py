"""How a contact stands, for the person who wrote: five plain answers, and two for the end."""

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    RECEIVED = "received"
    READ = "read"
    ANSWERED = "answered"
    """There is an answer that they had not seen before."""
    WAITING_FOR_YOU = "waiting_for_you"
    """They have seen our answer; the next word is theirs, if they want."""
    HANDED_OVER = "handed_over"
    CLOSED = "closed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What can be seen of a contact from outside."""

    is_erased: bool = False
    is_closed: bool = False
    is_handed_over: bool = False
    has_unseen_answer: bool = False
    last_is_ours: bool = False
    was_read: bool = False
    """Somebody of ours has seen the last message, or has taken the contact."""


def decide_standing(signs: Signs) -> Standing:
    """The first that applies. A new answer is told before anything but deletion."""
    applied = (
        (signs.is_erased, Standing.DELETED),
        (signs.has_unseen_answer, Standing.ANSWERED),
        (signs.is_closed, Standing.CLOSED),
        (signs.is_handed_over, Standing.HANDED_OVER),
        (signs.last_is_ours, Standing.WAITING_FOR_YOU),
        (signs.was_read, Standing.READ),
    )
    return next((standing for applies, standing in applied if applies), Standing.RECEIVED)
