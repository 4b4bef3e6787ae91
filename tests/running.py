"""The whole house as `helpline serve` runs it: real processes and servers, in their own folder."""

import atexit
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import pytest
import redis

from helpline.embedded.processes import LEASH
from tests.memory import environment_in
from tests.policies import open_on_holidays

ROOT = Path(__file__).parents[1]
"""Of the house that is tested: it may be a copy."""
READY_SECONDS = 150
HELPLINE = (sys.executable, "-m", "helpline.cli")
RECORDINGS = Path(tempfile.mkdtemp(prefix="helpline-recordings-"))
"""Made by the first house, and shared: each would take seconds over the same stand-ins."""
atexit.register(shutil.rmtree, RECORDINGS, ignore_errors=True)
PORT_NAMES = ("PORT", "STAFF_PORT", "PARTNER_PORT", "PRACTICE_PORT", "PRACTICE_MAIL_PORT")
PORTS = range(20000, 32768)
"""Below those that a system gives to whoever asks for any."""
_PORT_NUMBERS = count(os.getpid() * 50)
"""Every process begins elsewhere."""


@dataclass
class System:
    """A `helpline serve` that runs."""

    process: subprocess.Popen[str]
    folder: Path
    said: Path
    """What it said on the terminal."""
    ports: dict[str, str]

    @property
    def public(self) -> str:
        return self._address("PORT")

    @property
    def staff(self) -> str:
        return self._address("STAFF_PORT")

    @property
    def partner(self) -> str:
        return self._address("PARTNER_PORT")

    @property
    def practice(self) -> str:
        return self._address("PRACTICE_PORT")

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def clock_file(self) -> Path:
        return self.folder / "clock"

    @cached_property
    def secrets(self) -> dict[str, str]:
        """All that the folder keeps secret, under the names it uses."""
        kept: dict[str, str] = json.loads((self.folder / "secrets.json").read_text())
        return kept

    @cached_property
    def worker_settings(self) -> dict[str, str]:
        """Read once, when all is well: a worker may be dead later."""
        return self.environment_of("worker")

    def url(self, login: str) -> str:
        """The database address of any login: owner, public, staff, partner, worker."""
        return _with_login(
            self.worker_settings["DATABASE_URL"],
            f"helpline_{login}",
            self.secrets[f"PASSWORD_{login.upper()}"],
        )

    @property
    def owner_url(self) -> str:
        return self.url("owner")

    @property
    def admin_url(self) -> str:
        """The superuser, who is asked by nobody but the set-up."""
        return _with_login(self.owner_url, "bootstrap", self.secrets["PASSWORD_BOOTSTRAP"])

    @property
    def valkey_url(self) -> str:
        return self.worker_settings["REDIS_URL"]

    def valkey(self) -> redis.Redis:
        return redis.Redis.from_url(self.valkey_url)

    def pids(self) -> dict[str, int]:
        told = json.loads((self.folder / "processes.json").read_text())
        return {name: int(pid) for name, pid in told["processes"].items()}

    def environment_of(self, name: str) -> dict[str, str]:
        """What a process was really told."""
        return environment_in(self.pids()[name])

    def health(self, port: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", int(self.ports[port]), timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def advance(self, by: timedelta) -> datetime:
        """Move its clock ahead by the command. Returns what time it is then in this house."""
        minutes, seconds = divmod(int(by.total_seconds()), 60)
        done = subprocess.run(
            [*HELPLINE, "clock", "advance", f"{minutes // 1440}d{minutes % 1440}m{seconds}s"],
            env={"PATH": os.defpath, "HELPLINE_INSTANCE": str(self.folder)},
            capture_output=True,
            text=True,
            check=True,
        )
        [said] = re.findall(r"\d{4}-\d\d-\d\d \d\d:\d\d", done.stdout)
        return datetime.strptime(said, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)

    def is_well(self) -> bool:
        """Whether every face serves."""
        return all(self.health(port) == 200 for port in ("PORT", "STAFF_PORT", "PARTNER_PORT"))

    def is_ready(self) -> bool:
        return "Ready." in self.said.read_text() or self.process.poll() is not None

    def _address(self, port: str) -> str:
        return f"http://127.0.0.1:{self.ports[port]}"


def alive(pid: int) -> bool:
    """A zombie is not alive: it waits for its parent, and does nothing."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def eventually(true: Callable[[], bool], seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while not (is_true := true()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_true  # not asked once more: to ask may change it


def free_ports() -> dict[str, str]:
    """Used seconds later, and by nobody else until then: never the same twice."""
    free = filter(_is_free, (PORTS[number % len(PORTS)] for number in _PORT_NUMBERS))
    return {name: str(next(free)) for name in PORT_NAMES}


def _is_free(port: int) -> bool:
    with socket.socket() as door:
        try:
            door.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def serve(folder: Path, ports: dict[str, str], **more: str) -> System:
    said = folder.with_suffix(f".{ports['PORT']}.said")
    told = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "HELPLINE_INSTANCE": str(folder)}
    told |= {"HELPLINE_RECORDINGS": str(RECORDINGS)}
    told |= {"HELPLINE_POLICY_FILE": str(open_on_holidays())}
    with said.open("w") as output:
        process = subprocess.Popen(
            [*_leash(), *HELPLINE, "serve"],
            env={**told, **ports, **more},
            stdout=output,
            stderr=output,
            text=True,
        )
    return System(process, folder, said, ports)


def _leash() -> list[str]:
    """Whoever breaks off a run of tests ends their houses, too."""
    return [sys.executable, str(LEASH), str(os.getpid()), str(int(signal.SIGTERM)), "-1", "-1"]


def serve_until_ready(folder: Path, **more: str) -> System:
    system = serve(folder, free_ports(), **more)
    is_ready = eventually(system.is_ready, READY_SECONDS)
    if not is_ready:
        stop(system)  # or it would go on without us
    assert is_ready, system.said.read_text()
    assert system.process.poll() is None, system.said.read_text()
    assert system.worker_settings
    return system


def stop(system: System, number: signal.Signals = signal.SIGINT) -> int:
    system.process.send_signal(number)
    return system.process.wait(60)


@contextmanager
def place_for_an_instance() -> Iterator[Path]:
    """Not pytest's own folder: as root, our servers' account could not enter it."""
    with tempfile.TemporaryDirectory(prefix="helpline-house-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "instance"


@contextmanager
def running_system(**settings: str) -> Iterator[System]:
    """The whole house in a folder of its own, ready; it ends as asked, and leaves nobody behind."""
    with place_for_an_instance() as folder:
        system = serve_until_ready(folder, **settings)
        try:
            yield system
        except BaseException:
            stop(system)
            raise
        pids = system.pids()
        assert stop(system) == 0, system.said.read_text()
        assert not [name for name, pid in pids.items() if alive(pid)]


@pytest.fixture(scope="session")
def system() -> Iterator[System]:
    """One running house, shared. Who moves its clock or kills its processes starts their own.

    Mark every module that uses it with ``pytest.mark.xdist_group("system")``: then one worker
    of a parallel run starts it, once.
    """
    with running_system() as system:
        yield system


def _with_login(url: str, login: str, password: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{quote(login)}:{quote(password)}@"))
