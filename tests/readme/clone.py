"""A fresh clone, as somebody has it who has just fetched the project."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.policies import open_on_holidays
from tests.readme.reading import ROOT
from tests.running import System, alive, eventually, free_ports

READY_SECONDS: Final = 90
ENDED_BY_CTRL_C: Final = {0, -signal.SIGINT}
"""The second one is make's own, which dies of it as soon as what it ran has ended."""
USUAL_PORTS: Final = {"8000": "PORT", "8001": "STAFF_PORT", "8002": "PARTNER_PORT"}


@dataclass(frozen=True)
class Clone:
    """A folder with the project in it, and the environment of a terminal that stands there."""

    folder: Path
    environment: Mapping[str, str]

    def start(self, command: str, said: Path) -> subprocess.Popen[str]:
        """Type a command. What it says goes to a file."""
        with said.open("w") as output:
            return subprocess.Popen(
                ["sh", "-c", f"exec {command}"],
                cwd=self.folder,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )

    def run(self, command: str) -> str:
        """Type a command and wait for its end. It must succeed."""
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def here(self, address: str) -> str:
        """An address of the README, with the port that is used in this run."""
        for usual, name in USUAL_PORTS.items():
            address = address.replace(f":{usual}/", f":{self.environment[name]}/")
        return address


@contextmanager
def fresh_clone() -> Iterator[Clone]:
    """The committed project, with what set-up would install, and ports that are free."""
    with tempfile.TemporaryDirectory(prefix="helpline-clone-") as place:
        Path(place).chmod(0o711)  # as root, our servers' account must get to the instance
        folder = Path(place) / "helpline"
        subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)
        _install(folder)
        yield Clone(
            folder,
            {
                "PATH": os.defpath,
                "HOME": place,
                "LANG": "C.UTF-8",
                "PYTHONPATH": str(folder),
                "HELPLINE_PRACTICE_SPEED": "0.05",
                "HELPLINE_INSTANCE": str(Path(place) / "instance"),
                "HELPLINE_POLICY_FILE": str(open_on_holidays()),
                **free_ports(),
            },
        )


def _install(folder: Path) -> None:
    """Our own environment, lent: the mark says that it is what the clone's lock names.

    Installing for real takes minutes without a cache; .ci/run does it, in a clone of its own.
    """
    venv, ours = folder / ".venv", ROOT / ".venv"
    venv.mkdir()
    for each in ours.iterdir():
        if each.suffix != ".done":
            (venv / each.name).symlink_to(each)
    marks = "cksum requirements-dev.lock scripts/set-up | tr '\\n' ' '"
    mark = subprocess.run(["sh", "-c", marks], cwd=folder, capture_output=True, check=True)
    (venv / "dev.done").write_bytes(mark.stdout)


@contextmanager
def running_clone(clone: Clone, command: str) -> Iterator[System]:
    """`make run`, until it says that it is ready; Ctrl-C afterwards."""
    folder = Path(clone.environment["HELPLINE_INSTANCE"])
    said = clone.folder.with_suffix(".said")
    process = clone.start(command, said)
    system = System(process, folder, said, dict(clone.environment))
    try:
        assert eventually(system.is_ready, READY_SECONDS), said.read_text()
        assert process.poll() is None, said.read_text()
        yield system
        pids = system.pids()
    finally:
        code = press_ctrl_c(process)
    assert code in ENDED_BY_CTRL_C, said.read_text()
    assert "Stopped." in said.read_text()
    assert not any(map(alive, pids.values()))


def press_ctrl_c(process: subprocess.Popen[str]) -> int:
    """A terminal tells everybody in it."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    try:
        return process.wait(60)
    finally:
        process.kill()
