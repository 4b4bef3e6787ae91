"""Redis, for hints to workers and for throttles. Nothing that must not be lost lives here."""

from typing import Final

import redis
from flask import Flask, current_app
from redis.backoff import NoBackoff
from redis.retry import Retry
from rq import Queue
from rq.serializers import JSONSerializer

QUEUES: Final = ("danger", "today", "later")
QUARTER_SECOND: Final = 0.25


def impatient(url: str) -> redis.Redis:
    """A client that gives up after 250 ms: nobody waits for Redis."""
    return redis.Redis.from_url(
        url,
        socket_timeout=QUARTER_SECOND,
        socket_connect_timeout=QUARTER_SECOND,
        retry=Retry(NoBackoff(), 0),
    )


def patient(url: str) -> redis.Redis:
    """A client for RQ's own workers, which wait on their queues."""
    return redis.Redis.from_url(url)


def init_app(app: Flask, url: str) -> None:
    app.extensions["helpline.redis"] = impatient(url) if url else None


def current_redis() -> redis.Redis | None:
    """The impatient client of this process, or None where it was given no address."""
    client: redis.Redis | None = current_app.extensions["helpline.redis"]
    return client


def hint(queue: str, job: str, obligation_id: str, nudge: str) -> None:
    """Tell a worker to look at one obligation. Raises redis.RedisError.

    Each hint has an id of its own: neither a dead job nor one that is ending may swallow the next.
    """
    client = current_redis()
    if client is None:
        raise redis.ConnectionError("no Redis here")
    Queue(queue, connection=client, serializer=JSONSerializer).enqueue(
        job, obligation_id, job_id=f"{obligation_id}-{nudge}", result_ttl=0, failure_ttl=3600
    )
