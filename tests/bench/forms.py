"""Submissions of the web form, with receipt, from eight senders at once."""

from statistics import median
from typing import Final

from helpline.vault.receipts import draw
from tests.bench import measuring
from tests.people import Enquirer, Post
from tests.running import System

ROUNDS: Final = 3
POSTS: Final = 64
"""In each round, to each of the two."""
LOWEST_SHARE: Final = 0.6
"""A submission may cost this much of what the bare handler does in the same time, no less."""
WORDS: Final = "My daughter speaks of nothing else any more, and I do not know whom to ask. " * 5
ANSWERS: Final = {
    "danger": "no",
    "wish": "someone_close",
    "worries": WORDS,
    "reach": "mailbox",
}
Figures = dict[str, float]


def measure(system: System, address: str) -> Figures:
    rounds = [_one_round(system, address) for _ in range(ROUNDS)]
    house, bare = (median(speeds) for speeds in zip(*rounds, strict=True))
    return {
        "submissions_per_second": round(house, 1),
        "bare_handler_per_second": round(bare, 1),
        "share": round(house / bare, 2),
        "lowest_share": LOWEST_SHARE,
    }


def is_kept(figures: Figures) -> bool:
    return figures["share"] >= LOWEST_SHARE


def shown(figures: Figures) -> list[str]:
    return [
        "Submissions with receipt, 8 senders at once",
        f"  the house          {figures['submissions_per_second']:8.1f} /s",
        f"  the bare handler   {figures['bare_handler_per_second']:8.1f} /s",
        f"  share              {figures['share']:8.2f}    (limit: {LOWEST_SHARE} or more)",
    ]


def _one_round(system: System, address: str) -> tuple[float, float]:
    """Submissions a second of the house, and of the bare handler. Both in turn, on one machine."""
    bare = [Post("post", address, [("receipt", draw()), ("words", WORDS)]) for _ in range(POSTS)]
    house = [_filled_form(system) for _ in range(POSTS)]
    return (
        measuring.posts_per_second(house, b'class="receipt"'),
        measuring.posts_per_second(bare, b"kept"),
    )


def _filled_form(system: System) -> Post:
    enquirer = Enquirer(system)
    enquirer.walk(ANSWERS)
    return enquirer.filled("/contact", press="send")
