"""What is owed is done: claimed by one, finished by the newest, taken up when somebody dies."""

import threading
from datetime import timedelta

from helpline import clock
from helpline.doors import Role
from helpline.outbox import Again, cancel, owe
from tests.house import House, inside
from tests.outbox.work import SUBJECT, Move, Settle, Work, carry, owed, row


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
        obligation = owe("test.today", SUBJECT, desk="house")

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
