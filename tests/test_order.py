"""Houses are spread among the files, and no file is torn apart by one."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, cast

import pytest

from tests.order import SECONDS, spread


@dataclass
class Item:
    """As much of a test as its place depends on."""

    path: Path
    house: str = ""

    def get_closest_marker(self, _name: str) -> Any:  # noqa: ANN401  (pytest's own)
        return pytest.mark.xdist_group(self.house).mark if self.house else None

    @property
    def belongs_to(self) -> str:
        return self.house or self.path.name


def test_what_belongs_together_stays_together_and_houses_are_not_all_at_one_end() -> None:
    files = [Item(Path(f"test_{number}.py")) for number in range(12) for _test in range(7)]
    houses = [Item(Path(f"test_{house}.py"), house) for house in SECONDS for _test in range(3)]

    ordered = cast("list[Item]", spread(cast("list[pytest.Item]", [*files, *houses])))

    together = [
        (name, len(list(group))) for name, group in groupby(ordered, attrgetter("belongs_to"))
    ]
    assert sorted(together) == sorted(
        [*((f"test_{number}.py", 7) for number in range(12)), *((house, 3) for house in SECONDS)]
    )
    assert together[0] == (max(SECONDS, key=SECONDS.__getitem__), 3)
    for end in (together[: len(SECONDS)], together[-len(SECONDS) :]):
        assert any(name not in SECONDS for name, _size in end)
