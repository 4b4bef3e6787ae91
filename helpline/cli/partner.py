"""Partners' accounts and agreements: made by an administrator, under the owner's login."""

import secrets
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

import click
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from helpline import clock
from helpline.cli.owner import owner, refuse
from helpline.referrals.codes import POLICE_FIELDS
from helpline.referrals.models import Agreement, Partner, PartnerAccount, PartnerSession
from helpline.referrals.releasable import RELEASABLE
from helpline.vault import hash_password

DAY: Final = click.DateTime(formats=["%Y-%m-%d"])
CATEGORIES: Final = click.Choice(sorted({*RELEASABLE, *POLICE_FIELDS, "danger"}))


@click.group()
def partner() -> None:
    """Who receives handovers. With DATABASE_URL (the owner's) and HELPLINE_POLICY_FILE.

    Partners come with `helpline directory import`; each needs a key: `helpline keys make
    partner-SLUG`.
    """


@partner.command("list")
def show() -> None:
    """Partners, and until when an agreement with them is in force."""
    query = select(Partner.__table__).order_by("slug")
    with owner() as (connection, operator):
        for row in connection.execute(query.where(Partner.operator == operator)):
            until = _in_force_until(connection, row.id)
            words = f"agreement until {until}" if until else "no agreement: nothing is told to them"
            click.echo(f"{row.slug}  {row.name}  {row.kind}  {words}")


@partner.command("account")
@click.argument("slug")
@click.argument("username")
@click.option("--name", required=True, help="As they are known.")
def account(slug: str, username: str, name: str) -> None:
    """Let somebody sign in for the partner SLUG; prints the first password, once."""
    password = secrets.token_urlsafe(12)
    made = {
        "id": uuid4(),
        "username": username.strip().lower(),
        "display_name": name,
        "password_hash": hash_password(password),
        "failed_sign_ins": 0,
    }
    try:
        with owner() as (connection, operator):
            partner_id = _partner(connection, operator, slug)
            connection.execute(
                insert(PartnerAccount).values(operator=operator, partner_id=partner_id, **made)
            )
    except IntegrityError:
        refuse(f"There is somebody named {made['username']} already.")
    click.echo(f"{made['username']} can sign in with this password, shown once: {password}")


@partner.command("disable")
@click.argument("username")
def disable(username: str) -> None:
    """Close a partner's account and end its sessions at once."""
    moment = clock.now()
    named = PartnerAccount.username == username.strip().lower()
    with owner() as (connection, operator):
        change = update(PartnerAccount).where(named, PartnerAccount.operator == operator)
        found = connection.scalar(change.values(disabled_at=moment).returning(PartnerAccount.id))
        if found is None:
            refuse(f"Nobody here is named {username}.")
        sessions = update(PartnerSession).where(PartnerSession.account_id == found)
        connection.execute(sessions.values(ended_at=moment))
    click.echo(f"{username} can no longer sign in.")


@partner.command("agreement")
@click.argument("slug")
@click.option("--purpose", required=True)
@click.option("--legal-basis", required=True)
@click.option("--category", "categories", type=CATEGORIES, multiple=True, required=True)
@click.option("--until", type=DAY, required=True, help="Its last day: YYYY-MM-DD.")
def agreement(
    slug: str, purpose: str, legal_basis: str, categories: tuple[str, ...], until: datetime
) -> None:
    """Note an agreement with the partner SLUG, signed elsewhere, in force from today (R06)."""
    today = clock.now().date()
    if until.date() < today:
        refuse("The agreement would be over already.")
    with owner() as (connection, operator):
        connection.execute(
            insert(Agreement).values(
                id=uuid4(),
                operator=operator,
                partner_id=_partner(connection, operator, slug),
                purpose=purpose,
                categories=list(categories),
                legal_basis=legal_basis,
                valid_from=today,
                valid_to=until.date(),
            )
        )
    click.echo(f"Noted, until {until.date()}.")


def _partner(connection: Connection, operator: str, slug: str) -> UUID:
    query = select(Partner.id).where(Partner.operator == operator, Partner.slug == slug)
    found = connection.scalar(query)
    if found is None:
        refuse(f"There is no partner {slug}. See: helpline partner list")
    return found


def _in_force_until(connection: Connection, partner_id: UUID) -> str:
    today = clock.now().date()
    query = (
        select(Agreement.valid_to)
        .where(Agreement.partner_id == partner_id)
        .where(Agreement.valid_from <= today, Agreement.valid_to >= today)
        .order_by(Agreement.valid_to.desc())
    )
    until = connection.scalar(query.limit(1))
    return until.isoformat() if until else ""
