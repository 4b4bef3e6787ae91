"""Slowing down whoever tries wrong receipts, and nobody else (docs/adr/0004-throttle.md).

Five tries in ten minutes are free for each source; then each one has to wait for the one
before it, seconds growing to thirty. Nothing sleeps here: who has to wait is told so.
"""

from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from threading import Lock
from typing import Final

import redis
from flask import current_app, request

from helpline.clock import now
from helpline.queues import current_redis
from helpline.vault import keyed_hash

FREE: Final = 5
WINDOW: Final = timedelta(minutes=10)
LONGEST: Final = 30
MOST_SOURCES: Final = 10_000
"""In this process's own table; beyond them the oldest is forgotten."""


def try_now(source: str = "") -> int:
    """Count one try of the source that asks now: 0 if it may, else the seconds to wait.

    ``source`` is a name of ours for whoever asks from too many addresses to count.
    """
    bucket = _bucket(source or _network(_address()))
    client = current_redis()
    if client is not None:
        try:
            return _try_in_redis(client, bucket)
        except redis.RedisError:
            pass  # no Redis: this process still slows down what reaches it
    return _TABLE.try_now(bucket, now())


def was_right(source: str = "") -> None:
    """The receipt opened a mailbox: that try is not counted, and nobody waits for it.

    Who holds a right one and guesses gains nothing: it, too, is let in only when a wait is over.
    """
    bucket = _bucket(source or _network(_address()))
    _TABLE.give_back(bucket)
    client = current_redis()
    if client is not None:
        with suppress(redis.RedisError):  # away now: then the table counted, if anything did
            _count_in_redis(client, bucket, -1)
            client.delete(_closed(bucket))


def pause(tries: int) -> int:
    """Seconds that must lie between this try and the next one."""
    return 0 if tries < FREE else min(LONGEST, 2 ** (tries - FREE + 1))


def _try_in_redis(client: redis.Redis, bucket: str) -> int:
    closed = _closed(bucket)
    wait = pause(_count_in_redis(client, bucket, 1))
    # Set only where it is not set: of a hundred tries at the same moment, one goes through.
    if wait == 0 or client.set(closed, 1, nx=True, px=wait * 1000):
        return 0
    _count_in_redis(client, bucket, -1)
    return max(1, ceil(client.pttl(closed) / 1000))


def _closed(bucket: str) -> str:
    return f"receipts:{bucket}:closed"


def _count_in_redis(client: redis.Redis, bucket: str, by: int) -> int:
    counter = f"receipts:{bucket}"
    both = client.pipeline()
    both.incrby(counter, by)
    both.expire(counter, WINDOW)
    return int(both.execute()[0])


def _bucket(source: str) -> str:
    """A name for the source that is of no use tomorrow, or without the pepper."""
    pepper: str = current_app.extensions["helpline.config"].pepper
    return keyed_hash(pepper.encode(), f"source of {now():%Y-%m-%d}", source).hex()


def _network(address: str) -> str:
    """One household: an IPv4 address, or the /64 that IPv6 gives to each line."""
    try:
        found = ip_address(address)
    except ValueError:
        return "nowhere"
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((found, 64), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)


def _address() -> str:
    """Who asks: the connection's other end, or what our own proxies say that was."""
    proxies: int = current_app.extensions["helpline.config"].proxies
    passed_on = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if 0 < proxies <= len(passed_on):
        return passed_on[-proxies]
    return request.remote_addr or ""


@dataclass(slots=True)
class _Source:
    tries: int
    closed_until: datetime
    seen_at: datetime


class Table:
    """What one process remembers while Redis is away."""

    def __init__(self) -> None:
        self.sources: OrderedDict[str, _Source] = OrderedDict()
        self._lock = Lock()

    def try_now(self, bucket: str, moment: datetime) -> int:
        with self._lock:
            source = self.sources.pop(bucket, None)
            if source is None or moment - source.seen_at >= WINDOW:
                source = _Source(0, moment, moment)
            self.sources[bucket] = source
            if len(self.sources) > MOST_SOURCES:
                self.sources.popitem(last=False)
            return self._count(source, moment)

    def give_back(self, bucket: str) -> None:
        with self._lock:
            if source := self.sources.get(bucket):
                source.tries -= 1
                source.closed_until = source.seen_at

    def _count(self, source: _Source, moment: datetime) -> int:
        wait = pause(source.tries + 1)
        if wait and moment < source.closed_until:
            return ceil((source.closed_until - moment).total_seconds())
        source.tries, source.seen_at = source.tries + 1, moment
        source.closed_until = moment + timedelta(seconds=wait)
        return 0


_TABLE: Final = Table()
