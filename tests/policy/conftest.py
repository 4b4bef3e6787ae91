"""Policies to ask, to break and to print."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from flask import Flask

from helpline import i18n
from helpline.policy import Policy, PolicyFaults
from tests.policies import with_logo

PRESETS: Final = Path(i18n.__file__).parent / "policy" / "presets"
DEMONSTRATION: Final = (PRESETS / "demonstration.toml").read_text()

FaultsIn = Callable[[str], list[str]]


@pytest.fixture
def demonstration() -> Policy:
    return Policy.load(PRESETS / "demonstration.toml")


@pytest.fixture
def faults_in(tmp_path: Path) -> FaultsIn:
    """Read a policy that must be refused, and answer why."""

    def faults_in(written: str) -> list[str]:
        file = with_logo(tmp_path, written)
        with pytest.raises(PolicyFaults) as refused:
            Policy.load(file)
        return refused.value.faults

    return faults_in


@pytest.fixture
def speaker(tmp_path: Path) -> Iterator[Flask]:
    """An application that has words, and no catalogues: everything comes out as written."""
    app = Flask("speaker")
    i18n.init_app(app, ["en", "de", "ar"], tmp_path)
    with app.app_context():
        yield app


@pytest.fixture
def national() -> Policy:
    """Discloses the most: police after hours, a ladder that climbs, repeat callers recognised."""
    return Policy.load(PRESETS / "national-contact-point.toml")
