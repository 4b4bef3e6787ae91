"""Processes that are forked are as good as those that are started, and know no more."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from helpline.embedded import Account, Command, Process
from helpline.embedded.leash import PARENT_IS_GONE
from helpline.embedded.nursery import Nursery, asking
from tests.embedded.forked import is_forked, number_in, nursery_command, ours
from tests.running import alive, eventually

SUPERVISING: Final = """
import sys, time
from pathlib import Path
from helpline.embedded import Command, Process
from helpline.embedded.nursery import Nursery
folder = Path(sys.argv[1])
nursery = Nursery(Command(
    name="nursery",
    argv=(sys.executable, "-m", "helpline.embedded.nursery"),
    env={"PYTHONPATH": sys.argv[2]},
))
nursery.start()
nursery.wait_until(nursery.is_ready)
sleeper = Process(
    Command(name="sleeper", argv=(sys.executable, "-m", "waiting"), env={}, log=folder / "log"),
    nursery.fork,
)
sleeper.start()
print(nursery.pid, sleeper.pid, flush=True)
time.sleep(1000)
"""


@pytest.fixture(scope="module")
def forking(path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    started = Nursery(nursery_command(path, tmp_path_factory.mktemp("logs") / "log"))
    started.start()
    started.wait_until(started.is_ready)
    yield started
    started.stop()


Told = Callable[..., dict[str, Any]]


@pytest.fixture
def told(forking: Nursery, tmp_path: Path) -> Told:
    """What a forked process says about itself, that was given these words."""

    def run(*words: str, **env: str) -> dict[str, Any]:
        log = tmp_path / " ".join(["log", *words])
        process = Process(ours("telling", log, *words, env=env), forking.fork)
        process.start()
        assert is_forked(process)
        assert eventually(lambda: not process.running())
        assert process.exit_code == 3
        said: dict[str, Any] = json.loads(log.read_text().splitlines()[0])
        return said

    return run


def test_it_sees_and_hands_on_the_environment_that_it_is_given_and_nothing_else(told: Told) -> None:
    said = told(ONLY="this", SECRET="=of its own=\n")

    assert said["environment"] == {"ONLY": "this", "SECRET": "=of its own=\n"}
    assert sorted(said["handed on"]) == ["ONLY=this", "SECRET==of its own=\n"]


def test_it_runs_as_the_program_of_its_own_that_it_would_have_been(told: Told) -> None:
    said = told("danger", "--and more")

    assert said["words"] == ["danger", "--and more"]
    assert said["is main"]
    assert said["folder"] == "/"
    assert said["input"] == ""
    assert (said["leads"], said["blocked"], said["ending"]) == (True, 0, [True, True])
    assert said["parent"] == os.getpid()


def test_it_holds_no_way_to_whom_it_was_forked_from(told: Told) -> None:
    assert told()["files"] == ["0", "1", "2"]


def test_no_two_draw_the_same_numbers(told: Told) -> None:
    first, second = told("first"), told("second")

    drawn = [*first["drawn"], first["key"], *second["drawn"], second["key"]]
    assert len(set(drawn)) == len(drawn) == 10


def test_each_writes_into_its_own_log(told: Told, forking: Nursery, tmp_path: Path) -> None:
    for word in ("one", "other"):
        assert told(word)["words"] == [word]
        assert (tmp_path / f"log {word}").read_text().endswith("told\n")

    assert forking.command.log is not None
    assert forking.command.log.read_text() == ""


def test_how_it_was_killed_is_seen_and_what_it_started_ends_too(
    forking: Nursery, tmp_path: Path
) -> None:
    process = Process(ours("sleeping", tmp_path / "log"), forking.fork)
    process.start()
    child = number_in(tmp_path / "log")
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    assert eventually(lambda: not process.running())

    assert process.exit_code == -signal.SIGKILL
    assert eventually(lambda: not alive(child))


def test_asked_to_stop_it_does(forking: Nursery, tmp_path: Path) -> None:
    process = Process(ours("sleeping", tmp_path / "log"), forking.fork)
    process.start()
    assert alive(number_in(tmp_path / "log"))
    process.stop()

    assert process.exit_code == -signal.SIGTERM


def test_nothing_outlives_who_asked_for_it(path: str, tmp_path: Path) -> None:
    asking = [sys.executable, "-c", SUPERVISING, str(tmp_path), path]
    with subprocess.Popen(asking, stdout=subprocess.PIPE) as supervisor:
        assert supervisor.stdout is not None
        started = [int(word) for word in supervisor.stdout.readline().split()]
        number_in(tmp_path / "log")
        assert all(map(alive, started))
        supervisor.kill()

    assert len(started) == 2
    assert eventually(lambda: not any(map(alive, started)))


def test_whoever_is_told_nothing_ends_without_having_been_anybody(
    forking: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asked for it died, or gave up, just after it was forked."""
    monkeypatch.setattr(asking, "_letter", lambda _command: b"")
    process = Process(ours("telling", tmp_path / "log"), forking.fork)
    process.start()
    assert eventually(lambda: not process.running())

    assert process.exit_code == PARENT_IS_GONE
    assert (tmp_path / "log").read_text() == ""


def test_only_python_of_our_own_account_is_forked(forking: Nursery) -> None:
    """A user is changed by the leash alone, and what is read from the input is not handed on."""
    argv = (sys.executable, "-m", "telling")
    others = [
        Command(name="shell", argv=("/bin/true",), env={}),
        Command(name="server", argv=argv, env={}, account=Account(os.getuid(), os.getgid())),
        Command(name="set-up", argv=argv, env={}, stdin="words"),
    ]

    assert [forking.fork(each) for each in others] == [None, None, None]
