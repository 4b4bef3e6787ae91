"""The bare handler, started beside the house: same server software, same database server."""

import http.client
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import psycopg

from helpline.config import environment
from helpline.embedded import Command, Process
from helpline.embedded.members import KEEP_ALIVE, THREADS
from tests.bench.bare import TABLE
from tests.running import System, free_ports

ROOT: Final = Path(__file__).parents[2]
DATABASE: Final = "bare"


@contextmanager
def bare_handler(system: System) -> Iterator[str]:
    """Its address, while it runs."""
    place = f"127.0.0.1:{free_ports()['PORT']}"
    server = Process(
        Command(
            name="bare",
            argv=(
                *(sys.executable, "-m", "gunicorn", "--worker-class", "gthread"),
                *("--threads", str(THREADS["web"]), "--bind", place, "--no-control-socket"),
                *("--keep-alive", str(KEEP_ALIVE), "--log-level", "warning"),
                "tests.bench.bare:application()",
            ),
            env={
                "PATH": environment()["PATH"],
                "WEB_CONCURRENCY": environment().get("WEB_CONCURRENCY", "1"),
                "PYTHONPATH": str(ROOT),
                "DATABASE_URL": _database(system),
            },
        )
    )
    server.start()
    try:
        server.wait_until(lambda: _answers(place))
        yield f"http://{place}/"
    finally:
        server.stop()


def _database(system: System) -> str:
    """One of its own, with the one table that it needs."""
    with psycopg.connect(system.admin_url, autocommit=True, dbname="postgres") as admin:
        admin.execute(f"CREATE DATABASE {DATABASE}")
    url = urlsplit(system.admin_url)._replace(path=f"/{DATABASE}").geturl()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLE)
    return url


def _answers(place: str) -> bool:
    connection = http.client.HTTPConnection(place, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
