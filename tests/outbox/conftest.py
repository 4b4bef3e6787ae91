"""Work to be done, with Redis and without."""

from collections.abc import Iterator

import pytest

from helpline import queues
from helpline.outbox import Duty, Wiring
from tests.house import House
from tests.outbox.work import Work


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
