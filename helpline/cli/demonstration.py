"""Made-up people, so that a house can be walked through at once."""

import sys
from pathlib import Path

import click

from helpline import clock
from helpline.cli.options import instance_option
from helpline.config import environment
from helpline.demonstration import PARTNERS, PASSWORD, STAFF, seed
from helpline.embedded.instance import Instance
from helpline.policy import Policy


@click.group()
def demonstration() -> None:
    """A house with people who do not exist."""


@demonstration.command("seed")
@instance_option
def make_up(instance: Instance) -> None:
    """Make up staff, partners and a police contact, and print their sign-ins.

    With the owner's login (DATABASE_URL), in a demonstration only. Safe to run again.
    """
    known = environment()
    if known.get("HELPLINE_DEMONSTRATION") != "1":
        click.echo("This is no demonstration: nobody is made up here.", err=True)
        sys.exit(1)
    instance.read()
    instance.add_keys(partner.slug for partner in PARTNERS)
    clock.follow(instance.clock_file)
    operator = Policy.load(Path(known["HELPLINE_POLICY_FILE"])).operator
    seed(known["DATABASE_URL"], operator, clock.now())
    click.echo("\n".join(_sign_ins()))


def _sign_ins() -> list[str]:
    return [
        f"Sign-ins of made-up people. Everybody's password: {PASSWORD}",
        *(
            f"  staff     {who.username:8} {', '.join(who.desks)}"
            f"{' (supervisor)' if who.is_supervisor else ''}; speaks {', '.join(who.languages)}"
            for who in STAFF
        ),
        *(f"  partner   {partner.username:8} {partner.name}" for partner in PARTNERS),
    ]
