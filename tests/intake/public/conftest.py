"""Somebody outside, for the tests of the public pages."""

import pytest
from flask.testing import FlaskClient

from tests.intake.public.walker import Walker


@pytest.fixture
def mother(public: FlaskClient) -> Walker:
    return Walker(public)


@pytest.fixture
def father(public: FlaskClient) -> Walker:
    return Walker(public, "ar")
