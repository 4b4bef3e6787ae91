"""The database: one base class for tables, one way to change them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import ClassVar, Final
from uuid import UUID, uuid4

import psycopg
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Enum, Insert, MetaData, String, event, insert
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry, Pool, PoolProxiedConnection
from sqlalchemy.types import TypeDecorator
from typing_extensions import override


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in time. Refuses times that do not say their zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)


class Model(DeclarativeBase):
    """A table with an id that says nothing about the person behind it.

    Ids and times are made in Python: the public face may not read back what it wrote.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        datetime: UtcDateTime,
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            length=32,
            create_constraint=False,
            values_callable=lambda members: [member.value for member in members],
        ),
        str: String(120),
    }

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


class Owned:
    """A row that belongs to one operator; other operators' rows are not there."""

    operator: Mapped[str] = mapped_column(String(40), index=True)


db = SQLAlchemy(metadata=Model.metadata, session_options={"expire_on_commit": False})

TRUSTED_SECONDS: Final = 1.0
"""A connection that lay idle for longer is asked whether it still stands before it is used."""
_IDLE_SINCE: Final = "helpline.idle_since"


def init_app(app: Flask, url: str) -> None:
    """Connect this process with its own login. A pool that runs dry says so within 5 s."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url.replace("postgresql://", "postgresql+psycopg://", 1)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "pool_timeout": 5,
        "pool_size": 16,
        "max_overflow": 16,
        "hide_parameters": True,  # an error in the log must not quote a row
    }
    db.init_app(app)


@event.listens_for(Pool, "checkin")
def _lay_down(_connection: psycopg.Connection | None, entry: ConnectionPoolEntry) -> None:
    entry.info[_IDLE_SINCE] = time.monotonic()


@event.listens_for(Pool, "checkout")
def _take_up(
    connection: psycopg.Connection, entry: ConnectionPoolEntry, _used: PoolProxiedConnection
) -> None:
    """Where one has gone, so have all: they are made anew. Asking each time costs every request."""
    idle_since = entry.info.get(_IDLE_SINCE)
    if idle_since is None or time.monotonic() - idle_since <= TRUSTED_SECONDS:
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except psycopg.OperationalError as error:
        raise InvalidatePoolError from error


@contextmanager
def transaction() -> Iterator[None]:
    """All or nothing. Opened by routes, jobs and commands; never by actions."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


def write_down(model: type[Model], **columns: object) -> None:
    """Write one row into the open transaction, now.

    Where nobody changes it afterwards: an object that the session watches over costs three times
    as much, and one form writes seven rows.
    """
    db.session.connection().execute(_into(model), columns)


@cache
def _into(model: type[Model]) -> Insert:
    return insert(model)
