"""Shifts planned ahead, on the operator's own clock; and what callers may ask for."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from helpline.cli import main
from tests.cli.owner import as_owner
from tests.house import House
from tests.servers import Database

Type = Callable[..., Result]
EVENING = ("2099-03-01 18:00", "2099-03-01 22:00")


@pytest.fixture
def typed(house: House, database: Database) -> Type:
    return lambda *words: CliRunner().invoke(main, list(words), env=as_owner(database))


def test_a_shift_is_planned_listed_and_taken_back(house: House, typed: Type) -> None:
    assert typed("shift", "add", "maria", *EVENING, "--desk", "support").exit_code == 0

    line = "maria  2099-03-01 18:00  2099-03-01 22:00  support"
    assert line in typed("shift", "list").output
    begins = house.rows("SELECT starts_at FROM shift WHERE only_at = 'support'")[0].starts_at
    assert begins.isoformat() == "2099-03-01T17:00:00+00:00", "18:00 in Berlin"
    assert typed("shift", "remove", "maria", EVENING[0]).exit_code == 0
    assert line not in typed("shift", "list").output
    assert typed("shift", "remove", "maria", EVENING[0]).exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("maria", *reversed(EVENING)),
        ("nobody", *EVENING),
        ("maria", *EVENING, "--desk", "hotline"),
        ("maria", "tomorrow", "later"),
    ],
)
def test_what_cannot_be_a_shift_is_refused(house: House, typed: Type, words: list[str]) -> None:
    before = house.count("shift")

    assert typed("shift", "add", *words).exit_code != 0
    assert house.count("shift") == before


def test_what_callers_may_ask_for_is_said_of_somebody_and_taken_back(typed: Type) -> None:
    said = typed("user", "describe", "peter", "--gender", "man", "--organisation", "bruecke")
    assert said.exit_code == 0, said.output
    assert "man  bruecke" in typed("user", "list").output

    assert "nothing is said" in typed("user", "describe", "peter").output
    assert "bruecke" not in typed("user", "list").output
    assert typed("user", "describe", "peter", "--organisation", "Not A Slug").exit_code == 2
