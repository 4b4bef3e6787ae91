"""Checks each REST request against Twilio's own description of its API (see NOTICE)."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from werkzeug.datastructures import MultiDict

_FILE: Final = Path(__file__).with_name("twilio_api.json")
_PLACE: Final = re.compile(r"\{(\w+)\}")
_E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_METHODS: Final = frozenset({"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that may be asked, and the fields of its answer."""

    name: str
    """Method and path as the description writes them."""
    path: re.Pattern[str]
    facts: Mapping[str, Any]

    @property
    def fields(self) -> list[str]:
        return list(self.facts["answer"])

    def faults(
        self, places: Mapping[str, str], query: MultiDict[str, str], form: MultiDict[str, str]
    ) -> list[str]:
        """Everything wrong with a request, by field; empty when Twilio would take it."""
        found = [f"{name} is missing" for name in self.facts["required"] if not form.get(name)]
        found += _faults("path", self.facts["path"], ((k, [v]) for k, v in places.items()))
        found += _faults("query", self.facts["query"], query.lists())
        found += _faults("form", self.facts["form"], form.lists())
        return found


def _faults(
    kind: str, known: Mapping[str, Any], given: Iterable[tuple[str, list[str]]]
) -> list[str]:
    found: list[str] = []
    for name, values in given:
        if name not in known:
            found.append(f"{name} is no {kind} parameter")
        elif len(values) > 1 and known[name]["type"] != "array":
            found.append(f"{name} is given twice")
        else:
            facts = known[name].get("items", known[name])
            found += [f"{name} {fault}" for value in values for fault in _wrong(facts, value)]
    return found


def _wrong(facts: Mapping[str, Any], value: str) -> Iterable[str]:
    if not _KINDS[facts["type"]](value):
        yield f"is no {facts['type']}"
    if "enum" in facts and value not in facts["enum"]:
        yield f"is none of {', '.join(facts['enum'])}"
    if "pattern" in facts and not re.search(facts["pattern"], value):
        yield f"does not look like {facts['pattern']}"
    if not _FORMATS.get(facts.get("format", ""), _anything)(value):
        yield f"is no {facts['format']}"


def _anything(_value: str) -> bool:
    return True


def _is_url(value: str) -> bool:
    url = urlsplit(value)
    return (
        url.scheme in {"http", "https"} and bool(url.hostname) and "_" not in (url.hostname or "")
    )


def _is_endpoint(value: str) -> bool:
    return value.startswith(("client:", "sip:")) or bool(_E164.fullmatch(value))


_KINDS: Final[dict[str, Callable[[str], bool]]] = {
    "string": _anything,
    "integer": lambda value: value.lstrip("-").isdecimal(),
    "number": lambda value: value.replace(".", "", 1).lstrip("-").isdecimal(),
    "boolean": lambda value: value in {"true", "false", "True", "False"},
}
_FORMATS: Final[dict[str, Callable[[str], bool]]] = {
    "uri": _is_url,
    "endpoint": _is_endpoint,
    "phone-number": _is_endpoint,
    "http-method": lambda value: value.upper() in _METHODS,
}


def _operation(name: str, facts: Mapping[str, Any]) -> Operation:
    path = name.partition(" ")[2]
    pattern = "".join(
        f"(?P<{part}>[^/]+)" if odd else re.escape(part)
        for odd, part in ((i % 2, part) for i, part in enumerate(_PLACE.split(path)))
    )
    return Operation(name, re.compile(pattern), facts)


OPERATIONS: Final = [
    _operation(name, facts) for name, facts in json.loads(_FILE.read_text()).items()
]


def find(method: str, path: str) -> tuple[Operation, dict[str, str]] | None:
    """The operation asked for, and what stands in the places of its path."""
    for operation in OPERATIONS:
        match = operation.path.fullmatch(path)
        if match and operation.name.startswith(f"{method} "):
            return operation, match.groupdict()
    return None
