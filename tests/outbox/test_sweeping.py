"""The sweep hints workers, does danger itself, and forgets nothing when Redis does."""

import threading
from datetime import timedelta

import psycopg

from helpline import clock, queues
from helpline.config import Config
from helpline.db import db
from helpline.outbox.standing import keep_standing
from tests.house import House
from tests.outbox.work import Move, Settle, Work, owed, row, swept


def test_an_unclaimed_danger_is_done_by_the_sweeper_after_two_seconds(
    house: House, work: Work, move_clock: Move
) -> None:
    owed(house, "test.danger")
    swept(house)
    assert work.done == []  # hinted; no worker is there

    move_clock(timedelta(seconds=2.1))
    swept(house)

    assert len(work.done) == 1


def test_sweepers_are_woken_by_what_is_due_now_alone(house: House, work: Work) -> None:
    """The rest they find by themselves, and a form owes three things for later."""
    config: Config = house.worker.extensions["helpline.config"]
    with psycopg.connect(config.database_url, autocommit=True) as ear:
        ear.execute("LISTEN obligation")
        owed(house, at=timedelta(minutes=1))
        ear.execute("SELECT pg_notify('obligation', 'between the two')")
        owed(house)
        heard = [note.payload for note in ear.notifies(timeout=10, stop_after=2)]
    assert heard == ["between the two", ""]


def test_other_work_is_left_to_workers(house: House, work: Work, move_clock: Move) -> None:
    owed(house)
    for _ in range(3):
        swept(house)
        move_clock(timedelta(seconds=10))

    assert work.done == []


def test_a_worker_that_died_with_a_danger_is_replaced_when_its_lease_is_over(
    house: House, work: Work, move_clock: Move
) -> None:
    obligation = owed(house, "test.danger")
    house.change(
        "UPDATE obligation SET attempt = 1, nudges = 1, lease_until = :until",
        until=clock.now() + timedelta(seconds=30),
    )
    swept(house)
    assert work.done == []

    move_clock(timedelta(seconds=31))
    swept(house)

    assert row(house, obligation) == ("done", 2, 0)


def test_without_redis_danger_is_done_at_once_and_asking_it_costs_one_try(
    house: House, work: Work, no_redis: list[str]
) -> None:
    for _ in range(3):
        owed(house, "test.danger")
        owed(house)

    swept(house)

    assert len(work.done) == 3
    assert len(no_redis) == 1


def test_after_redis_lost_everything_the_work_is_still_done(
    house: House, work: Work, settle: Settle, redis_url: str, move_clock: Move
) -> None:
    owed(house)
    swept(house)
    client = queues.patient(redis_url)
    client.flushdb()
    client.close()

    move_clock(timedelta(seconds=11))
    settle()

    assert len(work.done) == 1


def test_two_sweepers_do_not_hint_the_same(house: House, work: Work) -> None:
    for _ in range(20):
        owed(house)
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(swept(house))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(found) == 20


def test_dangers_go_before_everything_else(house: House, work: Work, no_redis: list[str]) -> None:
    for _ in range(60):
        owed(house)
    owed(house, "test.danger")

    swept(house)

    assert len(work.done) == 1


def test_what_comes_round_for_ever_is_owed_once_however_many_sweepers_start(
    house: House, work: Work
) -> None:
    for _ in range(2):
        with house.worker.app_context():
            keep_standing()
            db.session.remove()

    assert house.count("obligation", "kind = 'test.today'") == 1
