"""The commands that an administrator of a real server uses."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from click.testing import CliRunner, Result
from psycopg import sql

from helpline.cli import main
from helpline.cli.lazily import COMMANDS
from helpline.logins import LOGINS
from helpline.migrations import running
from tests.servers import PASSWORD, Database, Servers, drop_database

NUMBER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")  # noqa: TID251
PREFIX = f"third{NUMBER}"
DATABASE = f"third_{NUMBER}"


def run(*words: str, **environment: str) -> Result:
    return CliRunner().invoke(main, words, env=environment)


@pytest.fixture(scope="module")
def administrator(servers: Servers) -> Iterator[str]:
    name = f"commander_{NUMBER}"
    with psycopg.connect(servers.admin_url, autocommit=True) as root:
        root.execute(
            sql.SQL("CREATE ROLE {} LOGIN CREATEROLE CREATEDB PASSWORD {}").format(
                sql.Identifier(name), PASSWORD
            )
        )
    yield servers.url(name, "postgres")
    drop_database(servers, DATABASE)


def prepare(administrator: str, *more: str) -> dict[str, str]:
    done = run(
        *("db", "prepare", "--database", DATABASE, "--prefix", PREFIX, *more),
        HELPLINE_ADMIN_DATABASE_URL=administrator,
    )
    assert done.exit_code == 0, done.output
    return dict(line.split("=", 1) for line in done.output.splitlines())


def test_a_server_is_prepared_once_and_then_upgraded_with_the_owners_login_alone(
    administrator: str,
) -> None:
    addresses = prepare(administrator)
    assert len(addresses) == len(LOGINS)
    for address in addresses.values():
        psycopg.connect(address).close()

    done = run("db", "upgrade", "--prefix", PREFIX, DATABASE_URL=addresses["DATABASE_URL"])
    assert done.exit_code == 0, done.output
    with psycopg.connect(addresses["DATABASE_URL"]) as owner:
        tables = owner.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert tables.fetchone() > (10,)  # type: ignore[operator]

    assert prepare(administrator) == {}
    psycopg.connect(addresses["HELPLINE_STAFF_DATABASE_URL"]).close()

    fresh = prepare(administrator, "--new-passwords")
    psycopg.connect(fresh["HELPLINE_STAFF_DATABASE_URL"]).close()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(addresses["HELPLINE_STAFF_DATABASE_URL"])


def test_a_login_without_the_right_to_make_roles_is_told_so(servers: Servers) -> None:
    done = run(
        *("db", "prepare", "--prefix", f"fourth{NUMBER}"),
        HELPLINE_ADMIN_DATABASE_URL=servers.url("helpline_test", "postgres"),
    )
    assert done.exit_code == 1
    assert "Traceback" not in done.output


def test_an_upgrade_does_not_wait_for_long_where_somebody_holds_a_table(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every webhook would wait behind it."""
    monkeypatch.setattr(running, "LOCK_TIMEOUT", "100ms")
    with psycopg.connect(database.owner) as backup:
        backup.execute("LOCK TABLE message IN ACCESS SHARE MODE")
        done = run("db", "upgrade", DATABASE_URL=database.owner)

    assert done.exit_code == 1
    assert done.output.startswith("Something has held a table for more than 100ms")
    assert run("db", "upgrade", DATABASE_URL=database.owner).exit_code == 0


def test_tables_are_not_upgraded_without_an_address() -> None:
    assert run("db", "upgrade", DATABASE_URL="").exit_code == 78


@pytest.mark.parametrize("words", ["", "soon", "1w", "-1d", "1d;2h"])
def test_the_clock_moves_by_lengths_only(words: str, tmp_path: object) -> None:
    done = run("clock", "advance", "--instance", str(tmp_path), "--", words)
    assert done.exit_code == 2


def test_a_real_clock_cannot_be_moved(tmp_path: object) -> None:
    done = run("clock", "advance", "1d", "--instance", str(tmp_path))
    assert done.exit_code == 1
    assert "is no demonstration" in done.output


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str) -> None:
    done = run(name, "--help")
    assert done.exit_code == 0
    assert done.output.startswith("Usage: ")
