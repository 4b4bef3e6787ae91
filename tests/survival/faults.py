"""What goes wrong: processes killed, Valkey emptied, killed, frozen."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import redis

from helpline import queues
from tests.running import System

TEN_SECONDS: Final = 10.0
Fault = Callable[[System], None]


def killed(*names: str) -> Fault:
    """These processes, at whatever line they are."""

    def kill(system: System) -> None:
        pids = system.pids()
        for name in names:
            _send(pids[name], signal.SIGKILL)

    return kill


def handler_killed(name: str) -> Fault:
    """The process that answers requests; gunicorn starts another."""

    def kill(system: System) -> None:
        for child in _children(system.pids()[name]):
            _send(child, signal.SIGKILL)

    return kill


def stopped(seconds: float) -> Fault:
    """Valkey neither answers nor hangs up."""

    def stop(system: System) -> None:
        pid = system.pids()["valkey"]
        _send(pid, signal.SIGSTOP)
        time.sleep(seconds)
        _send(pid, signal.SIGCONT)

    return stop


def flushed(system: System) -> None:
    """Everything in Valkey is gone. One that does not answer has nothing to lose."""
    with suppress(redis.RedisError), queues.impatient(system.valkey_url) as client:
        client.flushall()


FAULTS: Final[dict[str, Fault]] = {
    "web killed": killed("web"),
    "web's handler killed": handler_killed("web"),
    "staff killed": killed("staff"),
    "staff's handler killed": handler_killed("staff"),
    "worker killed": killed("worker"),
    "danger's worker killed": killed("worker-danger"),
    "a sweeper killed": killed("sweeper-1"),
    "both sweepers killed": killed("sweeper-1", "sweeper-2"),
    "Valkey flushed": flushed,
    "Valkey killed": killed("valkey"),
    "Valkey frozen": stopped(1.0),
}
LONG_FAULT: Final = "Valkey stopped for 10 s"


def _send(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _children(pid: int) -> list[int]:
    with suppress(FileNotFoundError, ProcessLookupError):
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [int(child) for child in listed.split()]
    return []
