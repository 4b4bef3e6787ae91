"""Looking at our account from outside: what an operator entered there, as ``helpline doctor`` asks.

Nothing here changes anything at the carrier.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Hook:
    """One address that the carrier asks, and how."""

    url: str
    """Empty where none is set."""
    method: str


@dataclass(frozen=True, slots=True)
class LineSettings:
    """How one of our numbers is set up."""

    voice: Hook
    fallback: Hook
    status: Hook
    text: Hook
    taken_by: str
    """What else answers its calls (an application, a trunk), so that our address is not asked."""
    can_talk: bool
    can_text: bool
    looks_up_names: bool
    """Callers' names are bought from a directory: nobody here may want that."""


class Checkup(Protocol):
    """Every question raises what a carrier's verbs raise, and nothing else."""

    def is_active(self) -> bool:
        """Whether our credentials are taken, and our account may place and take calls."""
        ...

    def line(self, number: str) -> LineSettings | None:
        """How this number is set up; None where it is not our account's."""
        ...

    def moment(self) -> datetime | None:
        """What time the carrier's last answer was; None before the first."""
        ...

    def signed(self, url: str, form: Mapping[str, str], secret: str) -> dict[str, str]:
        """The headers with which the carrier would send this, with one of our secrets."""
        ...
