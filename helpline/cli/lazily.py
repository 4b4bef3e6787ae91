"""All commands by name; a command's module is loaded when it is asked for.

`helpline serve` only watches over others, and need not carry the whole house in memory.
"""

import importlib
from typing import Final

import click
from typing_extensions import override

COMMANDS: Final = {
    "call": "helpline.cli.call:call",
    "clock": "helpline.cli.clock:clock",
    "db": "helpline.cli.database:db",
    "demonstration": "helpline.cli.demonstration:demonstration",
    "directory": "helpline.cli.directory:directory",
    "doctor": "helpline.cli.doctor:doctor",
    "fallback-twiml": "helpline.cli.fallback:fallback_twiml",
    "keys": "helpline.cli.keys:keys",
    "partner": "helpline.cli.partner:partner",
    "phone": "helpline.cli.call:phone",
    "policy": "helpline.cli.policy:policy",
    "process": "helpline.cli.serve:process",
    "recordings": "helpline.cli.recordings:recordings",
    "serve": "helpline.cli.serve:serve",
    "shift": "helpline.cli.shift:shift",
    "user": "helpline.cli.user:user",
}
"""Command → module:object."""


class Lazily(click.Group):
    """A group that imports a command only to run it or to show its help."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.command(cls=Lazily)
def main() -> None:
    """The back end of a hotline and helpline for worries about radicalisation."""
