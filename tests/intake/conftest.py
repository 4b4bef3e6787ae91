"""Contacts for these tests, and what moves their stories on."""

import pytest

from tests.contacts import contact
from tests.house import House
from tests.intake.hands import Hands, Move, Settle
from tests.outside import Outside

__all__ = ["contact"]


@pytest.fixture
def hands(house: House, outside: Outside, settle: Settle, move_clock: Move) -> Hands:
    return Hands(house, settle, move_clock)
