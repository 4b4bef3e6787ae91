"""A partner becomes one to whom something may be told, and stops being one."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from helpline.cli import main
from tests.cli.owner import as_owner
from tests.house import House, Visitor
from tests.servers import Database

Type = Callable[..., Result]


@pytest.fixture
def typed(house: House, database: Database) -> Type:
    """Type a `helpline partner` command."""
    return lambda *words: CliRunner().invoke(main, ["partner", *words], env=as_owner(database))


def sign_in(house: House, username: str, password: str) -> int:
    visitor = house.partner.test_client()
    assert isinstance(visitor, Visitor)
    return visitor.submit("/sign-in", {"username": username, "password": password}).status_code


def agree(typed: Type, until: str, category: str = "reason") -> Result:
    return typed(
        *("agreement", "bruecke", "--purpose", "counselling", "--legal-basis", "consent"),
        *("--category", category, "--until", until),
    )


def test_somebody_new_signs_in_for_a_partner(house: House, typed: Type) -> None:
    made = typed("account", "bruecke", "Noor", "--name", "Noor Said")

    assert made.exit_code == 0, made.output
    assert sign_in(house, "noor", made.output.strip().rpartition(": ")[2]) == 302
    assert typed("account", "bruecke", "noor", "--name", "Another").exit_code == 1


def test_a_closed_account_of_a_partner_is_out_at_once(
    house: House, partner: Callable[[str], Visitor], typed: Type
) -> None:
    lena = partner("lena")

    assert typed("disable", "lena").exit_code == 0

    assert lena.get("/").status_code == 302
    assert sign_in(house, "lena", "practice-makes-calm") != 302
    assert typed("disable", "nobody").exit_code == 1


def test_without_an_agreement_the_list_says_that_nothing_is_told(house: House, typed: Type) -> None:
    house.change("DELETE FROM agreement")

    assert "no agreement: nothing is told" in typed("list").output


def test_an_agreement_is_in_force_until_its_last_day(house: House, typed: Type) -> None:
    house.change("DELETE FROM agreement")

    noted = agree(typed, "2999-12-31")

    assert noted.exit_code == 0, noted.output
    assert "agreement until 2999-12-31" in typed("list").output


@pytest.mark.parametrize(
    ("until", "category"), [("2000-01-01", "reason"), ("soon", "reason"), ("2999-12-31", "gossip")]
)
def test_an_agreement_that_makes_no_sense_is_refused(
    typed: Type, until: str, category: str
) -> None:
    assert agree(typed, until, category).exit_code != 0


def test_a_partner_that_is_not_there_is_named(typed: Type) -> None:
    answer = typed("account", "nowhere", "x", "--name", "X")

    assert answer.exit_code == 1
    assert "nowhere" in answer.output
