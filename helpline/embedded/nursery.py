"""One process has imported the house and been told nothing; the others are forked from it.

    python -m helpline.embedded.nursery MODULE …

Both ends of one conversation: ``Nursery`` asks, ``main`` is what is asked. Over a socket without
a name go descriptors alone. What a process is told goes through a pipe that only the forked
process reads. It becomes a child of whoever asked, as if that had started it.
"""

import ctypes
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

from typing_extensions import override

from helpline.config import replace_environment
from helpline.embedded.leash import PARENT_IS_GONE, PR_SET_PDEATHSIG
from helpline.embedded.processes import Command, Process, opened

PR_SET_NAME: Final = 15
PR_SET_CHILD_SUBREAPER: Final = 36
PYTHON: Final = (sys.executable, "-m")
READY: Final = b"ready"
LONGEST: Final = 32
"""Bytes of one message: READY, or the number of a process."""
PATIENCE: Final = 5.0
"""Seconds for a fork, which takes some thousandths. Who takes longer is killed."""


@dataclass
class Forked:
    """A child of ours that the nursery forked."""

    pid: int
    returncode: int | None = None

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def wait(self) -> int:
        _, status = os.waitpid(self.pid, 0)
        self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


class Nursery(Process):
    """Who asks. Nothing depends on it: what cannot be forked is started as without it."""

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self._channel: socket.socket | None = None
        self._is_ready = False

    @override
    def start(self) -> None:
        self._hang_up()
        self._channel, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        with theirs:
            self._child = self._execute(theirs.fileno())

    @override
    def stop(self) -> None:
        super().stop()
        self._hang_up()

    def is_ready(self) -> bool:
        """Whether it has imported everything."""
        if not self._is_ready:
            with suppress(OSError):
                self._is_ready = self._heard(0) == READY
        return self._is_ready

    def fork(self, command: Command) -> Forked | None:
        """A process for this command; None where it has to be started as any other program."""
        is_ours = command.argv[:2] == PYTHON and not command.account and not command.stdin
        if not (is_ours and self.is_ready()):
            return None
        try:
            return self._forked(command)
        except (OSError, ValueError):
            self._give_up()
            return None

    def _forked(self, command: Command) -> Forked:
        reading, writing = os.pipe()
        with os.fdopen(writing, "wb", buffering=0) as pipe, opened(command.log) as log:
            files = (reading, 1, 2) if log is None else (reading, log, log)
            with os.fdopen(reading), _adopting():
                child = Forked(self._asked(files))
            os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)  # is it ours?
            with suppress(BrokenPipeError):
                pipe.write(_letter(command))
        return child

    def _asked(self, files: tuple[int, ...]) -> int:
        assert self._channel is not None
        socket.send_fds(self._channel, [b"fork"], files)
        return int(self._heard(PATIENCE))

    def _heard(self, seconds: float) -> bytes:
        assert self._channel is not None
        self._channel.settimeout(seconds)
        return self._channel.recv(LONGEST)

    def _give_up(self) -> None:
        """Whatever it forks later has nobody to tell it anything, and ends."""
        self._is_ready = False
        if self._child is not None and self.running():
            self._child.send_signal(signal.SIGKILL)

    def _hang_up(self) -> None:
        self._is_ready = False
        if self._channel is not None:
            self._channel.close()


@contextmanager
def _adopting() -> Iterator[None]:
    """For this moment an orphan among our descendants becomes our child, and not init's."""
    library = ctypes.CDLL(None)
    library.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        library.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _letter(command: Command) -> bytes:
    """What only the process itself may read."""
    return json.dumps(
        {
            "name": command.name,
            "words": command.argv[len(PYTHON) :],
            "environment": dict(command.env),
            "parent": os.getpid(),
            "death_signal": int(command.stop_signal),
        }
    ).encode()


def main(modules: list[str]) -> None:
    gc.disable()
    for module in modules:
        importlib.import_module(module)
    gc.freeze()
    _become(_tend(socket.socket(fileno=0)))


def _tend(channel: socket.socket) -> list[int]:
    """Fork whenever asked. Returns in forked processes alone, with the files of each."""
    channel.send(READY)
    while files := socket.recv_fds(channel, LONGEST, 3)[1]:
        pid = _fork_for_our_parent()
        if not pid:
            channel.detach()  # its number is that of the input, which is replaced
            return files
        for file in files:
            os.close(file)
        channel.send(str(pid).encode())
    sys.exit()


def _fork_for_our_parent() -> int:
    """As os.fork; but who stands between us and the new process ends at once.

    The new one leads a session when its number is told, so that it can be killed with all its own.
    """
    reading, writing = os.pipe()
    between = os.fork()
    if not between:
        if os.fork():
            os._exit(0)
        os.setsid()
        os.write(writing, str(os.getpid()).encode())
    os.close(writing)
    with os.fdopen(reading) as pipe:
        if not between:
            return 0
        os.waitpid(between, 0)
        return int(pipe.read())


def _become(files: list[int]) -> None:
    """From here on this is the process that was asked for, and has only what that is told."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    letter = sys.stdin.read()
    if not letter:
        sys.exit(PARENT_IS_GONE)
    told = json.loads(letter)
    library = ctypes.CDLL(None)
    library.prctl(PR_SET_PDEATHSIG, told["death_signal"], 0, 0, 0)
    if os.getppid() != told["parent"]:
        sys.exit(PARENT_IS_GONE)
    replace_environment(told["environment"])
    library.prctl(PR_SET_NAME, told["name"].encode(), 0, 0, 0)
    sys.argv = told["words"]
    gc.enable()
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
