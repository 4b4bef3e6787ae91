"""Alembic's entry: online only, one transaction, short lock waits."""

from alembic import context
from sqlalchemy import create_engine, text

from helpline.models import METADATA


def run() -> None:
    engine = create_engine(context.config.attributes["url"])
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=METADATA, compare_type=True)
        with context.begin_transaction():
            connection.execute(text("SET LOCAL lock_timeout = '5s'"))
            context.run_migrations()
    engine.dispose()


run()
