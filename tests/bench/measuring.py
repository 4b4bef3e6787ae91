"""How many posts a second, and how much memory."""

import http.client
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

from tests.people import Post

SENDERS: Final = 8
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


def posts_per_second(posts: Sequence[Post], expected: bytes) -> float:
    """All of them, from eight senders at once, each with one connection.

    The senders do as little as they can: they work on the same machine. Raises
    AssertionError where an answer does not have the expected words.
    """
    place = urlsplit(posts[0].action).netloc
    bodies = [(urlsplit(post.action).path, urlencode(post.fields)) for post in posts]
    shares = [bodies[number::SENDERS] for number in range(SENDERS)]
    with ThreadPoolExecutor(SENDERS) as pool:
        begun = time.monotonic()
        list(pool.map(lambda share: _send(place, share, expected), shares))
        return len(posts) / (time.monotonic() - begun)


def _send(place: str, bodies: Sequence[tuple[str, str]], expected: bytes) -> None:
    connection = http.client.HTTPConnection(place, timeout=60)
    for path, body in bodies:
        connection.request("POST", path, body, FORM)
        answer = connection.getresponse()
        page = answer.read()
        assert answer.status == http.HTTPStatus.OK, answer.status
        assert expected in page, page[:500]
    connection.close()


def memory(pid: int, *, alone: bool = False) -> float:
    """MiB of a process and, unless it is meant alone, its children. Shared pages count in parts."""
    children = [] if alone else _children(pid)
    return round(_pss(pid) + sum(memory(child) for child in children), 1)


def _pss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]
