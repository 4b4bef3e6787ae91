"""One journey for all that is looked for afterwards."""

from collections.abc import Iterator

import pytest

from tests.canary.journey import Journey
from tests.running import running_system


@pytest.fixture(scope="package")
def journey() -> Iterator[Journey]:
    with running_system(HELPLINE_PRACTICE_SPEED="0.02") as system:
        journey = Journey(system)
        journey.go()
        yield journey
