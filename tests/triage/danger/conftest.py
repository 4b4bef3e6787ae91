"""A danger, and what moves its story on."""

from uuid import UUID

import pytest

from tests.house import House
from tests.outside import Outside
from tests.triage.danger.story import Hands, Move, Settle, Staff, declare


@pytest.fixture
def hands(settle: Settle, move_clock: Move, staff: Staff) -> Hands:
    return Hands(settle, move_clock, staff)


@pytest.fixture
def danger(house: House, outside: Outside) -> UUID:
    return declare(house)
