"""Programs for a nursery to fork, and how they are asked for."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from helpline.embedded import Command, Process
from tests.running import eventually

TELLING: Final = """
import json, os, random, signal, ssl, subprocess, sys, threading, uuid
import nacl.utils
print(json.dumps({
    "environment": dict(os.environ),
    "handed on": subprocess.check_output(["/usr/bin/env", "-0"], text=True).split(chr(0))[:-1],
    "words": sys.argv[1:],
    "is main": sys.modules["__main__"].__dict__ is globals(),
    "input": sys.stdin.read(),
    "files": sorted(os.listdir("/proc/self/fd"))[:-1],
    "folder": os.getcwd(),
    "leads": os.getsid(0) == os.getpid(),
    "blocked": len(signal.pthread_sigmask(signal.SIG_BLOCK, ())),
    "ending": [signal.getsignal(each) == signal.SIG_DFL for each in (15, 1)],
    "parent": os.getppid(),
    "drawn": [random.random(), uuid.uuid4().hex, ssl.RAND_bytes(9).hex(), os.urandom(9).hex()],
    "key": nacl.utils.random(9).hex(),
}), flush=True)
sys.stderr.write("told\\n")
sys.exit(3)
"""
SLEEPING: Final = """
import subprocess, sys, time
child = subprocess.Popen(["/bin/sleep", "1000"])
print(child.pid, flush=True)
time.sleep(1000)
"""
WAITING: Final = """
import time
print(0, flush=True)
time.sleep(1000)
"""
SAYING: Final = """
import sys
from pathlib import Path
print(sys.argv[1], Path("/proc/self/cmdline").read_text())
sys.stderr.write("aside\\n")
"""
MODULES: Final = {
    "telling": TELLING,
    "sleeping": SLEEPING,
    "waiting": WAITING,
    "saying": SAYING,
}


def nursery_command(path: str, log: Path | None = None) -> Command:
    return Command(
        name="nursery",
        argv=(sys.executable, "-m", "helpline.embedded.nursery", "nacl.utils", "ssl"),
        env={"PYTHONPATH": path, "OF_THE_NURSERY": "its own"},
        log=log,
    )


def ours(module: str, log: Path, *words: str, env: Mapping[str, str] | None = None) -> Command:
    argv = (sys.executable, "-m", module, *words)
    return Command(name=module, argv=argv, env=env or {}, log=log, grace=1.0)


def is_forked(process: Process) -> bool:
    """It shows the command line of who imported for it."""
    return b"helpline.embedded.nursery" in Path(f"/proc/{process.pid}/cmdline").read_bytes()


def number_in(file: Path) -> int:
    assert eventually(lambda: file.exists() and file.read_text().endswith("\n"))
    return int(file.read_text())
