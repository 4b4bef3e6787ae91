"""How long, and how often, an address is asked: what stands behind its ``#``."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

LONGEST_SECONDS: Final = 15.0
MOST_RETRIES: Final = 5
REASONS: Final = frozenset({"ct", "rt", "4xx", "5xx", "all"})
_SHORTEST_MILLISECONDS: Final = 100
_LONGEST_CONNECT_MILLISECONDS: Final = 10_000
_LONGEST_MILLISECONDS: Final = 15_000


@dataclass(frozen=True, slots=True)
class Patience:
    """Read from the fragment of a URL: ``#ct=5000&rt=15000&tt=15000&rc=1&rp=ct``."""

    connect: float = 5.0
    read: float = LONGEST_SECONDS
    total: float = LONGEST_SECONDS
    """All attempts together."""
    retries: int = 1
    after: frozenset[str] = frozenset({"ct"})
    """Which failures are tried again."""

    @classmethod
    def of(cls, fragment: str) -> "Patience":
        """Raises ValueError for what Twilio does not know."""
        wishes = {name: values[-1] for name, values in parse_qs(fragment).items()}
        after = frozenset(wishes.get("rp", "ct").split(","))
        retries = int(wishes.get("rc", 1))
        if not after <= REASONS or not 0 <= retries <= MOST_RETRIES:
            raise ValueError(fragment)
        return cls(
            connect=_seconds(wishes.get("ct", "5000"), _LONGEST_CONNECT_MILLISECONDS),
            read=_seconds(wishes.get("rt", "15000"), _LONGEST_MILLISECONDS),
            total=_seconds(wishes.get("tt", "15000"), _LONGEST_MILLISECONDS),
            retries=retries,
            after=after,
        )

    def tries_again(self, kind: str) -> bool:
        return bool(self.after & {kind, "all"})


def _seconds(milliseconds: str, longest: int) -> float:
    if not _SHORTEST_MILLISECONDS <= int(milliseconds) <= longest:
        raise ValueError(milliseconds)
    return int(milliseconds) / 1000
