"""Somebody outside, for the tests of the public pages."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from tests.house import House
from tests.intake.public.walker import Walker
from tests.referrals.conftest import maria
from tests.serving import served

__all__ = ["maria"]


@pytest.fixture
def mother(public: FlaskClient) -> Walker:
    return Walker(public)


@pytest.fixture
def father(public: FlaskClient) -> Walker:
    return Walker(public, "ar")


@pytest.fixture
def address(house: House) -> Iterator[str]:
    """Where a browser finds the public pages."""
    with served(house.public) as port:
        yield f"http://127.0.0.1:{port}"
