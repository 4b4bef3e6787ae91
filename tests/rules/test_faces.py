"""What every face owes, and what no page may do without."""

from typing import Final

import psycopg
import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from helpline import db as database
from helpline import doors
from helpline.db import db
from helpline.doors import GUARD_FREE, MARK, Door, NoDoor, Role, current_door, through
from tests.house import OPERATOR, House

FACES: Final = ("public", "staff", "partner")
CUT_OFF: Final = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND usename = session_user AND pid <> pg_backend_pid()"
)


@pytest.mark.parametrize("face", FACES)
def test_every_face_says_that_it_can_serve(house: House, face: str) -> None:
    answer = getattr(house, face).test_client().get("/healthz")

    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok"}


def test_a_connection_that_has_gone_while_it_lay_idle_is_made_anew_unseen(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = house.public.test_client()
    assert browser.get("/healthz").status_code == 200
    with psycopg.connect(house.public.extensions["helpline.config"].database_url) as other:
        other.execute(CUT_OFF)

    monkeypatch.setattr(database, "TRUSTED_SECONDS", -1)

    assert browser.get("/healthz").status_code == 200


@pytest.mark.parametrize("face", FACES)
def test_every_page_has_a_guard(built: House, face: str) -> None:
    app: Flask = getattr(built, face)

    unguarded = {name for name, view in app.view_functions.items() if not hasattr(view, MARK)}

    assert unguarded == GUARD_FREE


def test_a_page_without_a_guard_is_refused() -> None:
    app = Flask("a face")
    doors.init_app(app)
    app.add_url_rule("/open", view_func=lambda: "open")

    assert app.test_client().get("/open").status_code == 403


def test_a_query_without_a_door_is_refused(house: House) -> None:
    with house.staff.app_context(), pytest.raises(NoDoor):
        db.session.execute(db.text("SELECT 1"))


def test_a_door_cannot_be_changed_inside_a_transaction(house: House) -> None:
    with house.staff.app_context(), through(Door(Role.STAFF, OPERATOR)):
        db.session.execute(db.text("SELECT 1"))
        with pytest.raises(RuntimeError), through(Door(Role.HOTLINE, OPERATOR)):
            pass


def test_a_door_is_closed_also_where_the_database_goes_inside_a_transaction(house: House) -> None:
    with house.staff.app_context():
        with pytest.raises(OperationalError), through(Door(Role.STAFF, OPERATOR)):
            _lose_database()

        with pytest.raises(NoDoor):
            current_door()


def _lose_database() -> None:
    lost = db.session.connection().connection.driver_connection
    assert isinstance(lost, psycopg.Connection)
    lost.close()


@pytest.mark.parametrize("face", FACES)
def test_no_page_may_load_from_elsewhere_or_be_kept(house: House, face: str) -> None:
    answer = getattr(house, face).test_client().get("/nothing/here")

    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_public_face_gives_no_cookie(house: House, public: FlaskClient) -> None:
    assert "Set-Cookie" not in public.get("/healthz").headers


def test_no_public_page_can_give_one(house: House) -> None:
    with house.public.test_request_context("/"), pytest.raises(RuntimeError):
        session["seen"] = "yes"
