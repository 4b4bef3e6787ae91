"""What is installed is pinned, and the pins say nothing about where they came from."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted(ROOT.glob("requirements*.lock"))


def test_there_is_a_lock_for_running_and_one_for_development() -> None:
    assert [lock.name for lock in LOCKS] == ["requirements-dev.lock", "requirements.lock"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert "file:" not in text
    assert "--index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_pin_is_exact_and_has_hashes(lock: Path) -> None:
    for pin in lock.read_text().replace("\\\n", " ").splitlines():
        assert "==" in pin
        assert "--hash=sha256:" in pin


def test_what_is_developed_with_is_what_runs() -> None:
    pins = {lock.name: set(_versions(lock)) for lock in LOCKS}
    assert pins["requirements.lock"] <= pins["requirements-dev.lock"]


def _versions(lock: Path) -> list[str]:
    lines = lock.read_text().splitlines()
    return [line.split(" ")[0] for line in lines if line and not line.startswith(" ")]
