"""The least that a post can cost: one INSERT, with one Argon2id run where it has a receipt.

Three times for webhooks: with the database's driver alone, with the stack that the house stands
on, and with the driver again, but with all that a webhook of the phone cannot do without.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from queue import Empty, SimpleQueue
from typing import Final
from uuid import UUID, uuid4

import psycopg
from flask import Blueprint, Flask, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from twilio.request_validator import RequestValidator

from helpline.config import environment
from helpline.vault.receipts import derive

PEPPER: Final = b"a pepper of no secrecy"
TABLE: Final = "CREATE TABLE bare (id uuid PRIMARY KEY, lookup bytea UNIQUE, words bytea)"
INSERT: Final = "INSERT INTO bare VALUES (%s, %s, %s)"
ENTER: Final = (
    "SELECT set_config('role', current_user, true), set_config('app.operator', 'bare', true),"
    " set_config('app.mailbox', '', true), set_config('app.call', %s, true),"
    " set_config('app.partner', '', true)"
)
READ: Final = "SELECT id, lookup, words FROM bare WHERE id = %s FOR UPDATE"
WRITE: Final = "UPDATE bare SET words = %s WHERE id = %s"
SIGNING_SECRET: Final = "a signing secret of no secrecy"

_free: SimpleQueue[psycopg.Connection] = SimpleQueue()
_signatures: Final = RequestValidator(SIGNING_SECRET)


class Model(DeclarativeBase):
    pass


class Bare(Model):
    __tablename__ = "bare"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    lookup: Mapped[bytes]
    words: Mapped[bytes]


stack = SQLAlchemy(metadata=Model.metadata)
BARE: Final = Blueprint("bare", __name__)


def application() -> Flask:
    """For gunicorn, as the house's own faces are started."""
    app = Flask(__name__)
    url = environment()["DATABASE_URL"]
    app.config["BY_DRIVER"] = url
    app.config["SQLALCHEMY_DATABASE_URI"] = url.replace("postgresql://", "postgresql+psycopg://", 1)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": 16}
    stack.init_app(app)
    app.register_blueprint(BARE)
    return app


@BARE.get("/healthz")
def healthz() -> ResponseReturnValue:
    return {"status": "ok"}


@BARE.post("/")
def take() -> ResponseReturnValue:
    unlocking = derive(request.form["receipt"], PEPPER)
    with _transaction() as connection:
        connection.execute(INSERT, [uuid4(), unlocking.lookup, request.form["words"].encode()])
    return {"status": "kept"}


@BARE.post("/insert")
def insert() -> ResponseReturnValue:
    with _transaction() as connection:
        connection.execute(INSERT, [uuid4(), uuid4().bytes, request.form["CallStatus"].encode()])
    return {"status": "kept"}


@BARE.post("/insert/stack")
def insert_by_the_stack() -> ResponseReturnValue:
    words = request.form["CallStatus"].encode()
    stack.session.add(Bare(id=uuid4(), lookup=uuid4().bytes, words=words))
    stack.session.commit()
    return {"status": "kept"}


@BARE.post("/insert/steps")
def insert_as_a_webhook_must() -> ResponseReturnValue:
    """Signature, role, the step's claim, the call read and written: four statements."""
    signature = request.headers["X-Twilio-Signature"]
    if not _signatures.validate(request.url, request.form, signature):
        abort(HTTPStatus.FORBIDDEN)
    step, words = uuid4(), request.form["CallStatus"].encode()
    with _transaction() as connection:
        connection.execute(ENTER, [request.form["CallSid"]])
        connection.execute(INSERT, [step, step.bytes, words])
        connection.execute(READ, [step]).fetchone()
        connection.execute(WRITE, [words, step])
    return {"status": "kept"}


@contextmanager
def _transaction() -> Iterator[psycopg.Connection]:
    """A pool, as small as it can be."""
    try:
        connection = _free.get_nowait()
    except Empty:
        connection = psycopg.connect(current_app.config["BY_DRIVER"], autocommit=True)
    with connection.transaction():
        yield connection
    _free.put(connection)
