"""Redis that neither answers nor hangs up, for as long as something is measured."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from tests.running import System


@contextmanager
def redis_halted(system: System) -> Iterator[None]:
    """The worst of its faults: whoever waits for it waits as long as they are willing to."""
    pid = system.pids()["valkey"]
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)
