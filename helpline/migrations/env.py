"""Alembic's entry: online only, one transaction, short lock waits."""

from alembic import context
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from helpline.migrations import running
from helpline.models import METADATA


def run() -> None:
    engine = create_engine(context.config.attributes["url"], poolclass=NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=METADATA, compare_type=True)
        with context.begin_transaction():
            connection.execute(text(f"SET LOCAL lock_timeout = '{running.LOCK_TIMEOUT}'"))
            context.run_migrations()


run()
