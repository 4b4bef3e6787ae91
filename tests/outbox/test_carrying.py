"""What is owed is done: claimed by one, finished by the newest, taken up when somebody dies."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from helpline import clock, queues
from helpline.db import db
from helpline.doors import Role
from helpline.outbox import Again, Duty, Wiring, cancel, owe
from helpline.outbox.carrying import carry_out
from helpline.outbox.standing import keep_standing
from helpline.outbox.sweeping import sweep
from tests.house import House, inside

Settle = Callable[[], int]
Move = Callable[[timedelta], None]
SUBJECT = UUID(int=1)


@dataclass
class Work:
    """What was done, and what happens in the middle of doing it."""

    done: list[UUID] = field(default_factory=list)
    then: Callable[[], Again | None] = lambda: None

    def carry_out(self, subject_id: UUID) -> Again | None:
        self.done.append(subject_id)
        return self.then()


@pytest.fixture
def work(house: House, monkeypatch: pytest.MonkeyPatch) -> Work:
    """Two kinds of work that nothing else in the house does."""
    work = Work()
    wiring = Wiring(
        duties={
            "test.today": Duty(work.carry_out),
            "test.danger": Duty(work.carry_out, queue="danger"),
        },
        standing=("test.today",),
    )
    for app in (house.public, house.worker):
        monkeypatch.setitem(app.extensions, "helpline.wiring", wiring)
    return work


@pytest.fixture
def no_redis(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Nothing listens where Redis should be; says how often it was tried."""
    tried: list[str] = []
    broken = queues.impatient("redis://127.0.0.1:1")
    original = queues.hint

    def hint(queue: str, job: str, obligation_id: str, nudge: str) -> None:
        tried.append(queue)
        original(queue, job, obligation_id, nudge)

    monkeypatch.setattr(queues, "hint", hint)
    monkeypatch.setitem(house.worker.extensions, "helpline.redis", broken)
    yield tried
    broken.close()


def owed(house: House, kind: str = "test.today", *, at: timedelta = timedelta(0)) -> UUID:
    """As the public face does it: insert only, nothing read back."""
    with inside(house.public, Role.PUBLIC):
        return owe(kind, uuid4(), desk="house", due_at=clock.now() + at).id


def row(house: House, obligation: UUID) -> tuple[str, int, int]:
    found = house.rows(
        "SELECT state, attempt, failures FROM obligation WHERE id = :i", i=obligation
    )
    return found[0].state, found[0].attempt, found[0].failures


def carry(house: House, obligation: UUID) -> bool:
    with house.worker.app_context():
        done = carry_out(obligation)
        db.session.remove()
    return done


def swept(house: House) -> int:
    with house.worker.app_context():
        due = sweep()
        db.session.remove()
    return due


def test_what_is_due_is_done_once(house: House, work: Work, settle: Settle) -> None:
    obligation = owed(house)

    settle()
    settle()

    assert len(work.done) == 1
    assert row(house, obligation) == ("done", 1, 0)


def test_what_is_not_due_waits(house: House, work: Work, settle: Settle, move_clock: Move) -> None:
    owed(house, at=timedelta(hours=1))
    settle()
    assert work.done == []

    move_clock(timedelta(hours=1))
    settle()
    assert len(work.done) == 1


