"""What every face owes, and what no page may do without."""

from typing import Final

import pytest
from flask import Flask
from flask.testing import FlaskClient

from helpline import doors
from helpline.db import db
from helpline.doors import GUARD_FREE, MARK, Door, NoDoor, Role, through
from tests.house import OPERATOR, House

FACES: Final = ("public", "staff", "partner")


@pytest.mark.parametrize("face", FACES)
def test_every_face_says_that_it_can_serve(house: House, face: str) -> None:
    answer = getattr(house, face).test_client().get("/healthz")

    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok"}


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
