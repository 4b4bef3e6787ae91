"""Nothing depends on the nursery: whoever it cannot fork is started as any other program."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpline.embedded import Command, Process
from helpline.embedded.nursery import asking
from helpline.embedded.supervisor import Supervisor
from tests.embedded.forked import is_forked, number_in, nursery_command, ours
from tests.running import alive, eventually


@pytest.fixture
def supervisor(path: str, tmp_path: Path) -> Iterator[Supervisor]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    supervisor = Supervisor(tmp_path / "processes.json", lambda _words: None)
    supervisor.start_nursery(nursery_command(path))
    yield supervisor
    supervisor.stop()
    for number, handler in before.items():
        signal.signal(number, handler)


def pids(folder: Path) -> dict[str, int]:
    told: dict[str, int] = json.loads((folder / "processes.json").read_text())["processes"]
    return told


def sleeper(path: str, log: Path) -> Command:
    """Can be started without a nursery too."""
    return ours("sleeping", log, env={"PYTHONPATH": path})


def is_another(supervisor: Supervisor, process: Process, before: int | None) -> bool:
    supervisor.check()
    return process.running() and process.pid != before


def test_a_killed_process_is_forked_again(
    supervisor: Supervisor, path: str, tmp_path: Path
) -> None:
    supervisor.wait_for_nursery()
    [process] = supervisor.start(sleeper(path, tmp_path / "log"))
    assert is_forked(process)
    first = process.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)

    assert eventually(lambda: is_another(supervisor, process, first))
    assert is_forked(process)
    assert pids(tmp_path)["sleeping"] == process.pid


def test_without_the_nursery_all_are_started_and_it_comes_back(
    supervisor: Supervisor, path: str, tmp_path: Path
) -> None:
    supervisor.wait_for_nursery()
    dead = pids(tmp_path)["nursery"]
    os.kill(dead, signal.SIGKILL)
    [process] = supervisor.start(sleeper(path, tmp_path / "log"))
    assert not is_forked(process)
    assert alive(number_in(tmp_path / "log"))

    assert eventually(lambda: is_back(supervisor, tmp_path, dead))
    supervisor.wait_for_nursery()
    [another] = supervisor.start(sleeper(path, tmp_path / "another"))
    assert is_forked(another)


def is_back(supervisor: Supervisor, folder: Path, dead: int) -> bool:
    supervisor.check()
    return pids(folder)["nursery"] != dead


def test_nobody_waits_for_one_that_is_not_ready(
    supervisor: Supervisor, path: str, tmp_path: Path
) -> None:
    [process] = supervisor.start(sleeper(path, tmp_path / "log"))

    assert not is_forked(process)
    assert alive(number_in(tmp_path / "log"))


def test_one_that_hangs_is_killed_and_what_it_was_asked_for_is_started(
    supervisor: Supervisor, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.1)
    supervisor.wait_for_nursery()
    hanging = pids(tmp_path)["nursery"]
    os.kill(hanging, signal.SIGSTOP)
    [process] = supervisor.start(sleeper(path, tmp_path / "log"))

    assert not is_forked(process)
    assert alive(number_in(tmp_path / "log"))
    assert eventually(lambda: not alive(hanging))
