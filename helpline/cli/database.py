"""The database: what an administrator prepares once, and what an update changes."""

import secrets
import sys
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

import click
import psycopg

from helpline.config import environment
from helpline.logins import LOGINS, NotOurs, prepare
from helpline.migrations import Busy, upgrade

PREFIX_OPTION: Final = click.option(
    "--prefix",
    envvar="HELPLINE_ROLE_PREFIX",
    default="helpline",
    show_default=True,
    help="Roles belong to the server: a second installation on it needs another prefix.",
)


@click.group()
def db() -> None:
    """Prepare a database server, and bring the tables up to date."""


@db.command("prepare")
@click.option(
    "--admin-url",
    envvar="HELPLINE_ADMIN_DATABASE_URL",
    required=True,
    help="Address with a login that has CREATEROLE and CREATEDB. [HELPLINE_ADMIN_DATABASE_URL]",
)
@click.option("--database", default="helpline", show_default=True)
@PREFIX_OPTION
@click.option("--new-passwords", is_flag=True, help="Replace the passwords of all logins.")
def prepare_server(admin_url: str, database: str, prefix: str, *, new_passwords: bool) -> None:
    """Make the logins, the desks' roles and the database. Safe to run again.

    Prints the addresses of new logins as variables: keep them where your secrets are kept.
    """
    try:
        made = prepare(admin_url, database, prefix)
        fresh = {login: secrets.token_urlsafe(32) for login in (LOGINS if new_passwords else made)}
        prepare(admin_url, database, prefix, fresh)
    except (NotOurs, psycopg.Error) as refused:
        click.echo(str(refused).strip(), err=True)
        sys.exit(1)
    for login, password in fresh.items():
        name = "DATABASE_URL" if login == "owner" else f"HELPLINE_{login.upper()}_DATABASE_URL"
        click.echo(f"{name}={_address(admin_url, database, f'{prefix}_{login}', password)}")


@db.command("upgrade")
@PREFIX_OPTION
def upgrade_tables(prefix: str) -> None:
    """Run new migrations and put up the wall again, as the tables' owner (DATABASE_URL)."""
    url = environment().get("DATABASE_URL")
    if not url:
        click.echo("DATABASE_URL is not set: it names the owner's login.", err=True)
        sys.exit(78)
    try:
        upgrade(url, prefix)
    except Busy as busy:
        click.echo(str(busy), err=True)
        sys.exit(1)


def _address(admin_url: str, database: str, login: str, password: str) -> str:
    """The administrator's address with another login, password and database."""
    parts = urlsplit(admin_url)
    host = parts.netloc.rpartition("@")[2]
    place = f"{quote(login)}:{quote(password)}@{host}"
    return urlunsplit(parts._replace(netloc=place, path=f"/{quote(database)}"))
