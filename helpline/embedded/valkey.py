"""A Valkey of our own: on a Unix socket, with a password, appending to a file."""

import os
from pathlib import Path
from typing import Final
from urllib.parse import quote

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from helpline.embedded.account import Account, give
from helpline.embedded.binaries import Program, find_valkey, runnable
from helpline.embedded.processes import Command
from helpline.embedded.sockets import socket_folder

SOCKET_NAME: Final = "valkey.sock"
DATABASES: Final = 64


class Valkey:
    """One server in one folder. What it holds survives a restart."""

    def __init__(self, home: Path, *, password: str) -> None:
        self.home = home
        self.password = password
        self.account = Account.for_servers()
        self.program: Program = find_valkey()
        self.folder = home / "valkey"
        self.socket = socket_folder(self.folder / "socket", SOCKET_NAME, self.account) / SOCKET_NAME

    def url(self, database: int = 0) -> str:
        return address(self.socket, self.password, database)

    def prepare(self) -> Command:
        give(self.folder, self.account)
        give(self.folder / "data", self.account)
        binary = runnable(self.program, self.account, self.home / "programs")
        return Command(
            name="valkey",
            argv=(str(binary), "-"),
            env={"PATH": os.defpath, "LC_ALL": "C"},
            log=self.home / "valkey.log",
            account=self.account,
            stdin=self._settings(),
        )

    def answers(self) -> bool:
        with redis.Redis.from_url(self.url(), retry=Retry(NoBackoff(), 0)) as client:
            try:
                return bool(client.ping())
            except redis.ConnectionError:
                return False

    def _settings(self) -> str:
        """Given on standard input: a password on a command line is there for all to see."""
        lines = {
            "port": "0",
            "unixsocket": f'"{self.socket}"',
            "unixsocketperm": "700",
            "requirepass": f'"{self.password}"',
            "dir": f'"{self.folder / "data"}"',
            "databases": str(DATABASES),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": '""',
            "daemonize": "no",
        }
        return "".join(f"{name} {value}\n" for name, value in lines.items())


def address(socket: Path, password: str, database: int = 0) -> str:
    return f"unix://:{quote(password)}@{quote(str(socket))}?db={database}"
