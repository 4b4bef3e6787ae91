"""The order of a parallel run: what needs a house of its own is spread among the rest.

Houses use the processors fully, all other tests wait for the database now and then. One after
the other they would first crowd and then leave a processor idle.
"""

from itertools import accumulate
from pathlib import Path
from typing import Final

import pytest

SECONDS: Final = {
    "survival": 480,
    "ringing": 130,
    "system": 125,
    "phones": 120,
    "canary": 100,
    "served": 100,
    "moving": 75,
    "readme": 65,
    "calls 0": 57,
    "calls 1": 57,
    "calls 2": 57,
    "calls 3": 57,
    "tls": 25,
}
"""About, on two processors. Longest first, so that none is alone at the end."""
UNKNOWN: Final = 60


def spread(items: list[pytest.Item]) -> list[pytest.Item]:
    """The longest house at once, each other after tests that take about as long as those before.

    Never inside a file: what its tests share would be made twice.
    """
    houses = {house for item in items if (house := _house_of(item))}
    longest_first = sorted(houses, key=lambda house: (-_seconds(house), house))
    begins = _begins([item for item in items if not _house_of(item)])
    passed = [0, 0, *accumulate(map(_seconds, longest_first[1:]))]
    places = {
        house: max(begins.values(), default=0) * before / (passed[-1] or 1)
        for house, before in zip(longest_first, passed, strict=False)
    }

    def place(item: pytest.Item) -> tuple[float, bool]:
        house = _house_of(item)
        return (begins[item.path], True) if not house else (places[house], False)

    return sorted(items, key=place)


def _begins(items: list[pytest.Item]) -> dict[Path, int]:
    """Where each file's tests begin among these."""
    begins: dict[Path, int] = {}
    for number, item in enumerate(items):
        begins.setdefault(item.path, number)
    return begins


def _house_of(item: pytest.Item) -> str:
    mark = item.get_closest_marker("xdist_group")
    return str(mark.args[0]) if mark else ""


def _seconds(house: str) -> int:
    return SECONDS.get(house, UNKNOWN)
