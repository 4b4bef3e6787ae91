"""`helpline serve`, for real: from an empty folder to a running house, and down again."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.journeys.houses import written_by
from tests.memory import all_that_was_written
from tests.people import Enquirer
from tests.running import (
    System,
    alive,
    eventually,
    free_ports,
    place_for_an_instance,
    serve,
    serve_until_ready,
    stop,
)

pytestmark = pytest.mark.xdist_group("served")
WORRIES: Final = "He has packed a bag"
FACES: Final = {"web": "PUBLIC", "staff": "STAFF", "partner": "PARTNER", "worker": "WORKER"}
SHARED: Final = {
    "web": ("HELPLINE_PEPPER", "HELPLINE_NUMBER_KEYS", "PRACTICE_SIGNING_SECRET"),
    "staff": ("HELPLINE_NUMBER_KEYS", "PRACTICE_API_SECRET"),
    "worker": ("HELPLINE_NUMBER_KEYS", "PRACTICE_SECRET"),
}
"""What has another's name or nobody's, and who may know it."""


@pytest.fixture
def folder() -> Iterator[Path]:
    with place_for_an_instance() as place:
        yield place


@dataclass(frozen=True)
class FirstLife:
    """What was left of a house that was killed without a word of warning."""

    folder: Path
    secrets: str
    receipt: str
    """Of somebody who had written."""
    ended_whole: bool


@pytest.fixture(scope="module")
def first_life() -> Iterator[FirstLife]:
    with place_for_an_instance() as folder:
        first = serve_until_ready(folder)
        secrets, pids = (folder / "secrets.json").read_text(), first.pids()
        receipt = written_by(first, "someone_close", WORRIES).receipt
        stop(first, signal.SIGKILL)
        ended_whole = eventually(lambda: not any(map(alive, pids.values())))
        yield FirstLife(folder, secrets, receipt, ended_whole)


@pytest.fixture(scope="module")
def served(first_life: FirstLife) -> Iterator[System]:
    """In its second life, which ends as asked, and leaves nothing behind."""
    second = serve_until_ready(first_life.folder)
    yield second
    pids = second.pids()
    assert stop(second, signal.SIGTERM) == 0
    assert not any(map(alive, pids.values()))
    assert not (second.folder / "processes.json").exists()


def test_killed_it_leaves_nobody_running_and_keeps_its_data(
    first_life: FirstLife, served: System
) -> None:
    assert first_life.ended_whole
    assert (served.folder / "secrets.json").read_text() == first_life.secrets
    enquirer = Enquirer(served)
    enquirer.receipt = first_life.receipt
    assert WORRIES in enquirer.come_back().words


def test_it_says_where_everybody_goes_and_how_to_sign_in(served: System) -> None:
    said = served.said.read_text()
    for port in ("PORT", "STAFF_PORT", "PARTNER_PORT"):
        assert f"http://127.0.0.1:{served.ports[port]}" in said
    assert eventually(served.is_well)  # another test may just have killed what they need
    assert re.search(r"staff +maria", said)


def test_each_process_knows_its_own_secrets_and_no_others(served: System) -> None:
    kept = json.loads((served.folder / "secrets.json").read_text())
    for name, face in FACES.items():
        environment = served.environment_of(name)
        assert environment["HELPLINE_SECRET_KEY"] == kept[f"HELPLINE_{face}_SECRET_KEY"]
        assert kept[f"PASSWORD_{face}"] in environment["DATABASE_URL"]
        text = "\0".join(environment.values())
        may_know = {"INSTANCE", "PASSWORD_VALKEY", *SHARED.get(name, ())}
        known = {other for other, secret in kept.items() if secret in text} - may_know
        assert not {other for other in known if face not in other}


def test_the_public_face_has_no_private_key_and_only_it_has_the_pepper(served: System) -> None:
    web = served.environment_of("web")
    assert not {"HELPLINE_PRIVATE_KEYS", "HELPLINE_PASSPHRASE"} & web.keys()
    assert "HELPLINE_PEPPER" in web
    for name in ("staff", "partner", "worker", "sweeper-1", "practice"):
        assert "HELPLINE_PEPPER" not in served.environment_of(name)


def test_the_nursery_has_no_secret_in_its_memory(served: System) -> None:
    """A process that was told one has it there, so it would have been found."""
    kept = json.loads((served.folder / "secrets.json").read_text())
    assert {"PASSWORD_WORKER", "HELPLINE_WORKER_SECRET_KEY"} <= secrets_in(served, "worker", kept)

    assert secrets_in(served, "nursery", kept) == set()
    assert not [name for name in served.environment_of("nursery") if "HELPLINE" in name]


def secrets_in(served: System, name: str, kept: dict[str, str]) -> set[str]:
    memory = all_that_was_written(served.pids()[name])
    return {name for part in memory for name, secret in kept.items() if secret.encode() in part}


def test_the_nursery_is_alone_and_speaks_with_the_supervisor_alone(served: System) -> None:
    """A thread or a connection would not be there, or be there twice, in what is forked."""
    process = Path(f"/proc/{served.pids()['nursery']}")

    assert len(list((process / "task").iterdir())) == 1
    assert sorted(file.name for file in (process / "fd").iterdir()) == ["0", "1", "2"]


@pytest.mark.parametrize("name", ["web", "staff", "partner", "worker", "sweeper-1", "practice"])
def test_the_processes_share_what_the_nursery_imported(served: System, name: str) -> None:
    """Most of what each holds is held by another too."""
    assert eventually(served.is_well)
    roll = Path(f"/proc/{served.pids()[name]}/smaps_rollup").read_text()
    size = {line.split()[0]: int(line.split()[1]) for line in roll.splitlines()[1:]}

    assert size["Private_Dirty:"] < size["Rss:"] / 2


def test_no_secret_is_on_a_command_line(served: System) -> None:
    kept = json.loads((served.folder / "secrets.json").read_text())
    del kept["INSTANCE"]
    for pid in served.pids().values():
        line = Path(f"/proc/{pid}/cmdline").read_text()
        assert not [name for name, secret in kept.items() if secret in line]


def test_files_are_closed_to_other_users(served: System) -> None:
    open_to_others = [
        path.relative_to(served.folder)
        for name in ("secrets.json", "sign-ins.txt", "keys", "logs", "mail", "postgres", "valkey")
        if (path := served.folder / name).stat().st_mode & 0o077
    ]
    assert open_to_others == []


@pytest.mark.parametrize("name", ["web", "sweeper-2", "valkey", "postgres"])
def test_a_killed_process_comes_back_and_the_faces_serve_again(served: System, name: str) -> None:
    before = served.pids()[name]
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: served.pids()[name] != before)
    assert eventually(served.is_well)


def test_the_clock_of_the_demonstration_can_be_moved(served: System) -> None:
    words = ("clock", "advance", "1d2h", "--instance", str(served.folder))
    subprocess.run([sys.executable, "-m", "helpline.cli", *words], check=True, capture_output=True)
    assert float((served.folder / "clock").read_text()) == 26 * 3600


def test_a_second_one_in_the_same_folder_is_refused(served: System) -> None:
    second = serve(served.folder, free_ports())
    assert second.process.wait(30) == 78
    assert "Another helpline serve" in second.said.read_text()


def test_every_fault_is_named_at_once_and_nothing_starts(folder: Path, tmp_path: Path) -> None:
    ports = free_ports()
    policy = tmp_path / "policy.toml"
    policy.write_text("country = 7\n")
    (folder / "keys" / "public").mkdir(parents=True)
    (folder / "keys" / "public" / "hotline.1.pub").write_text("scribble")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(ports["STAFF_PORT"])))
        taken.listen()
        refused = serve(folder, ports, HELPLINE_POLICY_FILE=str(policy))
        assert refused.process.wait(60) == 78
    said = refused.said.read_text()
    assert "country" in said
    assert "operator" in said
    assert "hotline.1.pub" in said
    assert f"127.0.0.1:{ports['STAFF_PORT']} cannot be used" in said
    assert not (folder / "postgres" / "data").exists()


def test_with_an_address_nothing_of_our_own_starts(folder: Path) -> None:
    nowhere = "postgresql://helpline_owner:wrong@127.0.0.1:1/helpline"
    refused = serve(folder, free_ports(), DATABASE_URL=nowhere)
    assert refused.process.wait(60) == 78
    said = refused.said.read_text()
    assert "DATABASE_URL: " in said
    assert "web: DATABASE_URL is not set" in said
    assert "calls.languages: so has no voice, and no recordings of: danger_key_1," in said
    assert not (folder / "postgres").exists()
    assert not (folder / "clock").exists()
