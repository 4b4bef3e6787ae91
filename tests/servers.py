"""PostgreSQL and Valkey for one test run, and one database for each worker."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, LiteralString, Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from helpline.embedded import Postgres, Process, Valkey
from helpline.logins import DESK_ROLES, ENTERING, LOGINS, make_database, prepare
from helpline.migrations import upgrade

PREFIX: Final = "helpline"
TEMPLATE: Final = "house"
PASSWORD: Final = "a password of no secrecy"
FAST: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
ROOM: Final = {"max_connections": "1000"}
"""Each parallel worker keeps a pool for each of its four applications."""


@dataclass(frozen=True)
class Servers:
    """Where the servers of this run are. Plain text, so that workers can be told."""

    admin_url: str
    """The superuser, in the database ``postgres``."""
    socket: str
    valkey_url: str
    """Without a database number."""

    def told(self) -> dict[str, str]:
        return asdict(self)

    def url(self, login: str, database: str) -> str:
        who = f"{quote(login)}:{quote(PASSWORD)}"
        return f"postgresql://{who}@/{quote(database)}?host={quote(self.socket, safe='')}"


@dataclass(frozen=True)
class Database:
    """One database with the whole house in it, and an address for each login."""

    name: str
    owner: str
    public: str
    staff: str
    staff_hotline: str
    staff_advice: str
    staff_support: str
    partner: str
    worker: str
    test: str
    """A login that may take every face's and every desk's role, one per transaction."""

    @classmethod
    def on(cls, servers: Servers, name: str) -> Self:
        logins = {login: servers.url(f"{PREFIX}_{login}", name) for login in (*LOGINS, "test")}
        return cls(name=name, **logins)


@contextmanager
def running_servers() -> Iterator[Servers]:
    """Start both servers in a folder that is gone afterwards, with the template made."""
    home = Path(tempfile.mkdtemp(prefix="helpline-test-"))
    home.chmod(0o711)
    postgres = Postgres(home, password=PASSWORD, settings=FAST | ROOM)
    valkey = Valkey(home, password=PASSWORD)
    processes: list[Process] = []
    try:
        for server in (postgres, valkey):
            processes.append(Process(server.prepare()))
            processes[-1].start()
            processes[-1].wait_until(server.answers)
        bare = valkey.url().removesuffix("?db=0")
        servers = Servers(postgres.admin_url, str(postgres.socket), bare)
        _make_template(servers)
        yield servers
    finally:
        for process in processes:
            process.stop()
        for folder in (home, postgres.socket, valkey.socket.parent):
            shutil.rmtree(folder, ignore_errors=True)


def make_test_database(servers: Servers, name: str) -> Database:
    """A copy of the template: about 40 ms."""
    with psycopg.connect(servers.admin_url, autocommit=True) as admin:
        drop_database(servers, name)
        make_database(admin, name, PREFIX, template=TEMPLATE)
        admin.execute(_words("GRANT CONNECT ON DATABASE {} TO {}", name, f"{PREFIX}_test"))
    return Database.on(servers, name)


def drop_database(servers: Servers, name: str) -> None:
    with psycopg.connect(servers.admin_url, autocommit=True) as admin:
        admin.execute(_words("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))


def _make_template(servers: Servers) -> None:
    prepare(servers.admin_url, TEMPLATE, PREFIX, dict.fromkeys(LOGINS, PASSWORD))
    upgrade(servers.url(f"{PREFIX}_owner", TEMPLATE), PREFIX)
    with psycopg.connect(servers.admin_url, autocommit=True) as admin:
        admin.execute(
            _words("CREATE ROLE {} LOGIN NOINHERIT PASSWORD ", f"{PREFIX}_test")
            + sql.Literal(PASSWORD)
        )
        for role in (*ENTERING, *DESK_ROLES):
            admin.execute(_words("GRANT {} TO {}", f"{PREFIX}_{role}", f"{PREFIX}_test"))


def _words(statement: LiteralString, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*map(sql.Identifier, names))
