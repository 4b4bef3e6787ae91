"""Putting the wall up, whole, after every migration; and seeing whether it still stands."""

from collections import defaultdict
from typing import Final

from sqlalchemy import Connection, text

from helpline.doors import Role
from helpline.logins import OF_ONE_DESK
from helpline.wall.rules import WALL
from helpline.wall.words import Rule

Rights = frozenset[tuple[str, ...]]

COPY: Final = "helpline_wall_as_written"
"""A schema that no other transaction ever sees."""


def apply(connection: Connection, prefix: str) -> None:
    """Take every right away and give exactly the written ones, in the caller's transaction.

    Must run as the tables' owner. Safe to run again.
    """
    everybody = ", ".join(_names(role, prefix) for role in Role)
    for table, rules in WALL.items():
        connection.execute(text(f'REVOKE ALL ON "{table}" FROM PUBLIC, {everybody}'))
        connection.execute(text(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'))
        for name in _policies_on(connection, table):
            connection.execute(text(f'DROP POLICY "{name}" ON "{table}"'))
        for statement in _statements(table, rules, prefix):
            connection.execute(text(statement))


def _policies_on(connection: Connection, table: str) -> list[str]:
    query = text(
        "SELECT policyname FROM pg_policies"
        " WHERE schemaname = current_schema() AND tablename = :table"
    )
    return list(connection.scalars(query, {"table": table}))


def _statements(table: str, rules: tuple[Rule, ...], prefix: str) -> list[str]:
    """Grants first; then one policy for each role and command, its rules joined with OR."""
    statements: list[str] = []
    rows: dict[tuple[Role, str], list[str]] = defaultdict(list)
    for rule in rules:
        for command in rule.can:
            columns = f" ({', '.join(rule.columns)})" if rule.columns else ""
            names = _names(rule.role, prefix)
            statements.append(f'GRANT {command}{columns} ON "{table}" TO {names}')
            rows[rule.role, command].append(f"({rule.rows})")
    for (role, command), conditions in rows.items():
        condition = " OR ".join(conditions)
        clause = f"WITH CHECK ({condition})" if command == "INSERT" else f"USING ({condition})"
        statements.append(
            f'CREATE POLICY "{role}_{command.lower()}" ON "{table}"'
            f" FOR {command} TO {_names(role, prefix)} {clause}"
        )
    return statements


def _names(role: Role, prefix: str) -> str:
    """The front of the staff face has logins for one desk each, beside the one for all."""
    logins = (role, *OF_ONE_DESK) if role is Role.STAFF else (role,)
    return ", ".join(f'"{prefix}_{login}"' for login in logins)


def _rights(connection: Connection, prefix: str) -> Rights:
    """Every right and policy that the tables in the current schema hold for our roles."""
    like = {"like": f"{prefix}\\_%"}
    grants = connection.execute(
        text(
            "SELECT 'column', table_name, column_name, grantee, privilege_type"
            " FROM information_schema.column_privileges"
            " WHERE table_schema = current_schema() AND grantee <> grantor"
            " UNION SELECT 'table', table_name, '', grantee, privilege_type"
            " FROM information_schema.table_privileges"
            " WHERE table_schema = current_schema() AND grantee <> grantor"
        )
    )
    policies = connection.execute(
        text(
            "SELECT 'policy', tablename, policyname, roles::text, cmd, coalesce(qual, ''),"
            " coalesce(with_check, '') FROM pg_policies"
            " WHERE schemaname = current_schema() AND roles::text LIKE '%' || :like"
        ),
        like,
    )
    secured = connection.execute(
        text(
            "SELECT 'secured', relname FROM pg_class"
            " WHERE relrowsecurity AND relnamespace = current_schema()::regnamespace"
        )
    )
    rows = [*grants, *policies, *secured]
    return frozenset(tuple(str(part) for part in row) for row in rows)


def drift(connection: Connection, prefix: str) -> Rights:
    """What differs between the live database and the written list; nothing stays changed.

    The wall goes up around empty copies of the tables, so that nobody waits for it. Raises
    OperationalError where it would have to wait itself, as for a migration, for over a second.
    """
    attempt = connection.begin_nested()
    connection.execute(text("SET LOCAL lock_timeout = '1s'"))
    live = _rights(connection, prefix)
    connection.execute(text(f"CREATE SCHEMA {COPY}"))
    connection.execute(text(f"SET LOCAL search_path = {COPY}"))
    for table in WALL:
        connection.execute(text(f'CREATE TABLE "{table}" (LIKE public."{table}")'))
    apply(connection, prefix)
    written = _rights(connection, prefix)
    attempt.rollback()
    return live ^ written
