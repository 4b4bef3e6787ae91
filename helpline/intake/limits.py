"""So many are free for a source in ten minutes; then each waits for the one before it.

Nothing sleeps here: who has to wait is told so. The counts are in Redis; while it is away each
process counts for itself.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address, ip_network
from math import ceil
from threading import Lock
from typing import Final, TypeVar

import redis
from flask import current_app, request

from helpline.clock import now
from helpline.queues import current_redis
from helpline.vault import keyed_hash

Answer = TypeVar("Answer")

WINDOW: Final = timedelta(minutes=10)
MOST_SOURCES: Final = 10_000
"""In this process's own table; beyond them the oldest is forgotten."""
REMEMBERED: Final = "helpline.limits"
"""Where an application keeps what it counts itself."""
CIRCUITS: Final = IPv6Network("fc00:dead:beef:4dad::/64")
"""Of HiddenServiceExportCircuitID: the last 32 bits tell circuits apart."""
AWAY: Final = "helpline.redis_away"
"""Where an application keeps since when Redis gave it no answer."""
ASKED_AGAIN: Final = timedelta(seconds=5)
"""After that. Otherwise each form would wait a quarter of a second for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How much of one thing is free, and the seconds that lie between all that comes after."""

    name: str
    """Of its keys in Redis."""
    free: int
    first: int
    """The first pause; each is twice the one before."""
    longest: int

    def try_now(self, bucket: str) -> int:
        """Count one try: 0 if it may be made, else the seconds to wait."""
        return in_redis(
            lambda client: self._try_in_redis(client, bucket),
            lambda: self.table.try_now(bucket, now(), self.pause),
        )

    def spend(self, bucket: str, tries: int) -> None:
        """Use up what is free, whoever waits."""
        in_redis(
            lambda client: self._count_in_redis(client, bucket, tries),
            lambda: self.table.spend(bucket, now(), tries),
        )

    def give_back(self, bucket: str) -> None:
        """A try that is not to be counted, and for which nobody waits."""
        self.table.give_back(bucket)
        in_redis(
            lambda client: self._give_back_in_redis(client, bucket),
            lambda: None,  # away now: then the table counted, if anything did
        )

    def pause(self, tries: int) -> int:
        """Seconds that must lie between this try and the next one."""
        beyond = min(tries - self.free, self.longest.bit_length())
        return 0 if tries < self.free else min(self.longest, self.first * 2**beyond)

    @property
    def table(self) -> "Table":
        """What this process remembers."""
        tables: dict[str, Table] = current_app.extensions.setdefault(REMEMBERED, {})
        return tables.setdefault(self.name, Table())

    def _try_in_redis(self, client: redis.Redis, bucket: str) -> int:
        closed = self._closed(bucket)
        wait = self.pause(self._count_in_redis(client, bucket, 1))
        # Set only where it is not set: of a hundred tries at the same moment, one goes through.
        if wait == 0 or client.set(closed, 1, nx=True, px=wait * 1000):
            return 0
        self._count_in_redis(client, bucket, -1)
        return max(1, ceil(client.pttl(closed) / 1000))

    def _give_back_in_redis(self, client: redis.Redis, bucket: str) -> None:
        self._count_in_redis(client, bucket, -1)
        client.delete(self._closed(bucket))

    def _closed(self, bucket: str) -> str:
        return f"{self.name}:{bucket}:closed"

    def _count_in_redis(self, client: redis.Redis, bucket: str, by: int) -> int:
        counter = f"{self.name}:{bucket}"
        both = client.pipeline()
        both.incrby(counter, by)
        both.expire(counter, WINDOW)
        return int(both.execute()[0])


def in_redis(ask: Callable[[redis.Redis], Answer], otherwise: Callable[[], Answer]) -> Answer:
    """Redis answers, or this process does, as long as Redis has just given no answer."""
    client = None if _is_away() else current_redis()
    if client is not None:
        try:
            answer = ask(client)
        except redis.RedisError:
            current_app.extensions[AWAY] = now()
        else:
            current_app.extensions.pop(AWAY, None)
            return answer
    return otherwise()


def _is_away() -> bool:
    """When it is time to ask it again, one does: meanwhile nobody else waits for it."""
    since: datetime | None = current_app.extensions.get(AWAY)
    if since is None or timedelta(0) <= now() - since < ASKED_AGAIN:
        return since is not None
    current_app.extensions[AWAY] = now()
    return False


def bucket_of(source: str) -> str:
    """A name for it that is of no use tomorrow, or without the pepper."""
    pepper: str = current_app.extensions["helpline.config"].pepper
    return keyed_hash(pepper.encode(), f"source of {now():%Y-%m-%d}", source).hex()


def source_now() -> str:
    """Who asks now, as one household: an IPv4 address, or the /64 that IPv6 gives to each line.

    Tor gives each circuit to an onion service an address in one /64: each is a source.
    """
    try:
        found = ip_address(_address())
    except ValueError:
        return "nowhere"
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None and found not in CIRCUITS:
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

    def try_now(self, bucket: str, moment: datetime, pause: Callable[[int], int]) -> int:
        with self._lock:
            source = self._known(bucket, moment)
            wait = pause(source.tries + 1)
            if wait and moment < source.closed_until:
                return ceil((source.closed_until - moment).total_seconds())
            source.tries, source.seen_at = source.tries + 1, moment
            source.closed_until = moment + timedelta(seconds=wait)
            return 0

    def spend(self, bucket: str, moment: datetime, tries: int) -> None:
        with self._lock:
            source = self._known(bucket, moment)
            source.tries, source.seen_at = source.tries + tries, moment

    def give_back(self, bucket: str) -> None:
        with self._lock:
            if source := self.sources.get(bucket):
                source.tries -= 1
                source.closed_until = source.seen_at

    def _known(self, bucket: str, moment: datetime) -> _Source:
        source = self.sources.pop(bucket, None)
        if source is None or moment - source.seen_at >= WINDOW:
            source = _Source(0, moment, moment)
        self.sources[bucket] = source
        if len(self.sources) > MOST_SOURCES:
            self.sources.popitem(last=False)
        return source
