"""Starting one process and ending it, with everything it started itself."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from helpline.embedded.account import Account

LEASH: Final = Path(__file__).with_name("leash.py")


class CannotStart(Exception):
    """A process did not come up. Says why, for the person at the terminal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What to start, and how to end it."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(repr=False)
    """The whole environment: a process gets only what is its own."""
    log: Path | None = None
    """Appended to; None leaves output where ours goes."""
    outputs: tuple[int, int] | None = None
    """Descriptors for what it says and what it complains of, instead of a log."""
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10.0
    """Seconds to end by itself before it is killed."""
    account: Account | None = None
    stdin: str = field(default="", repr=False)


class Child(Protocol):
    """What a Process knows of the child that it is."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    def send_signal(self, number: int, /) -> None: ...
    def wait(self) -> int: ...


Fork = Callable[[Command], Child | None]
"""Starts a command without loading it anew, or says None."""


def nobody(_command: Command) -> None:
    """There is no process to fork from."""


class Process:
    """One running command: a session of its own, ended by the kernel when we end."""

    def __init__(self, command: Command, fork: Fork = nobody) -> None:
        self.command = command
        self._fork = fork
        self._child: Child | None = None

    def start(self) -> None:
        self._child = self._fork(self.command) or self._execute(subprocess.PIPE)

    def _execute(self, stdin: int) -> Child:
        with opened(self.command) as (says, complains):
            child = subprocess.Popen(  # noqa: S603  (our own commands, no shell)
                _leashed(self.command),
                env=dict(self.command.env),
                cwd="/",
                stdin=stdin,
                stdout=says,
                stderr=complains,
                start_new_session=True,
            )
        if child.stdin is not None:
            with suppress(BrokenPipeError), child.stdin as pipe:
                pipe.write(self.command.stdin.encode())
        return child

    @property
    def pid(self) -> int | None:
        return None if self._child is None else self._child.pid

    @property
    def exit_code(self) -> int | None:
        """Negative for a signal; None while it runs or before it was started."""
        return None if self._child is None else self._child.returncode

    def running(self) -> bool:
        if self._child is None or self._child.returncode is not None:
            return False
        looking = os.WEXITED | os.WNOHANG | os.WNOWAIT
        if os.waitid(os.P_PID, self._child.pid, looking) is None:
            return True
        self._bury(self._child)
        return False

    def wait_until(self, answers: Callable[[], bool], seconds: float = 60.0) -> None:
        """Raises CannotStart, with the log's last words, if it ends or stays silent."""
        deadline = time.monotonic() + seconds
        while not answers():
            if not self.running() or time.monotonic() > deadline:
                raise CannotStart(f"{self.command.name} does not answer. {self._last_words()}")
            time.sleep(0.02)

    def _last_words(self) -> str:
        log = self.command.log
        if log is None or not log.exists():
            return ""
        return "\n".join([f"{log} ends with:", *log.read_text(errors="replace").splitlines()[-5:]])

    def ask_to_stop(self) -> None:
        if self._child is not None and self.running():
            self._child.send_signal(self.command.stop_signal)

    def stop(self) -> None:
        """Ask, wait for the grace, then kill it and all that it left behind."""
        self.ask_to_stop()
        deadline = time.monotonic() + self.command.grace
        while self.running() and time.monotonic() < deadline:
            time.sleep(0.02)
        if self._child is not None and self.running():
            self._bury(self._child)

    def _bury(self, child: Child) -> None:
        """Its children may still hold its port. Until it is waited for, its number is its own."""
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _leashed(command: Command) -> list[str]:
    account = command.account or Account(-1, -1)
    return [
        *(sys.executable, "-I", "-S", str(LEASH)),
        *(str(os.getpid()), str(int(command.stop_signal))),
        *(str(account.user), str(account.group)),
        *command.argv,
    ]


@contextmanager
def opened(command: Command) -> Iterator[tuple[int, int]]:
    """Where it writes; a log is open just long enough to hand it to a child."""
    if command.log is None:
        yield command.outputs or (1, 2)
        return
    descriptor = os.open(command.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, mode=0o600)
    try:
        yield descriptor, descriptor
    finally:
        os.close(descriptor)
