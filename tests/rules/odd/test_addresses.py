"""What stands behind the question mark of an address: anybody can write anything there."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

import pytest
from flask.testing import FlaskClient

from tests.house import House, Visitor
from tests.rules.odd.conftest import Town
from tests.rules.odd.values import BROKEN, ODD, ask, send

Staff = Callable[..., Visitor]
READ: Final = (
    "reference",
    "language",
    "state",
    "whose",
    "poll",
    "next",
    "callback",
    "window",
    "where",
    "who",
    "what",
    "how_to_reach",
    "once",
)
"""All that a page of ours reads from its address."""
SEARCHED: Final = ("reference", "language", "state", "whose")


@pytest.mark.parametrize("label", ODD)
@pytest.mark.parametrize("name", SEARCHED)
def test_the_queue_is_shown_whatever_is_looked_for(staff: Staff, name: str, label: str) -> None:
    answer = ask(staff("maria", "support"), "/queue", [(name, ODD[label])])

    assert answer.status_code == HTTPStatus.OK


@pytest.mark.parametrize("face", ["public", "staff", "partner"])
def test_no_page_breaks_at_what_stands_in_its_address(
    house: House, staff: Staff, partner: Callable[[str], Visitor], town: Town, face: str
) -> None:
    browsers: dict[str, Callable[[], FlaskClient]] = {
        "public": house.public.test_client,
        "staff": lambda: staff("maria", "support"),
        "partner": lambda: partner("lena"),
    }
    browser, broken = browsers[face](), []
    for path in town.paths(getattr(house, face), "GET"):
        for label, value in ODD.items():
            answer = ask(browser, path, [(name, value) for name in READ])
            if answer.status_code >= BROKEN:
                broken.append((path, label, answer.status_code))

    assert broken == []


@pytest.mark.parametrize("label", ODD)
def test_signing_in_leads_home_whatever_stood_in_the_address(house: House, label: str) -> None:
    path = "/sign-in"
    answer = send(house.staff.test_client(), path, [("username", ODD[label]), ("password", "x")])

    assert answer.status_code < BROKEN
