"""What belongs to the database server: logins, roles, and the database itself.

Run once by an administrator with CREATEROLE and CREATEDB (no superuser), before
the first migration; running it again changes nothing. Roles belong to the whole
server, so a second installation on it has another prefix.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, LiteralString

import psycopg
from psycopg import Connection, sql

OWNER: Final = "owner"
FACES: Final = ("public", "staff", "partner", "worker")
DESK_ROLES: Final = ("hotline", "advice", "support", "danger")
OF_ONE_DESK: Final = {
    "staff_hotline": "hotline",
    "staff_advice": "advice",
    "staff_support": "support",
}
"""Logins of the staff face, where it runs once for each desk (HELPLINE_STAFF_DESK)."""
ENTERING: Final = (*FACES, *OF_ONE_DESK)
LOGINS: Final = (OWNER, *ENTERING)
AT_DESKS: Final = ("staff", "worker")
"""The logins that take a desk's role, one per transaction."""
GRANTS_INHERIT_SINCE: Final = 160000
SCRAM: Final = b"scram-sha-256"
_SAFE_TO_SAY: Final = re.compile(
    "FATAL:.*|SSL error.*|(?:server|root) certificate.*|Connection refused|timeout expired"
)
NOTHING: Final = sql.SQL("")


def why_not_in(error: psycopg.Error) -> str:
    """Why a server was not reached, without the address.

    The driver repeats pieces of an address that it could not read, and the password is one.
    """
    said = _SAFE_TO_SAY.search(str(error))
    if said is not None:
        return said[0].strip()
    return "it cannot be read or leads to no server (in a password, @ is written %40, / is %2F)"


class NotOurs(Exception):
    """The database is there, and belongs to somebody else."""


def prepare(
    admin_url: str, database: str, prefix: str, passwords: Mapping[str, str] | None = None
) -> list[str]:
    """Make what is missing and return the logins that were made.

    Logins named in ``passwords`` get that password, new or not; a new login
    without one cannot sign in. The words themselves never reach the server.
    Raises NotOurs.
    """
    passwords = passwords or {}
    with psycopg.connect(admin_url, autocommit=True) as admin:
        made = _make_roles(admin, prefix)
        for login, password in passwords.items():
            set_password(admin, f"{prefix}_{login}", password)
        make_database(admin, database, prefix)
    with psycopg.connect(admin_url, dbname=database, autocommit=True) as inside:
        _close_the_public_schema(inside, prefix)
    return made


def make_database(
    admin: Connection, database: str, prefix: str, *, template: str | None = None
) -> None:
    """A database that only our logins may enter, unless it is there. Raises NotOurs."""
    owner = f"{prefix}_{OWNER}"
    found = admin.execute(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [database]
    ).fetchone()
    if found is None:
        copied = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template or "template1"))
        _run(admin, "CREATE DATABASE {} OWNER {}", [database, owner], copied)
    elif found[0] != owner:
        raise NotOurs(f"The database {database} belongs to {found[0]}, not to {owner}.")
    with _being(admin, owner):
        _run(admin, "REVOKE ALL ON DATABASE {} FROM PUBLIC", [database])
        for login in ENTERING:
            _run(admin, "GRANT CONNECT ON DATABASE {} TO {}", [database, f"{prefix}_{login}"])


def set_password(admin: Connection, role: str, password: str) -> None:
    """Only a SCRAM verifier travels: a password in a statement could end in a log."""
    verifier = admin.pgconn.encrypt_password(password.encode(), role.encode(), SCRAM).decode()
    admin.execute(
        sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(verifier))
    )


def _make_roles(admin: Connection, prefix: str) -> list[str]:
    made = [name for name in LOGINS if _make(admin, f"{prefix}_{name}", _kind(name))]
    for name in DESK_ROLES:
        _make(admin, f"{prefix}_{name}", "NOLOGIN NOINHERIT")
        for login in _members(name):
            role, member = f"{prefix}_{name}", f"{prefix}_{login}"
            _run(admin, "GRANT {} TO {}", [role, member], _to_be_taken(admin))
    # From 16 on, whoever makes a role may grant it, and not yet use it.
    _run(admin, "GRANT {} TO CURRENT_USER", [f"{prefix}_{OWNER}"])
    return made


def _members(role: str) -> list[str]:
    """The logins that take a desk's role: those of one desk only its own, and danger's."""
    return [*AT_DESKS, *(name for name, desk in OF_ONE_DESK.items() if role in {desk, "danger"})]


def _to_be_taken(admin: Connection) -> sql.Composable:
    """Before 16, NOINHERIT of the login says this for all its roles; since, each grant does."""
    return sql.SQL(" WITH INHERIT FALSE") if _grants_inherit(admin) else NOTHING


def _grants_inherit(connection: Connection) -> bool:
    return connection.info.server_version >= GRANTS_INHERIT_SINCE


def inherited(connection: Connection) -> list[tuple[str, str]]:
    """Who may what without taking a role for it: each member and its role, as far as we can go."""
    rows = connection.execute(
        sql.SQL(
            "SELECT DISTINCT member::regrole::text, roleid::regrole::text FROM pg_auth_members"
            " JOIN pg_roles ON pg_roles.oid = member"
            " WHERE pg_has_role(current_user, member, 'MEMBER') AND {} ORDER BY 1, 2"
        ).format(sql.Identifier("inherit_option" if _grants_inherit(connection) else "rolinherit"))
    )
    return rows.fetchall()


def _kind(login: str) -> LiteralString:
    """The owner is a member of no role but, by owning it, of the database's own one.

    On 15 a login that inherits nothing would not inherit that either.
    """
    return "LOGIN" if login == OWNER else "LOGIN NOINHERIT"


def _make(admin: Connection, role: str, kind: LiteralString) -> bool:
    query = "SELECT rolinherit FROM pg_roles WHERE rolname = %s"
    found = admin.execute(query, [role]).fetchone()
    if found is None:
        _run(admin, "CREATE ROLE {}", [role], sql.SQL(" " + kind))
    elif found[0] and kind.endswith("NOINHERIT"):
        _run(admin, "ALTER ROLE {} NOINHERIT", [role])
    return found is None


def _close_the_public_schema(inside: Connection, prefix: str) -> None:
    with _being(inside, f"{prefix}_{OWNER}"):
        inside.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        for name in (*ENTERING, *DESK_ROLES):
            _run(inside, "GRANT USAGE ON SCHEMA public TO {}", [f"{prefix}_{name}"])


@contextmanager
def _being(connection: Connection, role: str) -> Iterator[None]:
    _run(connection, "SET ROLE {}", [role])
    try:
        yield
    finally:
        connection.execute("RESET ROLE")


def _run(
    connection: Connection,
    statement: LiteralString,
    names: Iterable[str],
    ending: sql.Composable = NOTHING,
) -> None:
    quoted = [sql.Identifier(name) for name in names]
    connection.execute(sql.SQL(statement).format(*quoted) + ending)
