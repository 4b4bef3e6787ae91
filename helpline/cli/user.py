"""Staff accounts: made, changed and closed by an administrator with the owner's login."""

import re
import secrets
from typing import Any, Final
from uuid import uuid4

import click
import phonenumbers
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from helpline import clock
from helpline.cli.owner import owner, refuse
from helpline.doors import Desk
from helpline.i18n import LANGUAGES
from helpline.people.models import Account, Gender, StaffSession
from helpline.vault import hash_password

DESKS: Final = click.Choice([desk.value for desk in Desk])
GENDERS: Final = click.Choice([gender.value for gender in Gender])
SLUG: Final = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


def slug(_context: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    """Raises BadParameter for what the policy could not name either."""
    if text and not SLUG.fullmatch(text):
        raise click.BadParameter("use small letters, digits and dashes, as in the policy")
    return text


@click.group()
def user() -> None:
    """Who may sign in to the console. With DATABASE_URL (the owner's) and HELPLINE_POLICY_FILE."""


@user.command("add")
@click.argument("username")
@click.option("--name", required=True, help="As colleagues know them.")
@click.option("--desk", "desks", type=DESKS, multiple=True, help="Trained for; may be repeated.")
@click.option(
    "--language",
    "languages",
    type=click.Choice(list(LANGUAGES)),
    multiple=True,
    required=True,
    help="In which they can talk with callers; may be repeated.",
)
@click.option("--supervisor", is_flag=True)
@click.option("--ring", help="Phone number, or client:name for a softphone: danger rings there.")
@click.option("--text", help="Mobile number for danger.")
@click.option("--mail", help="Address for reminders and danger.")
@click.option("--gender", type=GENDERS, help="For callers who ask for a woman or a man.")
@click.option("--organisation", callback=slug, help="Short name of whom they work for.")
def add(username: str, **told: Any) -> None:  # noqa: ANN401  (click hands over options)
    """Make an account and print its first password, once."""
    password = secrets.token_urlsafe(12)
    account = {
        "id": uuid4(),
        "username": username.strip().lower(),
        "display_name": told["name"],
        "password_hash": hash_password(password),
        "desks": list(told["desks"]),
        "languages": list(told["languages"]),
        "gender": told["gender"],
        "organisation": told["organisation"],
        "is_supervisor": told["supervisor"],
        "ring_address": _ring_address(told["ring"]),
        "text_number": _ring_address(told["text"]),
        "mail_address": told["mail"],
        "failed_sign_ins": 0,
    }
    try:
        with owner() as (connection, operator):
            connection.execute(insert(Account).values(operator=operator, **account))
    except IntegrityError:
        refuse(f"There is somebody named {account['username']} already.")
    click.echo(f"{account['username']} can sign in with this password, shown once: {password}")


@user.command("describe")
@click.argument("username")
@click.option("--gender", type=GENDERS, help="Nothing: not said.")
@click.option("--organisation", callback=slug, help="Nothing: not said.")
def describe(username: str, gender: str | None, organisation: str | None) -> None:
    """Say of somebody what callers may ask for, or take it back by leaving it out."""
    _change(username, {"gender": gender, "organisation": organisation})
    said = [word for word in (gender, organisation) if word]
    click.echo(f"{username}: {', '.join(said) or 'nothing is said'}")


@user.command("list")
def show() -> None:
    """Everybody with an account, and what they are trained for."""
    query = select(Account.__table__).order_by("username")
    with owner() as (connection, operator):
        for row in connection.execute(query.where(Account.operator == operator)):
            marks = ["supervisor"] * row.is_supervisor + ["disabled"] * (
                row.disabled_at is not None
            )
            marks += [said for said in (row.gender, row.organisation) if said]
            words = (row.username, row.display_name, ",".join(row.desks), *marks)
            click.echo("  ".join(word for word in words if word))


@user.command("password")
@click.argument("username")
def new_password(username: str) -> None:
    """Give a new password, print it once, and end every session of the account."""
    password = secrets.token_urlsafe(12)
    changed = {"password_hash": hash_password(password), "failed_sign_ins": 0, "wait_until": None}
    _change(username, changed)
    click.echo(f"The new password of {username}, shown once: {password}")


@user.command("disable")
@click.argument("username")
def disable(username: str) -> None:
    """Close an account and end its sessions at once. What its owner wrote stays."""
    _change(username, {"disabled_at": clock.now()})
    click.echo(f"{username} can no longer sign in.")


@user.command("enable")
@click.argument("username")
def enable(username: str) -> None:
    """Open a closed account again."""
    _change(username, {"disabled_at": None})
    click.echo(f"{username} can sign in again.")


def _change(username: str, values: dict[str, object]) -> None:
    """Change one account and end its sessions, or stop with a word if nobody has that name."""
    change = update(Account).where(Account.username == username.strip().lower()).values(values)
    with owner() as (connection, operator):
        mine = change.where(Account.operator == operator).returning(Account.id)
        account_id = connection.scalar(mine)
        if account_id is None:
            refuse(f"Nobody here is named {username}.")
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
