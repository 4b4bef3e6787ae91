"""A PostgreSQL of our own: on a Unix socket, with passwords, in one folder.

For demonstrations, evaluation and tests. An operator brings their own server.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote

import psycopg

from helpline.embedded.account import Account, give
from helpline.embedded.binaries import Program, find_postgres, runnable
from helpline.embedded.processes import CannotStart, Command
from helpline.embedded.sockets import socket_folder

BOOTSTRAP: Final = "bootstrap"
SOCKET_NAME: Final = ".s.PGSQL.5432"
PATIENCE_SECONDS: Final = 60.0
BUILTIN_LOCALE_SINCE: Final = 17


class Postgres:
    """One server in one folder. Makes the folder on first use; the data stay."""

    def __init__(
        self, home: Path, *, password: str, settings: Mapping[str, str] | None = None
    ) -> None:
        self.home = home
        self.password = password
        self.settings = settings or {}
        self.account = Account.for_servers()
        self.program: Program = find_postgres()
        self.data = home / "postgres" / "data"
        self.socket = socket_folder(home / "postgres" / "socket", SOCKET_NAME, self.account)

    def url(self, user: str, password: str, database: str) -> str:
        return address(self.socket, user, password, database)

    @property
    def admin_url(self) -> str:
        return self.url(BOOTSTRAP, self.password, "postgres")

    def prepare(self) -> Command:
        """Make the data folder if there is none, and say how to start the server.

        Raises CannotStart.
        """
        give(self.data.parent, self.account)
        binary = runnable(self.program, self.account, self.home / "programs")
        if not (self.data / "PG_VERSION").exists():
            self._initialise(binary.with_name("initdb"))
        self._check_version()
        self._end_a_forgotten_server()
        options = [f"--{name}={value}" for name, value in self.settings.items()]
        return Command(
            name="postgres",
            argv=(str(binary), "-D", str(self.data), "-k", str(self.socket), "-h", "", *options),
            env={"PATH": os.defpath, "LC_ALL": "C"},
            log=self.home / "postgres.log",
            stop_signal=signal.SIGINT,  # at once; SIGTERM would wait for every client
            grace=30.0,
            account=self.account,
        )

    def answers(self) -> bool:
        try:
            psycopg.connect(self.admin_url, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _initialise(self, initdb: Path) -> None:
        shutil.rmtree(self.data, ignore_errors=True)  # left half made by a killed run
        secret = self.data.with_name("password")
        secret.touch(mode=0o600)
        secret.write_text(self.password)
        if self.account is not None:
            os.chown(secret, self.account.user, self.account.group)
        try:
            self._run_initdb([str(initdb), *self._initdb_options(secret)])
        finally:
            secret.unlink()

    def _initdb_options(self, secret: Path) -> list[str]:
        locale = ["--locale=C.UTF-8"]
        if self.program.major >= BUILTIN_LOCALE_SINCE:
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        return [
            *("-D", str(self.data), "-U", BOOTSTRAP, f"--pwfile={secret}"),
            *("--auth=scram-sha-256", "-E", "UTF8", "--no-sync", "--no-instructions", *locale),
        ]

    def _run_initdb(self, command: list[str]) -> None:
        """A user without a name (some containers) needs a namespace that gives it one."""
        tried = self._try(command)
        named = shutil.which("unshare")
        if tried.returncode != 0 and "could not look up" in tried.stderr and named:
            shutil.rmtree(self.data, ignore_errors=True)
            tried = self._try([named, "--user", "--map-user=65534", *command])
        if tried.returncode != 0:
            shutil.rmtree(self.data, ignore_errors=True)
            raise CannotStart(f"PostgreSQL could not make its data folder: {tried.stderr.strip()}")

    def _try(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        other = self.account
        return subprocess.run(  # noqa: S603  (our own command, no shell)
            command,
            user=None if other is None else other.user,
            group=None if other is None else other.group,
            extra_groups=None if other is None else [],
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
        )

    def _check_version(self) -> None:
        kept = (self.data / "PG_VERSION").read_text().strip()
        if kept != str(self.program.major):
            raise CannotStart(
                f"The data in {self.data} were written by PostgreSQL {kept}, and the server here"
                f" is {self.program.major}. Use the older server once more to take a backup."
            )

    def _end_a_forgotten_server(self) -> None:
        """Ours died and left it running: it holds the folder until it ends."""
        with suppress(FileNotFoundError, ValueError, ProcessLookupError, IndexError):
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            pid = int(lines[0])
            if not _is_postgres(pid) or lines[1] != str(self.data):
                return
            os.kill(pid, signal.SIGINT)
            deadline = time.monotonic() + PATIENCE_SECONDS
            while time.monotonic() < deadline:
                os.kill(pid, 0)
                time.sleep(0.05)
            raise CannotStart(f"An older PostgreSQL (process {pid}) does not end.")


def address(socket: Path, user: str, password: str, database: str) -> str:
    """Of one login: it works over the socket only."""
    host = quote(str(socket), safe="")
    return f"postgresql://{quote(user)}:{quote(password)}@/{quote(database)}?host={host}"


def _is_postgres(pid: int) -> bool:
    """Process numbers are used again: after a reboot it may be anybody."""
    try:
        return "postgres" in Path(f"/proc/{pid}/cmdline").read_text()
    except FileNotFoundError:
        return False
