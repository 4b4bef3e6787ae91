"""How many posts a second, and how much memory."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import requests

from tests.people import Post

SENDERS: Final = 8


def posts_per_second(posts: Sequence[Post], expected: str) -> float:
    """All of them, from eight senders at once, each with one connection.

    Raises AssertionError where an answer does not have the expected words.
    """
    shares = [posts[number::SENDERS] for number in range(SENDERS)]
    with ThreadPoolExecutor(SENDERS) as pool:
        begun = time.monotonic()
        list(pool.map(lambda share: _send(share, expected), shares))
        return len(posts) / (time.monotonic() - begun)


def _send(posts: Sequence[Post], expected: str) -> None:
    with requests.Session() as session:
        for post in posts:
            answer = session.post(post.action, data=post.fields, timeout=60)
            assert answer.status_code == 200, answer.status_code
            assert expected in answer.text, answer.text[:500]


def memory(pid: int) -> float:
    """MiB of a process and its children. What is shared is counted in parts."""
    own = _pss(pid)
    return round(own + sum(memory(child) for child in _children(pid)), 1)


def _pss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]
