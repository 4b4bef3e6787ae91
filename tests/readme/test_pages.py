"""The pages beside the code say what the code does: links, settings, commands, tests."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Final

import pytest

from helpline.cli.lazily import COMMANDS
from helpline.config import Config
from tests.readme.reading import README, ROOT, section

PAGES: Final = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
OPERATING: Final = (ROOT / "docs" / "operating.md").read_text()
THREATS: Final = (ROOT / "docs" / "threat-model.md").read_text()
OWN: Final = "PUBLIC|STAFF|PARTNER|WORKER"
"""Each face's secrets are kept under its name, and told without it."""
OF_COMMANDS: Final = {"INSTANCE", "BIND", "ADMIN_DATABASE_URL", "PRACTICE_SPEED"}
"""Read by a command or by the practice line, which are no process of the house."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text())

    lost = [link for link in links if "://" not in link and not (page.parent / link).exists()]

    assert lost == []


def test_every_setting_that_is_explained_exists() -> None:
    explained = set(re.findall(r"HELPLINE_([A-Z_]+[A-Z])", README + OPERATING)) - OF_COMMANDS
    known = {field.name.upper() for field in fields(Config)}

    assert {name for name in explained if _as_told(name) not in known} == set()


def _as_told(name: str) -> str:
    return re.sub(f"^({OWN})_(?=SECRET_KEY|PASSPHRASE|PRIVATE_KEYS|DATABASE_URL)", "", name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_of_ours_exists(page: Path) -> None:
    ours = r"(?:`|bin/|^|… )helpline ([a-z][a-z-]*)"
    named = set(re.findall(ours, page.read_text(), re.MULTILINE))

    assert named <= set(COMMANDS)


def test_every_chore_of_the_readme_is_one_of_make() -> None:
    makefile = (ROOT / "Makefile").read_text()
    chores = set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.MULTILINE))

    assert chores <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", section("Other chores"))) < chores


def test_every_guard_of_the_threat_model_has_its_test() -> None:
    named = re.findall(r"`(tests/[a-z_/]+\.py)::(test_\w+)`", THREATS)

    missing = [f"{file}::{test}" for file, test in named if not _is_there(file, test)]

    assert named
    assert missing == []


def _is_there(file: str, test: str) -> bool:
    path = ROOT / file
    return path.exists() and f"def {test}(" in path.read_text()
