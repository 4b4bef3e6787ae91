"""Who writes to Redis does not choose what a worker runs; ours is done, and leaves nothing."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock, call
from uuid import UUID, uuid4

import pytest
from rq import Queue
from rq.job import Callback
from rq.serializers import JSONSerializer

from helpline import queues
from helpline.outbox import carrying, sweeping
from helpline.worker import OneJobWorker
from tests.house import House


@pytest.fixture
def queue(house: House, redis_url: str) -> Iterator[Queue]:
    with house.worker.app_context():
        yield Queue("today", connection=queues.patient(redis_url), serializer=JSONSerializer)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """What was carried out."""
    done: list[UUID] = []
    monkeypatch.setattr(carrying, "carry_out", done.append)
    return done


@pytest.fixture
def owed(queue: Queue) -> UUID:
    return enqueue(queue)


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """A worker answers signals in its own way, and here it is a guest."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def enqueue(queue: Queue) -> UUID:
    obligation_id = uuid4()
    queue.enqueue(sweeping.JOB, str(obligation_id))
    return obligation_id


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


def test_our_own_job_is_done_and_nothing_is_left_of_it(
    queue: Queue, done: list[UUID], owed: UUID
) -> None:
    work_off(queue)

    assert done == [owed]
    assert queue.connection.keys("rq:job:*") == []
    assert queue.connection.exists(queue.key, queue.intermediate_queue_key) == 0


def test_one_that_fails_stops_no_worker(
    queue: Queue, owed: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = Mock(side_effect=[OSError("gone"), True])
    monkeypatch.setattr(carrying, "carry_out", failing)
    again = enqueue(queue)

    work_off(queue)

    assert failing.call_args_list == [call(owed), call(again)]
    assert queue.count == 0


def test_asked_to_stop_a_worker_finishes_what_it_does_and_begins_nothing(
    queue: Queue, owed: UUID, done: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked_meanwhile(obligation_id: UUID) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        done.append(obligation_id)

    monkeypatch.setattr(carrying, "carry_out", asked_meanwhile)
    enqueue(queue)

    work_off(queue)

    assert done == [owed]
    assert queue.count == 1
