"""A form of the hotline that arrives twice, by a double click, writes once."""

import pytest

from tests.contacts import Arrive
from tests.house import House
from tests.triage.hotline.test_assessing import PROTECTS, WORRY, Case, Staff


@pytest.fixture
def case(staff: Staff, house: House, contact: Arrive) -> Case:
    return Case(staff, house, contact)


def test_an_observation_posted_twice_is_written_down_once(case: Case) -> None:
    case.open()
    once = {"once": "0123456789abcdef0123456789abcdef"}

    case.observe({**WORRY, **once}, {**WORRY, **once}, PROTECTS)

    assert case.house.count("hotline_observation") == 2
    assert case.house.count("audit_entry", "action = 'signal.observed'") == 2
