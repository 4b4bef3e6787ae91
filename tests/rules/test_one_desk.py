"""The staff face where it runs for a single desk: with that desk's login, and no way to another."""

from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from helpline import app as composition
from helpline import demonstration
from helpline.config import Config, ConfigError
from helpline.db import db
from helpline.doors import Role
from tests.house import House, Visitor
from tests.servers import PREFIX, Database


@pytest.fixture
def hotline_config(house: House, database: Database) -> Config:
    config: Config = house.staff.extensions["helpline.config"]
    return replace(config, database_url=database.staff_hotline, staff_desk="hotline")


@pytest.fixture
def sara(hotline_config: Config) -> Iterator[Visitor]:
    """Trained for all desks, signed in where only the hotline is served."""
    face = composition.staff_app(hotline_config)
    face.test_client_class = Visitor
    visitor = face.test_client()
    assert isinstance(visitor, Visitor)
    words = {"username": "sara", "password": demonstration.PASSWORD}
    assert visitor.submit("/sign-in", words).status_code == HTTPStatus.FOUND
    yield visitor
    with face.app_context():
        db.session.remove()
        db.engine.dispose()


def test_somebody_works_at_the_one_desk_as_always(sara: Visitor) -> None:
    assert sara.submit("/desk", {"desk": "hotline"}, at="/").status_code == HTTPStatus.FOUND

    assert sara.get("/queue").status_code == HTTPStatus.OK
    assert 'value="support"' not in sara.get("/").text


def test_no_other_desk_can_be_chosen_there(sara: Visitor) -> None:
    assert sara.submit("/desk", {"desk": "support"}, at="/").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.ADVICE, Role.STAFF, Role.WORKER])
def test_its_login_takes_no_other_role(house: House, database: Database, role: Role) -> None:
    with (
        psycopg.connect(database.staff_hotline) as connection,
        pytest.raises(InsufficientPrivilege),
    ):
        connection.execute("SELECT set_config('role', %s, true)", [f"{PREFIX}_{role}"])


def test_a_desk_that_nobody_has_is_refused_at_the_start(hotline_config: Config) -> None:
    with pytest.raises(ConfigError, match="HELPLINE_STAFF_DESK is none of hotline"):
        composition.staff_app(replace(hotline_config, staff_desk="kitchen"))
