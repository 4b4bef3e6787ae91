"""Staff accounts: made, changed and closed by an administrator with the owner's login."""

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import uuid4

import click
import phonenumbers
from sqlalchemy import Connection, Engine, create_engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from helpline import clock
from helpline.config import environment
from helpline.doors import Desk
from helpline.people.models import Account, StaffSession
from helpline.vault import hash_password

DESKS: Final = click.Choice([desk.value for desk in Desk])
WRONG_SETTINGS: Final = 78


@click.group()
@click.option("--operator", required=True, help="The operator's slug, as in the policy file.")
@click.pass_context
def user(ctx: click.Context, operator: str) -> None:
    """Who may sign in to the console. Needs DATABASE_URL: the owner's login."""
    ctx.obj = operator


@user.command("add")
@click.argument("username")
@click.option("--name", required=True, help="As colleagues know them.")
@click.option("--desk", "desks", type=DESKS, multiple=True, help="Trained for; may be repeated.")
@click.option("--language", "languages", multiple=True, required=True, help="May be repeated.")
@click.option("--supervisor", is_flag=True)
@click.option("--ring", help="Phone number, or client:name for a softphone: danger rings there.")
@click.option("--text", help="Mobile number for danger.")
@click.option("--mail", help="Address for reminders and danger.")
@click.pass_obj
def add(operator: str, /, username: str, **told: Any) -> None:  # noqa: ANN401  (click hands over options)
    """Make an account and print its first password, once."""
    password = secrets.token_urlsafe(12)
    account = {
        "id": uuid4(),
        "operator": operator,
        "username": username.strip().lower(),
        "display_name": told["name"],
        "password_hash": hash_password(password),
        "desks": list(told["desks"]),
        "languages": list(told["languages"]),
        "is_supervisor": told["supervisor"],
        "ring_address": _ring_address(told["ring"]),
        "text_number": _ring_address(told["text"]),
        "mail_address": told["mail"],
        "failed_sign_ins": 0,
    }
    try:
        with _owner() as connection:
            connection.execute(insert(Account).values(account))
    except IntegrityError:
        _stop(f"There is somebody named {account['username']} already.")
    click.echo(f"{account['username']} can sign in with this password, shown once: {password}")


@user.command("list")
@click.pass_obj
def show(operator: str) -> None:
    """Everybody with an account, and what they are trained for."""
    query = select(Account.__table__).where(Account.operator == operator).order_by("username")
    with _owner() as connection:
        for row in connection.execute(query):
            marks = ["supervisor"] * row.is_supervisor + ["disabled"] * (
                row.disabled_at is not None
            )
            words = (row.username, row.display_name, ",".join(row.desks), *marks)
            click.echo("  ".join(word for word in words if word))


@user.command("password")
@click.argument("username")
@click.pass_obj
def new_password(operator: str, username: str) -> None:
    """Give a new password, print it once, and end every session of the account."""
    password = secrets.token_urlsafe(12)
    changed = {"password_hash": hash_password(password), "failed_sign_ins": 0, "wait_until": None}
    _change(operator, username, changed)
    click.echo(f"The new password of {username}, shown once: {password}")


@user.command("disable")
@click.argument("username")
@click.pass_obj
def disable(operator: str, username: str) -> None:
    """Close an account and end its sessions at once. What its owner wrote stays."""
    _change(operator, username, {"disabled_at": clock.now()})
    click.echo(f"{username} can no longer sign in.")


@user.command("enable")
@click.argument("username")
@click.pass_obj
def enable(operator: str, username: str) -> None:
    """Open a closed account again."""
    _change(operator, username, {"disabled_at": None})
    click.echo(f"{username} can sign in again.")


def _change(operator: str, username: str, values: dict[str, object]) -> None:
    """Change one account and end its sessions, or stop with a word if nobody has that name."""
    change = (
        update(Account)
        .where(Account.operator == operator, Account.username == username.strip().lower())
        .values(values)
        .returning(Account.id)
    )
    with _owner() as connection:
        account_id = connection.scalar(change)
        if account_id is None:
            _stop(f"Nobody at {operator} is named {username}.")
        connection.execute(
            update(StaffSession)
            .where(StaffSession.account_id == account_id, StaffSession.ended_at.is_(None))
            .values(ended_at=clock.now())
        )


def _ring_address(text: str | None) -> str | None:
    """A number in the international form, or a softphone's name."""
    if text is None or text.startswith("client:"):
        return text
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        raise click.BadParameter("write numbers with + and the country's code") from None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@contextmanager
def _owner() -> Iterator[Connection]:
    engine = _engine()
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine() -> Engine:
    url = environment().get("DATABASE_URL")
    if not url:
        click.echo("DATABASE_URL is not set: it names the owner's login.", err=True)
        sys.exit(WRONG_SETTINGS)
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))


def _stop(words: str) -> None:
    click.echo(words, err=True)
    sys.exit(1)
