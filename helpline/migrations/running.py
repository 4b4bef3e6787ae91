"""Bringing a database up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from psycopg.errors import LockNotAvailable
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from helpline import wall
from helpline.models import METADATA

LOCK_TIMEOUT: Final = "5s"
"""Whoever comes after one that waits for a table waits as well: webhooks, too."""


class Busy(Exception):
    """Somebody else held a table for too long."""


def settings(owner_url: str) -> Config:
    """Alembic's settings for this database; there is no ini file to keep in step."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["url"] = owner_url.replace("postgresql://", "postgresql+psycopg://", 1)
    return config


def upgrade(owner_url: str, prefix: str) -> None:
    """Run what is new, then put up the whole wall. Both as the tables' owner; safe to repeat.

    Raises Busy.
    """
    config = settings(owner_url)
    engine = create_engine(config.attributes["url"], poolclass=NullPool)
    with _waiting_briefly():
        command.upgrade(config, "head")
        with engine.begin() as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
            wall.apply(connection, prefix)


@contextmanager
def _waiting_briefly() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if not isinstance(error.orig, LockNotAvailable):
            raise
        raise Busy(
            f"Something has held a table for more than {LOCK_TIMEOUT}, perhaps a backup, or a"
            " process of ours that still runs. Let it end, and run 'helpline db upgrade' again."
        ) from None


def differences(owner_url: str) -> list[str]:
    """Where the live tables differ from the models; nothing when the migrations are complete."""
    engine = create_engine(settings(owner_url).attributes["url"])
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [str(difference) for difference in compare_metadata(context, METADATA)]
    engine.dispose()
    return found
