"""Accounts are made, changed and closed, and the sign-in page obeys at once."""

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
    """Type a `helpline user` command."""

    def typed(*words: str) -> Result:
        return CliRunner().invoke(main, ["user", *words], env=as_owner(database))

    return typed


def sign_in(house: House, username: str, password: str) -> int:
    visitor = house.staff.test_client()
    assert isinstance(visitor, Visitor)
    return visitor.submit("/sign-in", {"username": username, "password": password}).status_code


def new_counsellor(typed: Type, *more: str) -> Result:
    return typed(
        "add", "Nadia", "--name", "Nadia Amin", "--desk", "support", "--language", "ar", *more
    )


def password_in(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output.strip().rpartition(": ")[2]


def test_a_new_colleague_signs_in_with_the_password_shown_once(house: House, typed: Type) -> None:
    password = password_in(new_counsellor(typed))

    assert sign_in(house, "nadia", password) == 302
    assert "nadia  Nadia Amin  support" in typed("list").output


def test_two_people_cannot_have_one_name(typed: Type) -> None:
    new_counsellor(typed)

    assert new_counsellor(typed).exit_code == 1


def test_a_new_password_ends_the_old_one_and_every_session(
    house: House, staff: Callable[..., Visitor], typed: Type
) -> None:
    maria = staff("maria")

    password = password_in(typed("password", "maria"))

    assert maria.get("/").status_code == 302
    assert sign_in(house, "maria", "practice-makes-calm") != 302
    assert sign_in(house, "maria", password) == 302


def test_a_closed_account_is_out_at_once_until_it_is_opened(
    house: House, staff: Callable[..., Visitor], typed: Type
) -> None:
    maria = staff("maria")

    assert typed("disable", "maria").exit_code == 0
    assert maria.get("/").status_code == 302
    assert sign_in(house, "maria", "practice-makes-calm") != 302
    assert "disabled" in typed("list").output
    assert typed("enable", "maria").exit_code == 0
    assert sign_in(house, "maria", "practice-makes-calm") == 302


def test_a_name_that_nobody_has_is_said(typed: Type) -> None:
    answer = typed("disable", "nobody")

    assert answer.exit_code == 1
    assert "Nobody" in answer.output


def test_a_number_without_its_country_is_refused(typed: Type) -> None:
    assert new_counsellor(typed, "--ring", "030 23125 100").exit_code == 2


def test_a_number_is_kept_in_the_international_form(house: House, typed: Type) -> None:
    new_counsellor(typed, "--ring", "+49 30 23125 100")

    row = house.rows("SELECT ring_address FROM account WHERE username = 'nadia'")[0]
    assert row.ring_address == "+493023125100"


def test_without_the_owners_address_nothing_is_tried() -> None:
    answer = CliRunner().invoke(main, ["user", "list"], env={"DATABASE_URL": ""})

    assert answer.exit_code == 78
