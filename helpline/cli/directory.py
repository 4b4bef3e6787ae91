"""The directory of services, exchanged as HSDS 3.1 (Open Referral)."""

import json
from pathlib import Path

import click

from helpline.cli.owner import owner, refuse
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
        refuse(f"{file.name} is not JSON: {broken}")
    except DirectoryFaults as wrong:
        refuse("\n".join(wrong.faults))
    with owner() as (connection, operator):
        kept.keep(connection, operator, entries)
    services = sum(len(entry.services) for entry in entries)
    click.echo(f"Kept {len(entries)} organizations and {services} services.")


@directory.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
def export_file(file: Path | None) -> None:
    """Write the directory to FILE, or to the screen."""
    with owner() as (connection, operator):
        document = write_directory(kept.read(connection, operator))
    text = json.dumps(document, ensure_ascii=False, indent=2)
    if file is None:
        click.echo(text)
    else:
        file.write_text(f"{text}\n")
