"""Bringing a database up to date."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from helpline import wall
from helpline.models import METADATA


def settings(owner_url: str) -> Config:
    """Alembic's settings for this database; there is no ini file to keep in step."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["url"] = owner_url.replace("postgresql://", "postgresql+psycopg://", 1)
    return config


def upgrade(owner_url: str, prefix: str) -> None:
    """Run what is new, then put up the whole wall. Both as the tables' owner; safe to repeat."""
    config = settings(owner_url)
    command.upgrade(config, "head")
    engine = create_engine(config.attributes["url"])
    with engine.begin() as connection:
        wall.apply(connection, prefix)
    engine.dispose()


def differences(owner_url: str) -> list[str]:
    """Where the live tables differ from the models; nothing when the migrations are complete."""
    engine = create_engine(settings(owner_url).attributes["url"])
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [str(difference) for difference in compare_metadata(context, METADATA)]
    engine.dispose()
    return found
