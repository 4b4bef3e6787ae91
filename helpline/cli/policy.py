"""``helpline policy``: is the file right, and what does it make us say?"""

from pathlib import Path

import click
from flask import Flask

from helpline import i18n
from helpline.policy import Clause, Policy, PolicyFaults, executed
from helpline.wiring import register_promises

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def policy() -> None:
    """Check a policy file, or read what it promises."""


@policy.command("check")
@click.argument("files", nargs=-1, required=True, type=_FILE)
def check(files: tuple[Path, ...]) -> None:
    """Name every fault of every FILE at once, and what a right one says that stays unsaid.

    Nothing starts with a faulty one.
    """
    register_promises()
    faults: list[str] = []
    for file in files:
        try:
            found = Policy.load(file)
        except PolicyFaults as wrong:
            faults += wrong.faults
        else:
            click.echo(f"{file.name}: right. Operator {found.operator}, version {found.version}.")
            _name_unsaid(file, found)
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
    if language not in found.languages:
        raise click.BadParameter(f"one of {', '.join(found.languages)}", param_hint="--lang")
    register_promises()
    app = Flask("helpline")
    i18n.init_app(app, found.languages)
    with app.app_context(), i18n.speaking(language):
        _print("On the phone, before any question", found.spoken_notice())
        for step in found.what_happens():
            _print(step.title, step.clauses)
    for unsaid in found.check_promises(executed.registered()):
        click.echo(f"Not said: {unsaid}", err=True)


def _name_unsaid(file: Path, found: Policy) -> None:
    for unsaid in found.check_promises(executed.registered()):
        click.echo(f"{file.name}: not said to callers: {unsaid}")


def _print(title: str, clauses: tuple[Clause, ...]) -> None:
    click.secho(title, bold=True)
    for clause in clauses:
        click.echo(f"  {clause.text}")
