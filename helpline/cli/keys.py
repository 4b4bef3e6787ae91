"""``helpline keys``: who can open what is sealed, and will it open when it matters?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click

from helpline.vault import (
    RECOVERY,
    CannotOpen,
    KeyExists,
    KeyFaults,
    Keyring,
    PassphraseTooShort,
    PublicKeys,
    UnknownHolder,
    check,
    make_holder,
    recover,
    rotate,
)

Command = TypeVar("Command", bound=Callable[..., None])


def _folders(command: Command) -> Command:
    for name, envvar in (("private", "HELPLINE_PRIVATE_KEYS"), ("public", "HELPLINE_PUBLIC_KEYS")):
        command = click.option(
            f"--{name}",
            type=click.Path(file_okay=False, path_type=Path),
            envvar=envvar,
            show_envvar=True,
            required=True,
            help=f"Folder of {name} keys.",
        )(command)
    return command


def _passphrase(*, twice: bool) -> Callable[[Command], Command]:
    """Asked for, or read from the environment: an argument would be seen by every user."""
    return click.option(
        "--passphrase",
        envvar="HELPLINE_PASSPHRASE",
        prompt=True,
        hide_input=True,
        hidden=True,
        confirmation_prompt=twice,
    )


@click.group()
def keys() -> None:
    """Make, rotate, check and recover the keys that content is sealed to.

    The passphrase is asked for, unless HELPLINE_PASSPHRASE is set.
    """


@keys.command("make")
@click.argument("holders", nargs=-1, required=True)
@_folders
@_passphrase(twice=True)
def make_keys(holders: tuple[str, ...], public: Path, private: Path, passphrase: str) -> None:
    """Make the first key of each of HOLDERS.

    Make "recovery" before all others, in a folder of its own that then leaves
    this machine: it opens every other key when a passphrase is lost.
    """
    for holder in holders:
        with _explaining():
            click.echo(f"made {make_holder(public, private, holder, passphrase)}")
    if RECOVERY not in PublicKeys.load(public).holders:
        click.echo("There is no recovery key: a lost passphrase loses everything.", err=True)


@keys.command("rotate")
@click.argument("holders", nargs=-1, required=True)
@_folders
@_passphrase(twice=False)
def rotate_keys(holders: tuple[str, ...], public: Path, private: Path, passphrase: str) -> None:
    """Make the next key of each of HOLDERS. The old one still opens what it sealed."""
    for holder in holders:
        with _explaining():
            click.echo(f"made {rotate(public, private, holder, passphrase)}")


@keys.command("check")
@_folders
@_passphrase(twice=False)
def check_keys(public: Path, private: Path, passphrase: str) -> None:
    """Open every private key in the folder and say what is wrong."""
    faults = check(public, private, passphrase)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.exceptions.Exit(1)
    click.echo("The keys fit, and the passphrase opens them.")


@keys.command("recover")
@click.argument("key_ids", nargs=-1, required=True)
@click.option(
    "--private",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="HELPLINE_PRIVATE_KEYS",
    show_envvar=True,
    required=True,
    help="Folder of private keys.",
)
@click.option(
    "--recovery",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder of the recovery key, brought back for the occasion.",
)
def recover_keys(key_ids: tuple[str, ...], private: Path, recovery: Path) -> None:
    """Put KEY_IDS (as hotline:1) under a new passphrase, with the recovery key."""
    with _explaining():
        old = click.prompt("Passphrase of the recovery key", hide_input=True)
        ring = Keyring.load(recovery, old, [RECOVERY])
        new = click.prompt("New passphrase", hide_input=True, confirmation_prompt=True)
        for key_id in key_ids:
            recover(private, key_id, ring, new)
            click.echo(f"recovered {key_id}")


@contextmanager
def _explaining() -> Iterator[None]:
    try:
        yield
    except KeyExists as found:
        raise click.ClickException(f"{found} has a key already: rotate it") from None
    except UnknownHolder as found:
        raise click.ClickException(f"{found} holds no key here") from None
    except CannotOpen:
        raise click.ClickException("the recovery key does not open this copy") from None
    except (KeyFaults, PassphraseTooShort) as fault:
        raise click.ClickException(str(fault)) from None
