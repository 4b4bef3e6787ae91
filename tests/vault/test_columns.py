"""A sealed column takes sealed values and nothing else."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import (
    Column,
    Connection,
    LargeBinary,
    MetaData,
    Table,
    Uuid,
    create_engine,
    insert,
    select,
    type_coerce,
)
from sqlalchemy.exc import StatementError

from helpline.vault import ContentKey, SealedText, place
from tests.servers import Servers

letter = Table(
    "letter_of_the_vaults_own_test",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("body", SealedText, nullable=False),
    Column("answer", SealedText),
    prefixes=["TEMPORARY"],
)


@pytest.fixture
def connection(servers: Servers) -> Iterator[Connection]:
    engine = create_engine(servers.admin_url.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.connect() as connection:
        letter.metadata.create_all(connection)
        yield connection
    engine.dispose()


def test_a_sealed_value_is_stored_as_bytes_and_comes_back_sealed(connection: Connection) -> None:
    key, row = ContentKey.new(), uuid4()
    sealed = key.seal("I am worried.", place(row, "letter.body"))
    connection.execute(insert(letter).values(id=row, body=sealed))

    stored = connection.execute(select(type_coerce(letter.c.body, LargeBinary))).scalar_one()
    body, answer = connection.execute(select(letter.c.body, letter.c.answer)).one()

    assert stored == sealed.blob
    assert b"worried" not in stored
    assert answer is None
    assert key.open(body, place(row, "letter.body")) == "I am worried."


@pytest.mark.parametrize("plain", ["I am worried.", b"I am worried."])
def test_plain_words_are_refused(connection: Connection, plain: str | bytes) -> None:
    with pytest.raises(StatementError, match="only a Sealed value") as refused:
        connection.execute(insert(letter).values(id=uuid4(), body=plain))

    assert isinstance(refused.value.orig, TypeError)
