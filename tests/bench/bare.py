"""The least that a post can cost: one INSERT, with one Argon2id run where it has a receipt.

Twice for webhooks: with the database's driver alone, and with the stack that the house stands on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Final
from uuid import UUID, uuid4

import psycopg
from flask import Flask, request
from flask.typing import ResponseReturnValue
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from helpline.config import environment
from helpline.vault.receipts import derive

PEPPER: Final = b"a pepper of no secrecy"
TABLE: Final = "CREATE TABLE bare (id uuid PRIMARY KEY, lookup bytea UNIQUE, words bytea)"
INSERT: Final = "INSERT INTO bare VALUES (%s, %s, %s)"

_free: SimpleQueue[psycopg.Connection] = SimpleQueue()


class Model(DeclarativeBase):
    pass


class Bare(Model):
    __tablename__ = "bare"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    lookup: Mapped[bytes]
    words: Mapped[bytes]


stack = SQLAlchemy(metadata=Model.metadata)


def application() -> Flask:
    """For gunicorn, as the house's own faces are started."""
    app = Flask(__name__)
    url = environment()["DATABASE_URL"]
    app.config["SQLALCHEMY_DATABASE_URI"] = url.replace("postgresql://", "postgresql+psycopg://", 1)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": 16}
    stack.init_app(app)

    @app.get("/healthz")
    def healthz() -> ResponseReturnValue:
        return {"status": "ok"}

    @app.post("/")
    def take() -> ResponseReturnValue:
        unlocking = derive(request.form["receipt"], PEPPER)
        with _connection(url) as connection, connection.transaction():
            words = request.form["words"].encode()
            connection.execute(INSERT, [uuid4(), unlocking.lookup, words])
        return {"status": "kept"}

    @app.post("/insert")
    def insert() -> ResponseReturnValue:
        with _connection(url) as connection, connection.transaction():
            words = request.form["CallStatus"].encode()
            connection.execute(INSERT, [uuid4(), uuid4().bytes, words])
        return {"status": "kept"}

    @app.post("/insert/stack")
    def insert_by_the_stack() -> ResponseReturnValue:
        words = request.form["CallStatus"].encode()
        stack.session.add(Bare(id=uuid4(), lookup=uuid4().bytes, words=words))
        stack.session.commit()
        return {"status": "kept"}

    return app


@contextmanager
def _connection(url: str) -> Iterator[psycopg.Connection]:
    """A pool, as small as it can be."""
    try:
        connection = _free.get_nowait()
    except Empty:
        connection = psycopg.connect(url, autocommit=True)
    yield connection
    _free.put(connection)
