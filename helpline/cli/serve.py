"""Run the whole house, or one process of it."""

import os
import sys
from collections.abc import Callable
from typing import Any, Final

import click

from helpline.cli.options import instance_option
from helpline.config import environment
from helpline.embedded import BinariesMissing, CannotStart
from helpline.embedded.faults import Faults
from helpline.embedded.house import House
from helpline.embedded.instance import AlreadyRunning, Instance
from helpline.embedded.members import KINDS, Ports, command
from helpline.embedded.settings import known_settings
from helpline.embedded.supervisor import Stopped, stop_on_signals
from helpline.vault import KeyFaults

WRONG_SETTINGS: Final = 78
"""EX_CONFIG of sysexits.h: starting again will not help."""
UNAVAILABLE: Final = 69
"""EX_UNAVAILABLE: something that we need did not start."""
PORTS: Final = {
    "port": ("PORT", 8000, "Port of the public face."),
    "staff_port": ("STAFF_PORT", 8001, "Port of the staff face."),
    "partner_port": ("PARTNER_PORT", 8002, "Port of the partners' face."),
    "practice_port": ("PRACTICE_PORT", 8010, "Port of the practice line."),
    "practice_mail_port": ("PRACTICE_MAIL_PORT", 8011, "Port of the practice line's mail relay."),
}


def port_options(chosen: Callable[..., Any]) -> Callable[..., Any]:
    """Where to listen: an option and a variable for each port, and one for the address."""
    for name, (variable, default, words) in PORTS.items():
        option = f"--{name.replace('_', '-')}"
        chosen = click.option(
            option, type=int, envvar=variable, default=default, help=f"{words} [{variable}]"
        )(chosen)
    return click.option(
        "--bind", envvar="HELPLINE_BIND", default="127.0.0.1", help="Address. [HELPLINE_BIND]"
    )(chosen)


def ports_of(bind: str, numbers: dict[str, int]) -> Ports:
    return Ports(
        bind=bind,
        public=numbers["port"],
        staff=numbers["staff_port"],
        partner=numbers["partner_port"],
        practice=numbers["practice_port"],
        practice_mail=numbers["practice_mail_port"],
    )


@click.command()
@instance_option
@port_options
def serve(instance: Instance, bind: str, **numbers: int) -> None:
    """Set up what is missing, and run everything until Ctrl-C.

    Without DATABASE_URL: a demonstration on PostgreSQL and Valkey of its own, with
    made-up people. With it: your servers, your carrier, nobody made up.
    """
    stop_on_signals()
    try:
        House(instance, ports_of(bind, numbers), environment(), _say).run()
    except Stopped:
        return
    except (Faults, KeyFaults) as broken:
        _say("\n".join(["Not started. Please put this right:", *_indented(broken.faults)]))
        sys.exit(WRONG_SETTINGS)
    except AlreadyRunning as other:
        _say(str(other))
        sys.exit(WRONG_SETTINGS)
    except (BinariesMissing, CannotStart) as reason:
        _say(str(reason))
        sys.exit(UNAVAILABLE)


@click.command()
@click.argument("name", type=click.Choice(sorted(KINDS)))
@instance_option
@port_options
def process(name: str, instance: Instance, bind: str, **numbers: int) -> None:
    """Become one process of a house whose servers run elsewhere, knowing only its own part.

    For platforms that start processes themselves (see Procfile). DATABASE_URL
    and the other settings come from the environment, kept secrets from the folder.
    """
    ports = ports_of(bind, numbers)
    instance.read()
    known = known_settings(instance, ports, environment(), demonstration=False)
    chosen = command(name, known, ports)
    os.execve(chosen.argv[0], chosen.argv, dict(chosen.env))  # noqa: S606  (no shell)


def _say(words: str) -> None:
    click.echo(words)
    sys.stdout.flush()


def _indented(faults: list[str]) -> list[str]:
    return [f"  - {fault}" for fault in faults]
