"""The list of sabotages does not rot: each still fits its file, and its test exists."""

import ast
import re
from collections import Counter
from typing import Final

import pytest

from tests.prove.guards import SABOTAGES
from tests.prove.sabotage import ROOT, Sabotage

PROMISED: Final = re.compile(r"^\| .+ \| `(tests/\S+)` \|$", re.MULTILINE)
"""A guard of the threat model's table, by its test."""


def guard_of(sabotage: Sabotage) -> str:
    return sabotage.guard


def names_in(file: str) -> set[str]:
    """Of every test, with its class if it has one."""
    inside = ast.parse((ROOT / file).read_text()).body
    classes = [node for node in inside if isinstance(node, ast.ClassDef)]
    return {
        *_functions(inside),
        *(f"{c.name}::{name}" for c in classes for name in _functions(c.body)),
    }


def _functions(body: list[ast.stmt]) -> list[str]:
    return [node.name for node in body if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=guard_of)
def test_the_guard_is_still_where_it_would_be_broken(sabotage: Sabotage) -> None:
    broken = sabotage.done_to((ROOT / sabotage.file).read_text())

    assert broken
    if sabotage.file.endswith(".py"):
        ast.parse(broken)


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=guard_of)
def test_the_test_that_must_notice_exists(sabotage: Sabotage) -> None:
    file, _, name = sabotage.test.partition("::")

    assert name.split("[")[0] in names_in(file)


def test_every_guard_is_named_once() -> None:
    assert max(Counter(map(guard_of, SABOTAGES)).values()) == 1


def test_every_guard_of_the_threat_model_is_broken_on_purpose() -> None:
    table = (ROOT / "docs/threat-model.md").read_text().partition("| guard | test |")[2]
    rows = table.strip().partition("\n\n")[0].splitlines()[1:]
    promised = PROMISED.findall("\n".join(rows))

    assert len(promised) == len(rows) > 0
    broken = {each.test.partition("[")[0] for each in SABOTAGES}
    assert set(promised) - broken == set()
