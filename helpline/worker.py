"""The worker and the sweeper: `python -m helpline.worker danger|work|sweep`."""

import logging
import signal
import sys
from collections.abc import Callable
from threading import Event
from typing import Final, TypeVar
from uuid import UUID

import psycopg
from flask import current_app
from rq import Queue, SimpleWorker
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.timeouts import JobTimeoutException
from rq.worker import WorkerStatus
from sqlalchemy.exc import SQLAlchemyError
from typing_extensions import override

from helpline import log, queues
from helpline.app import worker_app
from helpline.config import Config
from helpline.db import db
from helpline.outbox import carrying, standing, sweeping

BEAT: Final = 0.5
"""Seconds between sweeps when nothing is announced."""
BREATH: Final = 0.1
"""Seconds between two sweeps in any case: what is announced meanwhile is taken in one."""
LONGEST: Final = Queue.DEFAULT_TIMEOUT
"""Seconds that one obligation may hold a worker."""
WORKER_TTL: Final = 30
"""Seconds that Redis remembers a worker it does not hear from."""

T = TypeVar("T")

logger = logging.getLogger(__name__)


def carry_out(obligation_id: str) -> None:
    """The one RQ job. It may run twice and may find nothing to do."""
    _in_a_session(lambda: carrying.carry_out(UUID(obligation_id)))


class OneJobWorker(SimpleWorker):
    """Carries out obligations and nothing else.

    RQ would run whatever function a job names, and what is to follow it: who can write to Redis
    would choose what runs here. RQ's books are not kept: how it went stands in PostgreSQL.
    """

    @override
    def execute_job(self, job: Job, queue: Queue) -> None:
        self._take_out(job, queue)
        try:
            with self.death_penalty_class(LONGEST, JobTimeoutException, job_id=job.id):
                carry_out(*job.args)
        except Exception:
            logger.exception("a hint could not be followed; whatever is owed is hinted at again")

    def _take_out(self, job: Job, queue: Queue) -> None:
        """The hint is used up before it is followed. Busy: asked to stop, we finish this first."""
        with self.connection.pipeline() as steps:
            self.set_state(WorkerStatus.BUSY, pipeline=steps)
            self.heartbeat(LONGEST + WORKER_TTL, pipeline=steps)
            steps.lrem(queue.intermediate_queue_key, 1, job.id)
            steps.delete(job.key)
            steps.execute()


def work(*names: str) -> None:
    """Take hints from these queues until told to stop. Does not fork: most hints are quick.

    A slow relay or a long recording holds this one worker for up to RQ's three minutes; danger has
    workers of its own, and whoever wants no wait for the rest runs several.
    """
    connection = queues.patient(current_app.extensions["helpline.config"].redis_url)
    worker = OneJobWorker(
        [Queue(name, connection=connection, serializer=JSONSerializer) for name in names],
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=WORKER_TTL,
        maintenance_interval=30,
    )
    worker.work(logging_level="WARNING")


def sweep(stopping: Event) -> None:
    """Sweep until told to stop; wake at once when something is owed."""
    url = current_app.extensions["helpline.config"].database_url
    while not stopping.is_set():
        try:
            _listen(url, stopping)
        except (psycopg.Error, SQLAlchemyError):
            logger.exception("the database did not answer; trying again")
            stopping.wait(1)


def _listen(url: str, stopping: Event) -> None:
    with psycopg.connect(url, autocommit=True) as ear:
        ear.execute("LISTEN obligation")
        _in_a_session(standing.keep_standing)
        while not stopping.is_set():
            if _in_a_session(sweeping.sweep) == sweeping.BATCH:
                continue
            stopping.wait(BREATH)
            for _ in ear.notifies(timeout=BEAT, stop_after=1):
                pass


def _in_a_session(deed: Callable[[], T]) -> T:
    with current_app.app_context():
        try:
            return deed()
        finally:
            db.session.remove()


def _sweep_until_told() -> None:
    """SIGTERM and Ctrl-C end a sweeper between two obligations, not inside one."""
    stopping = Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: stopping.set())
    sweep(stopping)


JOBS: Final[dict[str, Callable[[], None]]] = {
    "danger": lambda: work("danger"),
    "work": lambda: work("today", "later"),
    "sweep": _sweep_until_told,
}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in JOBS:
        sys.stderr.write("usage: python -m helpline.worker danger|work|sweep\n")
        return 2
    log.set_up(arguments[0])
    app = worker_app(Config.from_env())
    with app.app_context():
        JOBS[arguments[0]]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
