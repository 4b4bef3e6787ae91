"""What a field of the policy may look like. Each shape reads one value or says what is wrong.

Nothing here stops at the first fault: a shape notes it at its place and answers FAULTY.
"""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Any, Final

FAULTY: Final = object()


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file we are, and the list on which faults are noted."""

    path: str
    faults: list[str]

    def inside(self, key: str | int) -> "Place":
        if isinstance(key, int):
            return Place(f"{self.path}[{key + 1}]", self.faults)
        return Place(f"{self.path}.{key}" if self.path else key, self.faults)

    def fault(self, words: str) -> object:
        """Note what is wrong here."""
        self.faults.append(f"{self.path}: {words}")
        return FAULTY


Shape = Callable[[object, Place], object]
"""Reads a value as TOML gives it; answers the house's own value, or FAULTY."""


def of_type(kind: type, words: str) -> Shape:
    def read(value: object, place: Place) -> object:
        # By type and not isinstance: to Python, true is a number.
        return value if type(value) is kind else place.fault(f"should be {words}")

    return read


def matching(read_text: Callable[[str], object], words: str) -> Shape:
    """Text that ``read_text`` can read; it raises ValueError (or a KeyError) where it cannot."""

    def read(value: object, place: Place) -> object:
        if not isinstance(value, str):
            return place.fault(f"should be {words}")
        try:
            return read_text(value)
        except (ValueError, LookupError):
            return place.fault(f"{value!r} is not {words}")

    return read


def one_of(choices: type[StrEnum]) -> Shape:
    return matching(choices, "one of " + ", ".join(choices))


def at_least(least: int) -> Shape:
    def read(value: object, place: Place) -> object:
        if type(value) is not int:
            return place.fault("should be a whole number")
        return value if value >= least else place.fault(f"{value} is less than {least}")

    return read


def any_number(shape: Shape) -> Shape:
    """A list that may be empty; it must be written all the same."""
    filled = several(shape)

    def read(value: object, place: Place) -> object:
        return () if value == [] else filled(value, place)

    return read


def several(shape: Shape) -> Shape:
    """A list with at least one thing in it, and nothing twice."""

    def read(value: object, place: Place) -> object:
        if not isinstance(value, list) or not value:
            return place.fault("should be a list with something in it")
        items = [shape(item, place.inside(number)) for number, item in enumerate(value)]
        if any(item is FAULTY for item in items):
            return FAULTY
        if any(item in items[:number] for number, item in enumerate(items)):
            return place.fault("names something twice")
        return tuple(items)

    return read


def by_name(names: type[StrEnum], shape: Shape, *, all_needed: bool) -> Shape:
    """A table with one entry for each name."""

    def read(value: object, place: Place) -> object:
        shapes = {name.value: shape for name in names}
        optional = () if all_needed else tuple(shapes)
        found = read_fields(value, place, shapes, optional)
        return FAULTY if _any_faulty(found) else {names(key): item for key, item in found.items()}

    return read


def section(build: type, shapes: Mapping[str, Shape]) -> Shape:
    """A table that becomes a dataclass; what has a default there may be left out here."""
    optional = tuple(field.name for field in fields(build) if field.default_factory is not MISSING)

    def read(value: object, place: Place) -> object:
        found = read_fields(value, place, shapes, optional)
        return FAULTY if _any_faulty(found) else build(**found)

    return read


def read_fields(
    value: object, place: Place, shapes: Mapping[str, Shape], optional: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Every field of a table: faulty ones are FAULTY, optional ones may be absent."""
    if not isinstance(value, dict):
        place.fault("should be a table")
        return dict.fromkeys(shapes, FAULTY)
    for key in sorted(value.keys() - shapes.keys()):
        place.inside(key).fault("is not a field of the policy" + _perhaps(key, shapes))
    return {
        key: shape(value[key], place.inside(key)) if key in value else _missing(place.inside(key))
        for key, shape in shapes.items()
        if key in value or key not in optional
    }


def _missing(place: Place) -> object:
    return place.fault("is missing")


def _perhaps(key: str, known: Mapping[str, Shape]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _any_faulty(found: Mapping[str, object]) -> bool:
    return any(item is FAULTY for item in found.values())
