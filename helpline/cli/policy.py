"""``helpline policy``: is the file right, and what does it make us say?"""

from collections.abc import Iterator
from pathlib import Path

import click
from flask import Flask

from helpline import i18n
from helpline.cli.phone_words import Place, is_demonstration, speaking_for
from helpline.intake.calls.recordings.lacking import faults as mute_languages
from helpline.policy import Clause, Policy, PolicyFaults, executed
from helpline.wiring import register_promises

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def policy() -> None:
    """Check a policy file, or read what it promises."""


@policy.command("check")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option(
    "--recordings",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="HELPLINE_RECORDINGS",
    help="Folder of the recordings; otherwise the one beside each FILE. [HELPLINE_RECORDINGS]",
)
def check(files: tuple[Path, ...], folder: Path | None) -> None:
    """Name every fault of every FILE at once, and what a right one says that stays unsaid.

    A language of the phone needs the carrier's voice, or recordings of all that leads to a
    person; stand-ins count in a demonstration only. Nothing starts with a faulty file.
    """
    register_promises()
    faults: list[str] = []
    for file in files:
        faults += _check(file, folder or file.parent / "recordings")
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.exceptions.Exit(1)


@policy.command("show")
@click.argument("file", type=_FILE, envvar="HELPLINE_POLICY_FILE")
@click.option("--lang", "language", help="Language of the words; by default the policy's first.")
def show(file: Path, language: str | None) -> None:
    """Print what callers hear and readers see, and what stays unsaid because nothing does it."""
    try:
        found = Policy.load(file)
    except PolicyFaults as wrong:
        raise click.ClickException(str(wrong)) from None
    language = language or found.languages[0]
    if language not in found.every_language:
        raise click.BadParameter(f"one of {', '.join(found.every_language)}", param_hint="--lang")
    register_promises()
    app = Flask("helpline")
    i18n.init_app(app, found.languages)
    with app.app_context(), i18n.speaking(language):
        _print("On the phone, before any question", found.spoken_notice())
        for step in found.what_happens() if language in found.languages else ():
            _print(step.title, step.clauses)
    for unsaid in found.check_promises(executed.registered()):
        click.echo(f"Not said: {unsaid}", err=True)


def _check(file: Path, folder: Path) -> list[str]:
    """What is wrong with one file; says so where nothing is."""
    try:
        found = Policy.load(file)
    except PolicyFaults as wrong:
        return wrong.faults
    faults = [f"{file.name}: {fault}" for fault in _mute(found, file, folder)]
    if not faults:
        click.echo(f"{file.name}: right. Operator {found.operator}, version {found.version}.")
        _name_unsaid(file, found)
    return faults


def _mute(found: Policy, file: Path, folder: Path) -> Iterator[str]:
    with speaking_for(found, Place(file, folder, is_demonstration())):
        yield from mute_languages()


def _name_unsaid(file: Path, found: Policy) -> None:
    for unsaid in found.check_promises(executed.registered()):
        click.echo(f"{file.name}: not said to callers: {unsaid}")


def _print(title: str, clauses: tuple[Clause, ...]) -> None:
    click.secho(title, bold=True)
    for clause in clauses:
        click.echo(f"  {clause.text}")
