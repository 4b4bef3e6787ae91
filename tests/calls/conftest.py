"""A house, its carrier and its callers, whatever the weather."""

from collections.abc import Callable, Iterator
from typing import Final

import pytest

from helpline.providers.practice.disturbances import Disturbances
from helpline.providers.practice.undocumented import Undocumented
from tests.calls.town import Town, built_town
from tests.house import House, Visitor

AtWork = Callable[..., Visitor]
WEATHER: Final = {
    "plain": Disturbances(),
    "twice": Disturbances(webhooks={"twice": 1}, reports={"twice": 1}),
    "late": Disturbances(webhooks={"late": 1}, reports={"late": 1}),
    "shuffled": Disturbances(webhooks={"at once": 1}, reports={"shuffled": 1}),
    "lost": Disturbances(webhooks={"lost": 1}, reports={"lost": 1}),
}


@pytest.fixture
def undocumented() -> Undocumented:
    return Undocumented()


@pytest.fixture
def weather() -> str:
    return "plain"


@pytest.fixture
def town(house: House, undocumented: Undocumented, weather: str) -> Iterator[Town]:
    with built_town(house, undocumented) as town:
        town.exchange.faults.disturb(WEATHER[weather])
        yield town


@pytest.fixture
def maria(town: Town, staff: AtWork) -> Visitor:
    """At work at the support desk; her phone rings until somebody acts."""
    return staff("maria", "support")
