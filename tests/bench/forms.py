"""Submissions of the web form, with receipt, from eight senders at once."""

from statistics import median
from typing import Final

import psycopg

from helpline.vault.receipts import draw
from tests.bench import measuring
from tests.people import Enquirer, Post
from tests.running import System

ROUNDS: Final = 7
POSTS: Final = 32
"""In each round, to each of the two."""
SENT_AGAIN: Final = 4
"""Of these, by whoever saw no answer."""
LOWEST_SHARE: Final = 0.6
"""A submission may cost this much of what the bare handler does in the same time, no less."""
WORDS: Final = "My daughter speaks of nothing else any more, and I do not know whom to ask. " * 5
ANSWERS: Final = {
    "danger": "no",
    "wish": "someone_close",
    "worries": WORDS,
    "reach": "mailbox",
}
KEPT: Final = "SELECT count(*), count(DISTINCT mailbox_id) FROM contact"
"""A mailbox is one receipt's, and there is none without."""
Figures = dict[str, float]


def measure(system: System, address: str) -> Figures:
    """In both: as many as were posted are kept, each under a receipt of its own.

    Each round is compared with itself: a machine that is slow for some seconds is so for both.
    """
    contacts, receipts = _kept(system)
    rounds = [_one_round(system, address) for _ in range(ROUNDS)]
    house, bare = (median(speeds) for speeds in zip(*rounds, strict=True))
    contacts, receipts = (
        after - before for after, before in zip(_kept(system), (contacts, receipts), strict=True)
    )
    return {
        "submissions_per_second": round(house, 1),
        "bare_handler_per_second": round(bare, 1),
        "share": round(median(house / bare for house, bare in rounds), 2),
        "lowest_share": LOWEST_SHARE,
        "posted": ROUNDS * POSTS,
        "lost": ROUNDS * POSTS - receipts,
        "kept_twice": contacts - receipts,
    }


def is_kept(figures: Figures) -> bool:
    is_each_kept_once = figures["lost"] == figures["kept_twice"] == 0
    return is_each_kept_once and figures["share"] >= LOWEST_SHARE


def shown(figures: Figures, when: str = "") -> list[str]:
    share, lost, twice = figures["share"], figures["lost"], figures["kept_twice"]
    return [
        f"Submissions with receipt, 8 senders at once{when}",
        f"  the house          {figures['submissions_per_second']:8.1f} /s",
        f"  the bare handler   {figures['bare_handler_per_second']:8.1f} /s",
        f"  share              {share:8.2f}    (limit: {LOWEST_SHARE} or more)",
        f"  lost, kept twice   {lost:4.0f}, {twice:2.0f} of {figures['posted']:.0f} (limit: none)",
    ]


def _one_round(system: System, address: str) -> tuple[float, float]:
    """Submissions a second of the house, and of the bare handler. Both in turn, on one machine."""
    bare = [Post("post", address, [("receipt", draw()), ("words", WORDS)]) for _ in range(POSTS)]
    house = [_filled_form(system) for _ in range(POSTS)]
    speeds = (
        measuring.posts_per_second(house, b'class="receipt"'),
        measuring.posts_per_second(bare, b"kept"),
    )
    measuring.posts_per_second(house[:SENT_AGAIN], b'class="receipt"')
    return speeds


def _filled_form(system: System) -> Post:
    enquirer = Enquirer(system)
    enquirer.walk(ANSWERS)
    return enquirer.filled("/contact", press="send")


def _kept(system: System) -> tuple[int, int]:
    """Contacts, and receipts under which they are."""
    with psycopg.connect(system.admin_url) as connection:
        found = connection.execute(KEPT).fetchone()
    assert found is not None
    return int(found[0]), int(found[1])
