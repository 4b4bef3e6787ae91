"""Bringing a database up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from helpline import wall


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
