"""Nothing depends on the nursery: whoever it cannot fork is started as any other program."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

import pytest

from helpline.embedded import CannotStart, Command, Process
from helpline.embedded.nursery import asking
from helpline.embedded.supervisor import Stopped, Supervisor
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


@pytest.mark.parametrize("is_there", [True, False])
def test_a_step_is_run_to_its_end_and_what_it_said_is_handed_over(
    supervisor: Supervisor, path: str, tmp_path: Path, *, is_there: bool
) -> None:
    if is_there:
        supervisor.wait_for_nursery()
    said = supervisor.run(step("saying", path, "a word"))

    assert said.startswith("a word ")
    assert ("helpline.embedded.nursery" in said) is is_there
    assert "aside" not in said
    assert "saying" not in pids(tmp_path)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_step_that_fails_says_why(supervisor: Supervisor, path: str, *, is_there: bool) -> None:
    if is_there:
        supervisor.wait_for_nursery()

    with pytest.raises(CannotStart, match=r"^telling failed:\ntold$"):
        supervisor.run(step("telling", path))


def test_a_step_ends_with_whoever_waits_for_it(supervisor: Supervisor, tmp_path: Path) -> None:
    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise Stopped

    script = f"echo $$ > {tmp_path / 'step'}; kill -ALRM $PPID; sleep 1000"
    before = signal.signal(signal.SIGALRM, stop)
    with pytest.raises(Stopped):
        supervisor.run(Command(name="step", argv=("/bin/sh", "-c", script), env={}))
    signal.signal(signal.SIGALRM, before)

    assert not alive(number_in(tmp_path / "step"))


def step(module: str, path: str, *words: str) -> Command:
    argv = (sys.executable, "-m", module, *words)
    return Command(name=module, argv=argv, env={"PYTHONPATH": path, "PATH": os.defpath})
