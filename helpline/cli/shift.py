"""Shifts planned ahead: who is on duty when, without having to say so at the time."""

from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import click
from sqlalchemy import Connection, delete, insert, select

from helpline import clock
from helpline.cli.owner import owner, refuse
from helpline.config import environment
from helpline.doors import Desk
from helpline.intake.decisions import moment_of
from helpline.people.models import Account, Shift
from helpline.policy import Policy

WHEN: Final = click.DateTime(["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"])
DESKS: Final = click.Choice([desk.value for desk in Desk])


@click.group()
def shift() -> None:
    """Who is on duty when, on the operator's own clock, such as "2027-03-01 18:00".

    On a planned shift, danger reaches people. Calls ring for those who are signed in, too.
    """


@shift.command("add")
@click.argument("username")
@click.argument("begins", type=WHEN, metavar="FROM")
@click.argument("ends", type=WHEN, metavar="UNTIL")
@click.option("--desk", type=DESKS, help="Calls of this desk alone.")
def add(username: str, begins: datetime, ends: datetime, desk: str | None) -> None:
    """Plan a shift."""
    if ends <= begins:
        raise click.BadParameter("is not after FROM", param_hint="UNTIL")
    with owner() as (connection, operator):
        account_id = _account(connection, operator, username, desk)
        connection.execute(
            insert(Shift).values(
                id=uuid4(),
                operator=operator,
                account_id=account_id,
                starts_at=moment_of(begins, _zone()),
                ends_at=moment_of(ends, _zone()),
                only_at=desk,
            )
        )
    click.echo(f"{username} is on duty from {begins:%Y-%m-%d %H:%M} until {ends:%Y-%m-%d %H:%M}.")


@shift.command("list")
def show() -> None:
    """Who is on duty now, or will be."""
    query = (
        select(Account.username, Shift.starts_at, Shift.ends_at, Shift.only_at)
        .join(Account, Account.id == Shift.account_id)
        .where(Shift.ends_at.is_(None) | (Shift.ends_at > clock.now()))
        .order_by(Shift.starts_at)
    )
    with owner() as (connection, operator):
        for row in connection.execute(query.where(Shift.operator == operator)):
            until = _on_the_clock(row.ends_at) if row.ends_at else "until they go off duty"
            words = (row.username, _on_the_clock(row.starts_at), until, row.only_at)
            click.echo("  ".join(word for word in words if word))


@shift.command("remove")
@click.argument("username")
@click.argument("begins", type=WHEN, metavar="FROM")
def remove(username: str, begins: datetime) -> None:
    """Take back a shift that begins then."""
    with owner() as (connection, operator):
        account_id = _account(connection, operator, username, None)
        gone = connection.execute(
            delete(Shift)
            .where(Shift.account_id == account_id, Shift.starts_at == moment_of(begins, _zone()))
            .returning(Shift.id)
        ).all()
    if not gone:
        refuse(f"{username} has no shift that begins then.")
    click.echo(f"{username} has no shift then any more.")


def _account(connection: Connection, operator: str, username: str, desk: str | None) -> UUID:
    """Whose shift it is; ends the command for somebody unknown, or not trained for the desk."""
    query = select(Account.id, Account.desks).where(
        Account.operator == operator, Account.username == username.strip().lower()
    )
    row = connection.execute(query).first()
    if row is None:
        refuse(f"Nobody here is named {username}.")
    if desk is not None and desk not in row.desks:
        refuse(f"{username} is not trained for {desk}.")
    found: UUID = row.id
    return found


def _zone() -> ZoneInfo:
    return Policy.load(Path(environment()["HELPLINE_POLICY_FILE"])).time_zone


def _on_the_clock(moment: datetime) -> str:
    return f"{moment.astimezone(_zone()):%Y-%m-%d %H:%M}"
