"""The real worker and the real sweeper, as processes: woken, killed, told to stop."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any

import pytest

from helpline.config import Config, environment
from helpline.doors import Role
from helpline.embedded import Command, Process, members
from helpline.embedded.nursery import Nursery
from helpline.intake.actions.danger import DangerOrigin, DangerWords, declare_danger
from helpline.intake.models import DangerSource
from tests.house import House, inside
from tests.running import eventually

NOT_PREFIXED = {"database_url": "DATABASE_URL", "redis_url": "REDIS_URL"}
NOWHERE = "redis://127.0.0.1:1"
LADDER = 20
"""Seconds, also on a machine that is busy; test_sweeping.py has the real ones, on a moved clock."""


@dataclass
class Processes:
    """What a test starts ends with it."""

    config: Config
    nursery: Nursery
    started: list[Process] = field(default_factory=list)

    def start(self, what: str, **changed: str) -> Process:
        argv = (sys.executable, "-m", "helpline.worker", what)
        command = Command(name=what, argv=argv, env=self._environment() | changed, grace=0)
        process = Process(command, self.nursery.fork)
        process.start()
        self.started.append(process)
        return process

    def _environment(self) -> dict[str, str]:
        values = {each.name: getattr(self.config, each.name) for each in fields(Config)}
        return {
            NOT_PREFIXED.get(name, f"HELPLINE_{name.upper()}"): _written(value)
            for name, value in values.items()
            if value is not None
        }


def _written(value: Any) -> str:  # noqa: ANN401  (whatever a setting is)
    return ",".join(value) if isinstance(value, tuple) else str(value)


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """As `helpline serve` has one: each process would take seconds to import what all need."""
    started = Nursery(members.nursery(environment(), None))
    started.start()
    started.wait_until(started.is_ready)
    yield started
    started.stop()


@pytest.fixture
def processes(house: House, nursery: Nursery) -> Iterator[Processes]:
    processes = Processes(house.worker.extensions["helpline.config"], nursery)
    yield processes
    for process in processes.started:
        process.stop()


def declare(house: House) -> None:
    with inside(house.public, Role.PUBLIC):
        declare_danger(DangerWords(), DangerOrigin(source=DangerSource.FORM, language="en"))


def climbed(house: House) -> bool:
    return house.count("danger", "rung > 0") > 0


def soon(happened: Callable[[], bool], seconds: float = 60) -> None:
    """Fails when it does not happen."""
    assert eventually(happened, seconds), f"nothing happened within {seconds} s"


def told_to(process: Process, number: signal.Signals) -> None:
    assert process.pid is not None
    os.kill(process.pid, number)


def exit_code(process: Process) -> int | None:
    """When it has ended, which it must."""
    soon(lambda: not process.running())
    return process.exit_code


def awake(house: House) -> bool:
    """A sweeper keeps what comes round for ever: it has started when that is owed."""
    return house.count("obligation", "kind = 'house.sweep_out'") == 1


def test_a_sweeper_without_redis_climbs_the_ladder_itself(
    house: House, processes: Processes
) -> None:
    processes.start("sweep", REDIS_URL=NOWHERE)
    soon(lambda: awake(house))

    declare(house)

    soon(lambda: climbed(house), LADDER)


def test_a_worker_takes_what_the_sweeper_hints(house: House, processes: Processes) -> None:
    for what in ("sweep", "danger", "work"):
        processes.start(what)
    soon(lambda: awake(house))
    soon(lambda: house.count("obligation", "kind = 'house.sweep_out' AND attempt = 1") == 1)

    declare(house)

    soon(lambda: climbed(house))


def test_with_no_worker_alive_the_sweeper_does_a_danger_itself_and_soon(
    house: House, processes: Processes
) -> None:
    processes.start("sweep")
    soon(lambda: awake(house))

    declare(house)

    soon(lambda: climbed(house), LADDER)


def test_a_killed_sweeper_is_replaced_without_losing_anything(
    house: House, processes: Processes
) -> None:
    first = processes.start("sweep", REDIS_URL=NOWHERE)
    soon(lambda: awake(house))
    told_to(first, signal.SIGKILL)
    assert exit_code(first) == -signal.SIGKILL

    declare(house)
    processes.start("sweep", REDIS_URL=NOWHERE)

    soon(lambda: climbed(house))
    assert house.count("obligation", "kind = 'house.sweep_out'") == 1


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_sweeper_that_is_told_to_stop_stops_well(
    house: House, processes: Processes, told: signal.Signals
) -> None:
    sweeper = processes.start("sweep")
    soon(lambda: awake(house))

    told_to(sweeper, told)

    assert exit_code(sweeper) == 0


def test_a_worker_process_says_how_it_is_called(processes: Processes) -> None:
    assert exit_code(processes.start("dance")) == 2
