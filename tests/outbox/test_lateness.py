"""What nobody carries out is seen by machines, though nothing of it has a deadline."""

from datetime import timedelta
from typing import Final

from helpline import clock
from tests.house import House
from tests.outbox.work import Move, Settle, Work, owed

GAUGE: Final = 'helpline_obligations_late_seconds{queue="'
HOUR: Final = timedelta(hours=1)


def late(house: House) -> dict[str, float]:
    """Hours, as a monitoring would read them from the staff face."""
    metrics = house.staff.test_client().get("/metrics").text
    lines = [line for line in metrics.splitlines() if line.startswith(GAUGE)]
    figures = (line.removeprefix(GAUGE).split('"} ') for line in lines)
    return {queue: float(seconds) / 3600 for queue, seconds in figures}


def test_where_nothing_is_due_nothing_is_late(house: House, work: Work) -> None:
    owed(house, at=HOUR)

    assert late(house) == {"danger": 0, "today": 0, "later": 0}


def test_the_oldest_that_is_due_makes_its_queue_late(
    house: House, work: Work, move_clock: Move, settle: Settle
) -> None:
    owed(house)
    move_clock(HOUR)
    owed(house, "test.danger")
    owed(house)
    move_clock(HOUR)

    seen = late(house)

    assert 2 <= seen["today"] < 3
    assert 1 <= seen["danger"] < 2
    settle()
    assert late(house) == {"danger": 0, "today": 0, "later": 0}


def test_what_somebody_is_at_is_late_when_their_lease_is_over(
    house: House, work: Work, move_clock: Move
) -> None:
    owed(house)
    move_clock(HOUR)
    house.change("UPDATE obligation SET lease_until = :until", until=clock.now() + HOUR)
    assert late(house)["today"] == 0

    move_clock(HOUR * 2)

    assert 1 <= late(house)["today"] < 2
