"""The phone without its house: enough to say, or to list, what it says. No database, no secrets."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from flask import Flask

from helpline import i18n, providers
from helpline.config import Config, environment
from helpline.embedded.instance import Instance
from helpline.intake.calls.recordings.shelf import Shelf, put_up
from helpline.policy import Policy, PolicyFaults
from helpline.policy import current as current_policy
from helpline.wiring import register_promises


@dataclass(frozen=True, slots=True)
class Place:
    """Which policy's words, and where their recordings lie."""

    policy_file: Path
    folder: Path
    is_demonstration: bool


def place_options(chosen: Callable[..., Any]) -> Callable[..., Any]:
    """By default those of the installation's folder."""
    chosen = click.option(
        "--policy",
        "policy_file",
        type=click.Path(dir_okay=False, path_type=Path),
        envvar="HELPLINE_POLICY_FILE",
        help="Policy file; otherwise the installation's. [HELPLINE_POLICY_FILE]",
    )(chosen)
    return click.option(
        "--folder",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="HELPLINE_RECORDINGS",
        help="Folder of the recordings; otherwise the installation's. [HELPLINE_RECORDINGS]",
    )(chosen)


def place_of(instance: Instance, policy_file: Path | None, folder: Path | None) -> Place:
    return Place(
        policy_file or instance.policy_file,
        folder or instance.recordings,
        is_demonstration(),
    )


def is_demonstration() -> bool:
    return environment().get("HELPLINE_DEMONSTRATION") == "1"


@contextmanager
def at(place: Place) -> Iterator[Policy]:
    """Speak as this policy's phone. Ends the command where the policy cannot be read."""
    try:
        policy = Policy.load(place.policy_file)
    except PolicyFaults as wrong:
        raise click.ClickException(str(wrong)) from None
    with speaking_for(policy, place):
        yield policy


@contextmanager
def speaking_for(policy: Policy, place: Place) -> Iterator[None]:
    register_promises()
    kind = environment().get("HELPLINE_CARRIER_KIND", "twilio")
    config = Config(
        database_url="",
        secret_key="",
        policy_file=place.policy_file,
        public_keys=place.folder,
        carrier_kind=kind,
    )
    app = Flask("helpline")
    app.extensions["helpline.config"] = config
    current_policy.init_app(app, policy)
    i18n.init_app(app, policy.languages)
    providers.init_app(app, config)
    with app.app_context():
        put_up(Shelf(place.folder, with_placeholders=place.is_demonstration))
        yield
