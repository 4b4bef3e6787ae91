"""The worker and the sweeper: `python -m helpline.worker danger|work|sweep`."""

import logging
import signal
import sys
from collections.abc import Callable
from typing import Final
from uuid import UUID

import psycopg
from flask import current_app
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer
from sqlalchemy.exc import SQLAlchemyError

from helpline import log, queues
from helpline.app import worker_app
from helpline.config import Config
from helpline.db import db
from helpline.outbox import carrying

BEAT: Final = 0.5
"""Seconds between sweeps when nothing is announced."""

logger = logging.getLogger(__name__)


def carry_out(obligation_id: str) -> None:
    """The one RQ job. It may run twice and may find nothing to do."""
    with current_app.app_context():
        try:
            carrying.carry_out(UUID(obligation_id))
        finally:
            db.session.remove()


def work(*names: str) -> None:
    """Take hints from these queues until told to stop. Does not fork: hints are quick."""
    connection = queues.patient(current_app.extensions["helpline.config"].redis_url)
    worker = SimpleWorker(
        [Queue(name, connection=connection, serializer=JSONSerializer) for name in names],
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=30,
        maintenance_interval=30,
    )
    worker.work(logging_level="WARNING")


def sweep(stopping: Callable[[], bool] = lambda: False) -> None:
    """Sweep for ever; wake at once when something is owed."""
    url = current_app.extensions["helpline.config"].database_url
    while not stopping():
        try:
            with psycopg.connect(url, autocommit=True) as ear:
                ear.execute("LISTEN obligation")
                while not stopping():
                    _one_sweep()
                    for _ in ear.notifies(timeout=BEAT, stop_after=1):
                        pass
        except (psycopg.Error, SQLAlchemyError):
            logger.exception("the database did not answer; trying again")
            signal.sigtimedwait([], 1)


def _one_sweep() -> None:
    with current_app.app_context():
        try:
            carrying.sweep()
        finally:
            db.session.remove()


JOBS: Final[dict[str, Callable[[], None]]] = {
    "danger": lambda: work("danger"),
    "work": lambda: work("today", "later"),
    "sweep": sweep,
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