def test_two_carriers_of_one_obligation_do_it_once(house: House, work: Work) -> None:
    obligation = owed(house)
    together = threading.Barrier(2)

    def race() -> None:
        together.wait()
        carry(house, obligation)

    threads = [threading.Thread(target=race) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(work.done) == 1


def test_nobody_takes_what_somebody_is_at(house: House, work: Work) -> None:
    obligation = owed(house)

    def try_it_too() -> None:
        assert not carry(house, obligation)

    work.then = try_it_too
    assert carry(house, obligation)

    assert len(work.done) == 1


def test_after_the_lease_another_takes_it_up_and_the_late_one_changes_nothing(
    house: House, work: Work, move_clock: Move
) -> None:
    """The first carrier hangs; a second one does it; only then the first comes back."""
    obligation = owed(house)
    outcomes: list[bool] = []

    def overtaken() -> Again:
        work.then = lambda: None
        move_clock(timedelta(seconds=31))
        thread = threading.Thread(target=lambda: outcomes.append(carry(house, obligation)))
        thread.start()
        thread.join()
        return Again(clock.now() + timedelta(days=1))

    work.then = overtaken
    outcomes.append(carry(house, obligation))

    assert outcomes == [True, False]
    assert row(house, obligation) == ("done", 2, 0)


def test_a_late_failure_does_not_put_off_the_newer_attempt(
    house: House, work: Work, move_clock: Move
) -> None:
    obligation = owed(house)

    def overtaken_and_failing() -> None:
        move_clock(timedelta(seconds=31))
        house.change(
            "UPDATE obligation SET attempt = attempt + 1, lease_until = :until",
            until=clock.now() + timedelta(seconds=30),
        )
        raise RuntimeError("too late")

    work.then = overtaken_and_failing
    carry(house, obligation)

    assert row(house, obligation) == ("open", 2, 0)
    assert house.count("obligation", "lease_until > due_at") == 1


def test_a_failure_is_tried_again_later_and_later(
    house: House, work: Work, settle: Settle, move_clock: Move
) -> None:
    obligation = owed(house)

    def fail() -> None:
        raise RuntimeError("not today")

    work.then = fail
    pauses = []
    for _ in range(3):
        carry(house, obligation)
        due = house.rows("SELECT due_at FROM obligation")[0].due_at
        pauses.append(round((due - clock.now()).total_seconds()))
        move_clock(due - clock.now())

    assert pauses == [2, 4, 8]
    assert row(house, obligation) == ("open", 3, 3)
    work.then = lambda: None
    settle()
    assert row(house, obligation)[0] == "done"


def test_a_danger_is_never_put_off_for_longer_than_ten_seconds(
    house: House, work: Work, settle: Settle, move_clock: Move
) -> None:
    obligation = owed(house, "test.danger")

    def fail() -> None:
        raise RuntimeError("not yet")

    work.then = fail
    for _ in range(8):
        settle()
        move_clock(timedelta(seconds=11))

    assert row(house, obligation) == ("open", 8, 8)


def test_again_means_again_at_that_time(
    house: House, work: Work, settle: Settle, move_clock: Move
) -> None:
    owed(house)
    work.then = lambda: Again(clock.now() + timedelta(hours=1))
    settle()
    settle()
    assert len(work.done) == 1

    move_clock(timedelta(hours=1))
    settle()
    assert len(work.done) == 2


def test_what_was_cancelled_while_it_was_done_is_not_owed_again(house: House, work: Work) -> None:
    with inside(house.worker, Role.WORKER):
        obligation = owe("test.today", SUBJECT, desk="house").id

    def cancelled() -> Again:
        def drop() -> None:
            with inside(house.worker, Role.WORKER):
                cancel("test.today", SUBJECT)

        thread = threading.Thread(target=drop)
        thread.start()
        thread.join()
        return Again(clock.now())

    work.then = cancelled
    carry(house, obligation)

    assert row(house, obligation)[0] == "cancelled"


def test_a_kind_that_nobody_knows_stops_nobody_else(
    house: House, work: Work, settle: Settle
) -> None:
    strange = owed(house, "test.danger")
    house.change("UPDATE obligation SET kind = 'test.of_a_later_version' WHERE id = :i", i=strange)
    owed(house)

    settle()

    assert len(work.done) == 1
    assert row(house, strange) == ("open", 1, 1)


def test_an_unclaimed_danger_is_done_by_the_sweeper_after_two_seconds(
    house: House, work: Work, move_clock: Move
) -> None:
    owed(house, "test.danger")
    swept(house)
    assert work.done == []  # hinted; no worker is there

    move_clock(timedelta(seconds=2.1))
    swept(house)

    assert len(work.done) == 1


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
