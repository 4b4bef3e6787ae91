"""Who asks for forked processes: the supervisor."""

import ctypes
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

from typing_extensions import override

from helpline.embedded.processes import Command, Process, opened

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
    """Nothing depends on it: what cannot be forked is started as without it."""

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
        with os.fdopen(writing, "wb", buffering=0) as pipe, opened(command) as outputs:
            with os.fdopen(reading), _adopting():
                child = Forked(self._asked((reading, *outputs)))
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
