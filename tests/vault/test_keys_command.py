"""``helpline keys``, as the person who installs the helpline types it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpline.cli.keys import keys
from tests.vault.conftest import PASSPHRASE, KeyFolders


def run(folders: KeyFolders, *words: str, typed: str = "", private: Path | None = None) -> Result:
    env = {
        "HELPLINE_PUBLIC_KEYS": str(folders.public),
        "HELPLINE_PRIVATE_KEYS": str(private or folders.private),
        "HELPLINE_PASSPHRASE": "" if typed else PASSPHRASE,
    }
    return CliRunner().invoke(keys, words, input=typed, env=env)


def test_keys_are_made_in_folders_that_were_not_there(tmp_path: Path) -> None:
    empty = KeyFolders(tmp_path / "public", tmp_path / "private", tmp_path / "safe")

    first = run(empty, "make", "recovery", private=empty.safe)
    second = run(empty, "make", "hotline", "dispatch")

    assert (first.exit_code, first.stdout) == (0, "made recovery:1\n")
    assert (second.exit_code, second.stdout) == (0, "made hotline:1\nmade dispatch:1\n")
    assert run(empty, "check").exit_code == 0


def test_whoever_makes_no_recovery_key_is_warned(tmp_path: Path) -> None:
    result = run(KeyFolders(tmp_path, tmp_path, tmp_path), "make", "hotline")

    assert result.exit_code == 0
    assert "no recovery key" in result.stderr


def test_the_passphrase_is_asked_for_twice_and_not_shown(folders: KeyFolders) -> None:
    result = run(folders, "make", "danger", typed=f"{PASSPHRASE}\n{PASSPHRASE}\n")

    assert result.exit_code == 0
    assert PASSPHRASE not in result.output
    folders.ring("danger")


def test_rotating_makes_the_next_key(folders: KeyFolders) -> None:
    assert run(folders, "rotate", "hotline").stdout == "made hotline:2\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["make", "hotline"], "hotline has a key already: rotate it"),
        (["make", "police"], "police holds no key here"),
        (["rotate", "danger"], "danger holds no key here"),
    ],
)
def test_a_refusal_is_a_sentence(folders: KeyFolders, words: list[str], says: str) -> None:
    result = run(folders, *words)

    assert result.exit_code == 1
    assert result.stderr == f"Error: {says}\n"


def test_checking_names_the_faults_and_fails(folders: KeyFolders) -> None:
    (folders.private / "hotline.1.key").chmod(0o644)

    result = run(folders, "check")

    assert result.exit_code == 1
    assert result.stderr == "hotline.1.key can be read by others than its owner\n"


def test_a_key_is_recovered_under_a_new_passphrase(folders: KeyFolders) -> None:
    typed = f"{PASSPHRASE}\na new passphrase\na new passphrase\n"

    result = run(folders, "recover", "hotline:1", "--recovery", str(folders.safe), typed=typed)

    assert result.exit_code == 0
    assert "recovered hotline:1" in result.stdout
    assert "passphrase\n" not in result.stdout
    assert run(folders, "check").stderr == "the passphrase does not open hotline.1.key\n"


def test_recovery_with_the_wrong_key_says_so(folders: KeyFolders, tmp_path: Path) -> None:
    theirs = KeyFolders(tmp_path / "theirs", tmp_path / "theirs", tmp_path)
    run(theirs, "make", "recovery")

    typed = f"{PASSPHRASE}\na new passphrase\na new passphrase\n"
    result = run(folders, "recover", "hotline:1", "--recovery", str(theirs.private), typed=typed)

    assert result.exit_code == 1
    assert "the recovery key does not open this copy" in result.stderr
