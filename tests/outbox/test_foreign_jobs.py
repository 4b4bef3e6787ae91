"""Who writes to Redis does not choose what a worker runs."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from rq import Queue
from rq.job import Callback
from rq.serializers import JSONSerializer

from helpline import queues
from helpline.outbox import sweeping
from helpline.worker import OneJobWorker
from tests.house import House

Enqueue = Callable[..., None]


@pytest.fixture
def queue(house: House, redis_url: str) -> Iterator[Queue]:
    with house.worker.app_context():
        yield Queue("today", connection=queues.patient(redis_url), serializer=JSONSerializer)


def work_off(queue: Queue) -> None:
    worker = OneJobWorker([queue], connection=queue.connection, serializer=JSONSerializer)
    worker.work(burst=True, logging_level="CRITICAL")


def test_a_job_of_another_name_is_thrown_away(queue: Queue, tmp_path: Path) -> None:
    queue.enqueue("os.mkdir", str(tmp_path / "made"))

    work_off(queue)

    assert not (tmp_path / "made").exists()
    assert queue.count == 0


def test_nothing_foreign_runs_after_our_job(queue: Queue, tmp_path: Path) -> None:
    queue.enqueue(sweeping.JOB, str(uuid4()), on_success=Callback("os.getcwd"))

    work_off(queue)

    assert queue.finished_job_registry.count == 0
    assert queue.failed_job_registry.count == 0


def test_our_own_job_is_done(queue: Queue) -> None:
    job = queue.enqueue(sweeping.JOB, str(uuid4()))

    work_off(queue)

    assert job.is_finished
