"""How each test finds the database: the made-up people, and nothing else in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import psycopg
from psycopg.sql import SQL, Composable, Composed, Identifier, Literal
from sqlalchemy import Engine

from helpline import demonstration
from helpline.db import Model
from tests.servers import Database, Servers

MadeUp = list[tuple[type[Model], list[dict[str, Any]]]]
TABLES: Final = [Identifier(table.name) for table in Model.metadata.sorted_tables]
AS_A_COPY: Final = "-c session_replication_role=replica"
"""Rows come and go unasked: thousands of times over, to ask who refers to whom takes longest."""
FILLED: Final = SQL(" UNION ALL ").join(
    SQL("(SELECT {} FROM {} LIMIT 1)").format(Literal(number), table)
    for number, table in enumerate(TABLES)
)


@dataclass
class Beginning:
    """Deletes with few rows are twenty times as quick as TRUNCATE, which makes new files."""

    admin: psycopg.Connection
    _people: Composable = field(default_factory=lambda: SQL(""))

    def write(self, owner: Engine, people: MadeUp) -> None:
        """Once as for a demonstration; what became of it in the tables is kept."""
        self.return_to()
        with owner.begin() as connection:
            demonstration.write(connection, people)
        self._people = SQL("").join(map(self._written_again, self._filled()))

    def return_to(self) -> None:
        """In one statement: nobody sees it half done."""
        emptied = [SQL("DELETE FROM {};").format(table) for table in self._filled()]
        self.admin.execute(SQL("").join([*emptied, self._people]), prepare=False)

    def _filled(self) -> list[Identifier]:
        return [TABLES[number] for (number,) in self.admin.execute(FILLED)]

    def _written_again(self, table: Identifier) -> Composed:
        asked = SQL("SELECT array_agg(one)::text FROM {} one").format(table)
        (rows,) = self.admin.execute(asked).fetchone() or ("",)
        return SQL("INSERT INTO {} SELECT * FROM unnest({}::{}[]);").format(
            table, Literal(rows), table
        )


@contextmanager
def beginning_in(servers: Servers, database: Database) -> Iterator[Beginning]:
    with psycopg.connect(
        servers.admin_url, dbname=database.name, autocommit=True, options=AS_A_COPY
    ) as admin:
        yield Beginning(admin)
