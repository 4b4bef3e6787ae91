"""The directory of services, exchanged as HSDS 3.1 (Open Referral)."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
from sqlalchemy import Connection, create_engine

from helpline.config import environment
from helpline.policy import Policy
from helpline.referrals import directory as kept
from helpline.referrals.exchange import DirectoryFaults, read_directory, write_directory


@click.group()
def directory() -> None:
    """Services to refer to. With the owner's login (DATABASE_URL) and HELPLINE_POLICY_FILE."""


@directory.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_file(file: Path) -> None:
    """Add and change the organizations and services of FILE, or name all that is wrong with it.

    Agreements are never imported: without one, nothing is told to a partner.
    """
    try:
        entries = read_directory(json.loads(file.read_text()))
    except ValueError as broken:
        _refuse(f"{file.name} is not JSON: {broken}")
    except DirectoryFaults as wrong:
        _refuse("\n".join(wrong.faults))
    with _owner() as (connection, operator):
        kept.keep(connection, operator, entries)
    services = sum(len(entry.services) for entry in entries)
    click.echo(f"Kept {len(entries)} organizations and {services} services.")


@directory.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
def export_file(file: Path | None) -> None:
    """Write the directory to FILE, or to the screen."""
    with _owner() as (connection, operator):
        document = write_directory(kept.read(connection, operator))
    text = json.dumps(document, ensure_ascii=False, indent=2)
    if file is None:
        click.echo(text)
    else:
        file.write_text(f"{text}\n")


@contextmanager
def _owner() -> Iterator[tuple[Connection, str]]:
    """One transaction as the tables' owner, for the operator that the policy names."""
    known = environment()
    if missing := [n for n in ("DATABASE_URL", "HELPLINE_POLICY_FILE") if not known.get(n)]:
        _refuse(f"{' and '.join(missing)} must be set.")
    url = known["DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            yield connection, Policy.load(Path(known["HELPLINE_POLICY_FILE"])).operator
    finally:
        engine.dispose()


def _refuse(words: str) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(1)
