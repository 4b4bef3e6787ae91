"""Examines everything, says all at once, and ends with 1 if something is wrong."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

import click

from helpline.cli.doctor import account, address, paper, phone, servers, settings
from helpline.cli.doctor.patient import Patient
from helpline.cli.options import instance_option
from helpline.cli.serve import port_options, ports_of
from helpline.config import LOOPBACK, environment
from helpline.embedded.instance import Instance
from helpline.embedded.looking import NotRunning, settings_of

EXAMINATIONS: Final[tuple[Callable[[Patient], Iterator[str]], ...]] = (
    settings.examine,
    servers.examine,
    address.examine,
    account.examine,
    phone.examine,
    paper.examine,
)


@click.command()
@instance_option
@port_options
def doctor(instance: Instance, bind: str, **numbers: int) -> None:
    """Look at a running installation from outside, and say what to mend.

    Run it where the settings of all processes are known: beside the running house, or
    with the environment of every part. It changes nothing and calls nobody.
    """
    try:
        known = settings_of(instance, ports_of(bind, numbers), environment())
    except NotRunning:
        click.echo(f"No house runs in {instance.folder}. Start it first: helpline serve.", err=True)
        raise click.exceptions.Exit(1) from None
    patient = examined(known)
    for words in patient.wrong:
        click.echo(f"- {words}")
    for words in patient.unknown:
        click.echo(f"? Could not be checked from here: {words}.")
    if patient.wrong:
        raise click.exceptions.Exit(1)
    click.echo("Nothing is wrong that can be seen from here.")


def examined(known: Mapping[str, str]) -> Patient:
    """Everything that is wrong with an installation that was told this."""
    patient = Patient(known, is_practice=_is_practice(known))
    for examine in EXAMINATIONS:
        patient.wrong.extend(examine(patient))
    return patient


def _is_practice(known: Mapping[str, str]) -> bool:
    return urlsplit(known.get("HELPLINE_CARRIER_BASE_URL", "")).hostname in LOOPBACK
