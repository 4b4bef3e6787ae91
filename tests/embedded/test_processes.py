"""Starting, restarting and ending processes, with what they leave behind."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpline.embedded import CannotStart, Command, Process
from helpline.embedded.supervisor import Supervisor
from tests.running import alive, eventually

PARENT_AND_CHILD = "sleep 1000 & echo $! > {file}; wait"
STARTER = """
import sys, time
from helpline.embedded import Command, Process
process = Process(Command(name="sleeper", argv=("/bin/sleep", "1000"), env={}))
process.start()
print(process.pid, flush=True)
time.sleep(1000)
"""


def shell(name: str, script: str, log: Path | None = None) -> Command:
    return Command(
        name=name,
        argv=("/bin/sh", "-c", script),
        env={"PATH": os.defpath},
        grace=1.0,
        log=log,
    )


def number_in(file: Path) -> int:
    assert eventually(lambda: file.exists() and file.read_text().strip() != "")
    return int(file.read_text())


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    supervisor = Supervisor(tmp_path / "processes.json", lambda _words: None)
    yield supervisor
    supervisor.stop()
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_process_sees_only_the_environment_it_is_given(tmp_path: Path) -> None:
    process = Process(
        Command(name="env", argv=("/usr/bin/env",), env={"ONLY": "this"}, log=tmp_path / "log")
    )
    process.start()
    assert eventually(lambda: not process.running())
    lines = (tmp_path / "log").read_text().splitlines()
    # Python itself names a character set where there is none.
    assert {line for line in lines if not line.startswith("LC_CTYPE=")} == {"ONLY=this"}


def test_what_a_process_started_ends_with_it(tmp_path: Path) -> None:
    process = Process(shell("parent", PARENT_AND_CHILD.format(file=tmp_path / "child")))
    process.start()
    child = number_in(tmp_path / "child")
    assert alive(child)
    process.stop()
    assert not process.running()
    assert eventually(lambda: not alive(child))


def test_what_a_killed_process_left_behind_ends_too(tmp_path: Path) -> None:
    process = Process(shell("parent", PARENT_AND_CHILD.format(file=tmp_path / "child")))
    process.start()
    child = number_in(tmp_path / "child")
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    assert eventually(lambda: not process.running())
    assert process.exit_code == -signal.SIGKILL
    assert eventually(lambda: not alive(child))


def test_a_process_that_does_not_listen_is_killed_after_its_grace(tmp_path: Path) -> None:
    process = Process(shell("deaf", f"trap '' TERM; touch {tmp_path / 'up'}; sleep 1000"))
    process.start()
    assert eventually((tmp_path / "up").exists)
    process.stop()
    assert process.exit_code == -signal.SIGKILL


def test_nothing_outlives_who_started_it() -> None:
    with subprocess.Popen([sys.executable, "-c", STARTER], stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        sleeper = int(starter.stdout.readline())
        assert alive(sleeper)
        starter.kill()
    assert eventually(lambda: not alive(sleeper))


def test_a_process_that_ends_at_once_says_why(tmp_path: Path) -> None:
    process = Process(shell("broken", "echo no such table; exit 3", tmp_path / "log"))
    process.start()
    with pytest.raises(CannotStart, match="no such table"):
        process.wait_until(lambda: False)


def test_whoever_dies_is_started_again(supervisor: Supervisor, tmp_path: Path) -> None:
    [process] = supervisor.start(shell("mortal", "sleep 1000"))
    first = process.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)

    def is_back() -> bool:
        supervisor.check()
        return process.running() and process.pid != first

    assert eventually(is_back)
    told = json.loads((tmp_path / "processes.json").read_text())
    assert told["processes"]["mortal"] == process.pid


def test_whoever_dies_again_and_again_is_started_ever_more_slowly(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    supervisor.start(shell("doomed", f"date +%s.%N >> {tmp_path / 'starts'}"))

    def starts() -> list[float]:
        supervisor.check()
        text = (tmp_path / "starts").read_text() if (tmp_path / "starts").exists() else ""
        return [float(line) for line in text.splitlines()]

    assert eventually(lambda: len(starts()) >= 4)
    first, second, third, fourth = starts()[:4]
    assert fourth - third > third - second > second - first


def test_the_last_wave_stops_first(supervisor: Supervisor, tmp_path: Path) -> None:
    log = tmp_path / "order"
    script = f"trap 'echo {{}} >> {log}; exit' TERM; touch {tmp_path}/{{}}.up; sleep 1000 & wait"
    for name in ("server", "face"):
        supervisor.start(shell(name, script.format(name, name)))
        assert eventually((tmp_path / f"{name}.up").exists)
    supervisor.stop()
    assert log.read_text().split() == ["face", "server"]
