"""The wall in the database, tried table by table, role by role, with raw SQL."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, Final
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Column, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import (
    ARRAY,
    Boolean,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    TypeDecorator,
    Uuid,
)

from helpline import wall
from helpline.doors import Desk, Role
from helpline.migrations import running
from helpline.models import METADATA
from helpline.vault import Sealed
from helpline.wall import WALL, Rule
from tests.house import OPERATOR, House
from tests.servers import PREFIX, Database, Servers

COMMANDS: Final = ("SELECT", "INSERT", "UPDATE", "DELETE")
ELSEWHERE: Final = "elsewhere"
TABLES: Final = sorted(WALL)


@pytest.fixture
def raw(house: House, database: Database) -> Iterator[psycopg.Connection]:
    """A login that may take every role, and nothing more."""
    with psycopg.connect(database.test) as connection:
        yield connection
        connection.rollback()


def take(connection: psycopg.Connection, role: Role, operator: str = OPERATOR) -> None:
    connection.rollback()
    connection.execute(
        "SELECT set_config('role', %s, true), set_config('app.operator', %s, true)",
        [f"{PREFIX}_{role}", operator],
    )


def rules_for(table: str, role: Role, command: str) -> list[Rule]:
    return [rule for rule in WALL[table] if rule.role is role and command in rule.can]


def statement(table: str, command: str, columns: tuple[str, ...]) -> sql.Composed:
    """The least that needs the right: no row is touched, whoever runs it."""
    name = sql.Identifier(table)
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    if command == "SELECT":
        return sql.SQL("SELECT {} FROM {} WHERE false").format(listed, name)
    if command == "INSERT":
        return sql.SQL("INSERT INTO {} ({}) SELECT {} WHERE false").format(
            name, listed, sql.SQL(", ").join(sql.SQL("NULL") for _ in columns)
        )
    if command == "UPDATE":
        changes = [sql.SQL("{} = NULL").format(sql.Identifier(column)) for column in columns]
        return sql.SQL("UPDATE {} SET {} WHERE false").format(name, sql.SQL(", ").join(changes))
    return sql.SQL("DELETE FROM {} WHERE false").format(name)


def is_allowed(
    connection: psycopg.Connection, query: sql.Composed, values: dict[str, object] | None = None
) -> bool:
    try:
        connection.execute(query, values)
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


def test_every_table_stands_in_the_written_list() -> None:
    assert set(WALL) == set(METADATA.tables)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("command", COMMANDS)
def test_each_role_may_do_what_is_written_and_nothing_else(
    raw: psycopg.Connection, role: Role, command: str
) -> None:
    wrong = []
    for table in TABLES:
        all_columns = tuple(column.name for column in METADATA.tables[table].columns)
        rules = rules_for(table, role, command)
        may_all = any(not rule.columns for rule in rules)
        granted = {column for rule in rules for column in rule.columns}
        for column in all_columns:
            take(raw, role)
            expected = may_all or column in granted or (command == "DELETE" and bool(rules))
            if is_allowed(raw, statement(table, command, (column,))) is not expected:
                wrong.append((table, column, "denied" if expected else "allowed"))

    assert wrong == []


def test_the_live_rights_are_the_written_ones(house: House) -> None:
    with house.owner.connect() as connection:
        assert wall.drift(connection, PREFIX) == frozenset()


def test_a_right_given_by_hand_is_noticed(house: House) -> None:
    with house.owner.connect() as connection:
        connection.execute(text(f"GRANT SELECT ON contact TO {PREFIX}_staff"))

        assert ("table", "contact", "", f"{PREFIX}_staff", "SELECT") in wall.drift(
            connection, PREFIX
        )
        connection.rollback()


def test_the_migrations_make_the_tables_that_the_models_say(database: Database) -> None:
    from_models = running.differences(database.owner)

    assert from_models == []


def plain(column: Column[Any], desk: str, operator: str) -> object:
    """A value that fits a column and means nothing."""
    named = {"operator": operator, "desk": desk, "origin": desk}
    if column.name in named or column.nullable:
        return named.get(column.name)
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    for type_, make in VALUES:
        if isinstance(kind, type_):
            return make()
    return uuid4().hex[:8]


VALUES: Final[tuple[tuple[Any, Any], ...]] = (
    (Uuid, lambda: str(uuid4())),
    (Boolean, lambda: True),
    (Integer, lambda: 1),
    (DateTime, lambda: datetime.fromisoformat("2026-01-01T00:00:00+00:00")),
    (Date, lambda: date(2026, 1, 1)),
    (LargeBinary, lambda: uuid4().bytes),
    (ARRAY, lambda: [uuid4().hex[:8]]),
    (JSONB, lambda: "{}"),
)


@pytest.fixture
def filled(house: House, servers: Servers, database: Database) -> Callable[[str], None]:
    """Put one row of this desk, of another operator, in every table."""
    return lambda desk: fill(servers, database, desk, ELSEWHERE)


def fill(servers: Servers, database: Database, desk: str, operator: str) -> None:
    """One row in every table, whatever it refers to: the superuser may skip foreign keys."""
    with psycopg.connect(servers.admin_url, dbname=database.name) as admin:
        admin.execute("SET session_replication_role = replica")
        for table in METADATA.tables.values():
            columns = [column.name for column in table.columns]
            values = [plain(column, desk, operator) for column in table.columns]
            admin.execute(
                sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
                    sql.Identifier(table.name),
                    sql.SQL(", ").join(map(sql.Identifier, columns)),
                    sql.SQL(", ").join(sql.Placeholder() for _ in columns),
                ),
                values,
            )


def visible(connection: psycopg.Connection, table: str, role: Role, operator: str) -> int:
    take(connection, role, operator)
    query = sql.SQL("SELECT count(*) FROM {} WHERE operator = {}").format(
        sql.Identifier(table), sql.Literal(ELSEWHERE)
    )
    row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize("role", list(Role))
def test_another_operators_rows_are_not_there(
    filled: Callable[[str], None], raw: psycopg.Connection, role: Role
) -> None:
    filled("support")
    readable = [table for table in TABLES if rules_for(table, role, "SELECT")]

    seen = [table for table in readable if visible(raw, table, role, OPERATOR)]

    assert seen == []


@pytest.mark.parametrize("desk", list(Desk))
@pytest.mark.parametrize("role", [Role.HOTLINE, Role.ADVICE, Role.SUPPORT])
def test_another_desks_rows_are_not_there(
    filled: Callable[[str], None], raw: psycopg.Connection, role: Role, desk: Desk
) -> None:
    filled(desk)
    of_desks = [
        table
        for table, made in METADATA.tables.items()
        if "desk" in made.columns and rules_for(table, role, "SELECT")
    ]

    seen = {table for table in of_desks if visible(raw, table, role, ELSEWHERE)}

    mine = {table for table in of_desks if table not in WITHOUT_A_DESK_OF_THEIR_OWN}
    assert seen & mine == (mine if role.value == desk.value else set())


WITHOUT_A_DESK_OF_THEIR_OWN: Final = {"consent", "referral"}
"""Only the support desk has any; their desk column ties them to the contact."""


@pytest.mark.parametrize("desk", list(Desk))
def test_a_row_cannot_be_moved_to_another_desk(
    filled: Callable[[str], None], raw: psycopg.Connection, desk: Desk
) -> None:
    filled(desk)
    other = Desk.ADVICE if desk is not Desk.ADVICE else Desk.HOTLINE

    for table in ("contact", "message", "callback"):
        take(raw, Role.of(desk), ELSEWHERE)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(
                sql.SQL("UPDATE {} SET desk = {}").format(
                    sql.Identifier(table), sql.Literal(other.value)
                )
            )


def test_a_desk_lets_no_phone_ring_into_another_desks_call(
    filled: Callable[[str], None], raw: psycopg.Connection
) -> None:
    filled("hotline")
    leg = METADATA.tables["call_leg"]
    for desk, is_theirs in (("hotline", True), ("support", False)):
        take(raw, Role.of(Desk.HOTLINE), ELSEWHERE)
        call = raw.execute("SELECT id FROM call").fetchone()
        assert call
        values = {column.name: plain(column, "", ELSEWHERE) for column in leg.columns}
        values |= {"call_id": call[0], "account_id": None}
        insert = sql.SQL("INSERT INTO call_leg ({}) VALUES ({})").format(
            sql.SQL(", ").join(map(sql.Identifier, values)),
            sql.SQL(", ").join(map(sql.Placeholder, values)),
        )
        take(raw, Role.of(Desk(desk)), ELSEWHERE)
        assert is_allowed(raw, insert, values) is is_theirs


def test_the_public_face_reads_nothing_back_without_a_receipt(
    filled: Callable[[str], None], raw: psycopg.Connection
) -> None:
    filled("support")

    seen = [
        table
        for table in TABLES
        if rules_for(table, Role.PUBLIC, "SELECT") and visible(raw, table, Role.PUBLIC, ELSEWHERE)
    ]

    for_everybody = {"announcement", "surge"}
    assert set(seen) == for_everybody, "what the operator tells all is about nobody"


@pytest.mark.parametrize("table", ["contact", "message"])
def test_the_public_face_looks_up_its_one_mailbox_and_reads_no_other_row(
    raw: psycopg.Connection, table: str
) -> None:
    take(raw, Role.PUBLIC)
    explained = raw.execute(
        sql.SQL("EXPLAIN SELECT id FROM {}").format(sql.Identifier(table))
    ).fetchall()
    plan = "\n".join(line for (line,) in explained)
    assert "InitPlan" in plan
    assert "SubPlan" not in plan  # it would be asked of each row there is


def test_a_message_belongs_to_the_desk_of_its_contact(house: House) -> None:
    message = METADATA.tables["message"]
    values = {column.name: plain(column, "advice", OPERATOR) for column in message.columns}
    misplaced = message.insert().values(values | {"body": Sealed(b"sealed")})

    with pytest.raises(IntegrityError, match="fk_message_contact_id"), house.owner.begin() as owner:
        owner.execute(misplaced)
