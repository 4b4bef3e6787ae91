"""Limits that outlast a test, and a Redis that is there or gives no answer."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from socket import create_server
from typing import Final

from helpline.intake.limits import Limit
from helpline.queues import impatient
from tests.house import House

SLOWER: Final = 100
"""So that the tries of a test all lie in one pause, however busy the machine is."""


def slower(usual: Limit) -> Limit:
    return replace(usual, first=SLOWER * usual.first, longest=SLOWER * usual.longest)


@contextmanager
def asked_for_limits(house: House, answering: str) -> Iterator[House]:
    """``answering``: "redis", or "no redis"."""
    kept = house.public.extensions["helpline.redis"]
    if answering == "no redis":
        house.public.extensions["helpline.redis"] = impatient("redis://127.0.0.1:9")
    yield house
    house.public.extensions["helpline.redis"] = kept


@contextmanager
def silent_redis(house: House) -> Iterator[Callable[[], int]]:
    """It takes connections and says nothing. Tells how many there were."""
    with closing(create_server(("127.0.0.1", 0))) as silent:
        silent.setblocking(False)  # noqa: FBT003  (socket's own word)
        url = f"redis://127.0.0.1:{silent.getsockname()[1]}"
        house.public.extensions["helpline.redis"] = impatient(url)

        def heard() -> int:
            number = 0
            with suppress(BlockingIOError):
                while True:
                    silent.accept()[0].close()
                    number += 1
            return number

        yield heard
