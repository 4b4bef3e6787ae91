"""What every test may ask for. Servers are started once per run, whatever the number of workers."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Final, Protocol

import pytest
from hypothesis import settings

from helpline.config import environment
from tests.order import spread
from tests.servers import (
    Database,
    Servers,
    drop_database,
    make_test_database,
    running_servers,
)

pytest_plugins = [
    "tests.house",
    "tests.outside",
    "tests.running",
    "tests.journeys.browsing",
    "tests.journeys.houses",
]

TOLD: Final = "helpline.servers"
"""What the controller tells its workers."""
_AFTERWARDS: Final = pytest.StashKey[ExitStack]()
_RUNNING: Final = pytest.StashKey[Servers]()

# A machine that does other things too is not a fault in what is tested. In CI a failure is the
# fault of the change: nothing is drawn anew there (see Makefile).
settings.register_profile("house", deadline=None, derandomize="CI" in environment())
settings.load_profile("house")


class Node(Protocol):
    """A worker, as the controller of a parallel run sees it."""

    config: pytest.Config
    workerinput: dict[str, dict[str, str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--begin",
        default="2026-03-11T09:30:00+00:00",
        help="What time it is in the house where a test begins, whenever it is run; try others.",
    )


def pytest_configure(config: pytest.Config) -> None:
    # Started in the background by a plain shell, we would ignore Ctrl-C, and so would the
    # commands that tests start and end that way.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    config.stash[_AFTERWARDS] = ExitStack()


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[_AFTERWARDS].close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = spread(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are cores: much of a test is waiting for what runs beside it.

    Not more than one PostgreSQL has connections for.
    """
    return min(len(os.sched_getaffinity(0)) + 2, 16)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Node) -> None:
    """Runs in the controller of a parallel run, before each worker starts."""
    node.workerinput[TOLD] = _servers_of(node.config).told()


@pytest.fixture(scope="session")
def servers(pytestconfig: pytest.Config) -> Servers:
    """PostgreSQL and Valkey, shared by all workers."""
    told: dict[str, dict[str, str]] = getattr(pytestconfig, "workerinput", {})
    return Servers(**told[TOLD]) if TOLD in told else _servers_of(pytestconfig)


@pytest.fixture(scope="session")
def database(servers: Servers, worker_number: int) -> Iterator[Database]:
    """This worker's own database, with all tables and the wall in place."""
    yield make_test_database(servers, f"house_{worker_number}")
    drop_database(servers, f"house_{worker_number}")


@pytest.fixture(scope="session")
def redis_url(servers: Servers, worker_number: int) -> str:
    """This worker's own part of Valkey."""
    return f"{servers.valkey_url}?db={worker_number}"


@pytest.fixture(scope="session")
def worker_number(pytestconfig: pytest.Config) -> int:
    """0 without parallel workers."""
    told: dict[str, str] = getattr(pytestconfig, "workerinput", {})
    return int(told.get("workerid", "gw0").removeprefix("gw"))


def _servers_of(config: pytest.Config) -> Servers:
    if _RUNNING not in config.stash:
        config.stash[_RUNNING] = config.stash[_AFTERWARDS].enter_context(running_servers())
    return config.stash[_RUNNING]
