"""The house after a hundred schedules of faults, and the seed that drew them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpline import clock
from helpline.config import environment
from tests.running import running_system
from tests.survival.acting import Remembered
from tests.survival.calling import Caller
from tests.survival.counting import Books
from tests.survival.playing import Stage
from tests.survival.schedule import SCHEDULES, draw


@pytest.fixture(scope="module")
def survival_seed(pytestconfig: pytest.Config) -> int:
    """HELPLINE_SURVIVAL_SEED, or the seed of the whole run, which stands at its head."""
    drawn = environment().get("HELPLINE_SURVIVAL_SEED")
    seed = int(drawn or pytestconfig.getoption("randomly_seed", 1))
    print(f"To draw the same schedules again: HELPLINE_SURVIVAL_SEED={seed}")  # noqa: T201
    return seed


@pytest.fixture(scope="module")
def stage(survival_seed: int) -> Iterator[Stage]:
    """The house, after all of it."""
    with running_system(HELPLINE_PRACTICE_SPEED="0.02") as system, follow(system.clock_file):
        stage = Stage.of(system)
        caller = Caller(system, stage.remembered, survival_seed)
        caller.start()
        try:
            for number in range(SCHEDULES):
                stage.play(draw(survival_seed, number))
        finally:
            caller.stop()
        caller.make_up()
        stage.settle()
        yield stage


@contextmanager
def follow(clock_file: Path) -> Iterator[None]:
    """See the time as the running house sees it."""
    clock.follow(clock_file)
    try:
        yield
    finally:
        clock.follow(None)


@pytest.fixture
def remembered(stage: Stage) -> Remembered:
    return stage.remembered


@pytest.fixture
def books(stage: Stage) -> Iterator[Books]:
    with stage.books() as books:
        yield books
