"""Callers of whole houses find their way, whether or not the desk is open (tests/callers.py)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from helpline import clock
from tests.callers import WILL_BE_CALLED, to_be_called_at, walk
from tests.house import House
from tests.intake.calls.conftest import PATIENCE_SECONDS, AtWork, Phones

NOON: Final = 11
"""In UTC: in Berlin it is an hour or two later."""
MONDAY, SUNDAY = 0, 6
ANOTHER: Final = "03023125219"
HEARS: Final = 0.05
"""The pace of somebody who listens: whose time passes at once presses nothing in time."""


@pytest.mark.parametrize("day", [MONDAY, SUNDAY])
def test_a_caller_is_promised_a_call(
    house: House, phones: Phones, at_work: AtWork, day: int
) -> None:
    moment = clock.now().astimezone(UTC)
    noon = datetime(moment.year, moment.month, moment.day, NOON, tzinfo=UTC)
    clock.move(noon + timedelta(days=(day - moment.weekday()) % 7 or 7) - moment)
    at_work("peter", "advice")
    exchange = phones.line.exchange
    exchange.setup = replace(exchange.setup, pace=HEARS)

    sid = phones.call()
    is_promised = walk(
        phones.remote, sid, to_be_called_at(ANOTHER), WILL_BE_CALLED, patience=PATIENCE_SECONDS
    )

    assert is_promised, phones.heard(sid)
    assert house.count("callback") == 1
