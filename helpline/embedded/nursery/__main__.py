"""Who is asked: ``python -m helpline.embedded.nursery MODULE …`` imports these, and forks."""

import ctypes
import gc
import importlib
import json
import os
import runpy
import socket
import sys
from typing import Final

from helpline.config import replace_environment
from helpline.embedded.leash import PARENT_IS_GONE, PR_SET_PDEATHSIG
from helpline.embedded.nursery.asking import LONGEST, READY

PR_SET_NAME: Final = 15


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
