"""Moving the clock of a demonstration."""

import re
import sys
from datetime import timedelta
from typing import Final

import click

from helpline import clock as house_clock
from helpline.cli.options import instance_option
from helpline.embedded.instance import Instance

UNITS: Final = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


def _length(_ctx: click.Context, _param: click.Parameter, words: str) -> timedelta:
    if not re.fullmatch(r"(\d{1,4}[dhms])+", words):
        raise click.BadParameter(f"{words} is not a length of time such as 1d, 2h or 30m")
    parts = re.findall(r"(\d+)([dhms])", words)
    return sum((timedelta(**{UNITS[unit]: int(number)}) for number, unit in parts), timedelta(0))


@click.group()
def clock() -> None:
    """The clock of a demonstration: what is due tomorrow, seen today."""


@clock.command()
@click.argument("length", callback=_length)
@instance_option
def advance(length: timedelta, instance: Instance) -> None:
    """Move the clock ahead by LENGTH (1d, 2h, 30m, 1d12h), for all processes at once."""
    if not instance.clock_file.exists():
        click.echo(f"{instance.folder} is no demonstration: its clock is the real one.", err=True)
        sys.exit(1)
    house_clock.follow(instance.clock_file)
    house_clock.move(length)
    click.echo(f"It is now {house_clock.now():%Y-%m-%d %H:%M} UTC for this house.")
