"""The administrator's way in: the owner's login, for the operator that the policy names."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

import click
from sqlalchemy import Connection, create_engine

from helpline.config import environment
from helpline.policy import Policy

NEEDED: Final = ("DATABASE_URL", "HELPLINE_POLICY_FILE")
WRONG_SETTINGS: Final = 78


@contextmanager
def owner() -> Iterator[tuple[Connection, str]]:
    """One transaction as the owner, and the operator's slug; ends the command if unset."""
    known = environment()
    if missing := [name for name in NEEDED if not known.get(name)]:
        refuse(f"{' and '.join(missing)} must be set.", WRONG_SETTINGS)
    operator = Policy.load(Path(known["HELPLINE_POLICY_FILE"])).operator
    url = known["DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            yield connection, operator
    finally:
        engine.dispose()


def refuse(words: str, status: int = 1) -> NoReturn:
    """Say what is wrong, and end the command."""
    click.echo(words, err=True)
    sys.exit(status)
