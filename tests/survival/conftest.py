"""The seed of this run."""

import pytest

from helpline.config import environment


@pytest.fixture(scope="module")
def survival_seed(pytestconfig: pytest.Config) -> int:
    """HELPLINE_SURVIVAL_SEED, or the seed of the whole run, which stands at its head."""
    drawn = environment().get("HELPLINE_SURVIVAL_SEED")
    seed = int(drawn or pytestconfig.getoption("randomly_seed", 1))
    print(f"To draw the same schedules again: HELPLINE_SURVIVAL_SEED={seed}")  # noqa: T201
    return seed
