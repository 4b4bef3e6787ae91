"""What the house asks of its files: short, on the map, in their place, silent about machines."""

import ast
import importlib
import inspect
import re
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, get_type_hints
from uuid import UUID

import pytest

from helpline.outbox.events import Event
from helpline.wiring import AT_ONCE, DUTIES, LATER

ROOT: Final = Path(__file__).parents[2]
HOUSE: Final = ROOT / "helpline"
LONGEST: Final = 300
"""Lines of one file."""
CODE: Final = sorted(HOUSE.rglob("*.py"))
GENERATED: Final = HOUSE / "migrations" / "versions"
TESTS: Final = sorted((ROOT / "tests").rglob("*.py"))

HEARD_BY_NOBODY: Final = {"CallbackAgreed", "ReplyWritten"}
"""A promised call owes its reminders itself, and an answer stands in the mailbox at once."""

CLOCKS: Final = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
    *("time.time", "time.time_ns", "time.gmtime", "time.localtime"),
}
SOMEBODYS_FOLDER: Final = re.compile(r"/(home|Users|work|root)/[\w.]")
AN_INDEX: Final = re.compile(r"(index-url|extra-index|find-links)\s*[=:]|pypi\.org/simple")


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def calls_in(file: Path) -> Iterator[str]:
    """What is called in a file, by its last two names: ``datetime.now``, ``session.commit``."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            first = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            yield f"{first}.{node.func.attr}"


def files_with(unwanted: Callable[[str], bool]) -> set[str]:
    return {name_of(file) for file in CODE if any(map(unwanted, calls_in(file)))}


def kept_files() -> list[Path]:
    """Everything that is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [file for file in files if file.is_file()]


def lines_about(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name_of(file)}:{number}"
        for file in kept_files()
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_is_longer_than_one_can_read_at_a_sitting() -> None:
    written = [file for file in (*CODE, *TESTS) if file.parent != GENERATED]
    lengths = {name_of(file): len(file.read_text().splitlines()) for file in written}

    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_the_map_in_the_readme_names_every_room_and_nothing_else() -> None:
    text = (ROOT / "README.md").read_text()
    named = re.findall(r"^ {2}([a-z]+)/ +\S", text, re.MULTILINE)
    rooms = {name_of(file).split("/")[1] for file in kept_files() if HOUSE in file.parents}

    assert sorted(named) == sorted(room for room in rooms if "." not in room)


def test_every_dependency_says_why_it_is_there() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text()
    explained = set(re.findall(r"^\| `([a-z0-9_-]+)` +\|", page, re.MULTILINE))

    assert explained == set(_asked_for())


def _asked_for() -> Iterator[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    optional = project["project"]["optional-dependencies"].values()
    groups = project["dependency-groups"].values()
    lists = (project["build-system"]["requires"], project["project"]["dependencies"])
    for wanted in (*lists, *optional, *groups):
        yield from (re.split(r"[^A-Za-z0-9_-]", one, maxsplit=1)[0].lower() for one in wanted)


def test_only_the_clock_asks_the_time() -> None:
    assert files_with(CLOCKS.__contains__) == {"helpline/clock.py"}


def test_only_the_database_module_commits() -> None:
    assert files_with(lambda call: call.endswith(".commit")) == {"helpline/db.py"}


def test_only_the_settings_read_the_environment() -> None:
    reads = {name_of(file) for file in CODE if "os.environ" in file.read_text()}

    assert reads == {"helpline/config.py"}


def test_every_event_has_its_place_in_the_wiring() -> None:
    announced = {event.__name__ for event in _events()}
    heard = {event.__name__ for event in (*AT_ONCE, *LATER)}

    assert announced - heard == HEARD_BY_NOBODY


def _events() -> Iterator[type[Event]]:
    for file in HOUSE.rglob("events.py"):
        module = importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
        for _, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, Event) and found is not Event:
                yield found


def _name(event: type[Event]) -> str:
    return event.__name__


EVENTS: Final[list[type[Event]]] = list(_events())


@pytest.mark.parametrize("event", EVENTS, ids=_name)
def test_an_event_carries_an_id_and_no_words(event: type[Event]) -> None:
    assert get_type_hints(event) == {"subject_id": UUID, "desk": str}


@pytest.mark.parametrize("kind", sorted(DUTIES))
def test_a_duty_is_given_an_id_and_nothing_else(kind: str) -> None:
    deed = DUTIES[kind].carry_out
    named = inspect.signature(deed).parameters

    assert len(named) == 1
    assert get_type_hints(deed)[next(iter(named))] is UUID


def test_what_follows_later_is_a_duty() -> None:
    assert {kind for kinds in LATER.values() for kind in kinds} <= set(DUTIES)


def test_nothing_in_the_repository_names_a_folder_of_somebodys_machine() -> None:
    assert lines_about(SOMEBODYS_FOLDER) == []


def test_nothing_in_the_repository_names_a_package_index() -> None:
    assert lines_about(AN_INDEX) == []
