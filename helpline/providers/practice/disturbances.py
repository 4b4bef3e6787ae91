"""What goes wrong, and how often: drawn from one seed, so that it can go wrong again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

WEBHOOKS: Final = frozenset({"twice", "at once", "late", "lost", "unheard", "slow", "imposter"})
"""Of pages that lead a call.

twice: sent again before we go on. at once: sent twice at the same moment. late: sent again
after the call's next one. lost: no connection at first. unheard: done, and the answer is lost.
slow: the answer takes too long. imposter: a copy with a forged signature comes first.
"""
REPORTS: Final = frozenset({"twice", "late", "shuffled", "lost", "imposter"})
"""Of reports, whose answer nobody reads. late: after the next one."""
REST: Final = frozenset({"429", "500", "lost"})
"""Of what is asked of the carrier. lost: done, and the answer is lost."""
_KNOWN: Final = {"webhooks": WEBHOOKS, "reports": REPORTS, "rest": REST}

Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disturbances:
    """Each share is a part of 1; what is left over goes well. Raises ValueError if unknown."""

    seed: int = 0
    webhooks: Shares = field(default_factory=dict)
    reports: Shares = field(default_factory=dict)
    rest: Shares = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, known in _KNOWN.items():
            shares: Shares = getattr(self, name)
            if not shares.keys() <= known or sum(shares.values()) > 1:
                raise ValueError(f"no such disturbance of {name}")

    @classmethod
    def of(cls, wishes: Mapping[str, Any]) -> "Disturbances":
        """From what a test asks over HTTP. Raises ValueError."""
        try:
            return cls(**wishes)
        except TypeError:
            raise ValueError("no such disturbance") from None

    def draw(self, shares: Shares, what: str) -> str:
        """What happens to this one, or nothing; the same whenever it is asked again."""
        chance = Random(f"{self.seed}|{what}").random()  # noqa: S311  (a die, not a secret)
        for name, share in shares.items():
            chance -= share
            if chance < 0:
                return name
        return ""


CALM: Final = Disturbances()
