"""A desk's keys: checked on a good day, found again after a bad one."""

from pathlib import Path

import pytest

from helpline.vault import (
    CannotOpen,
    ContentKey,
    KeyFaults,
    Keyring,
    check,
    make_holder,
    recover,
    rotate,
)
from tests.vault.conftest import PASSPHRASE, KeyFolders


def test_a_lost_passphrase_loses_nothing_while_the_recovery_key_exists(folders: KeyFolders) -> None:
    wrapped = folders.publics.of("hotline").wrap(ContentKey.new())
    safe = Keyring.load(folders.safe, PASSPHRASE, ["recovery"])

    recover(folders.private, "hotline:1", safe, "another passphrase")

    ring = Keyring.load(folders.private, "another passphrase", ["hotline"])
    ring.unwrap("hotline:1", wrapped)
    with pytest.raises(KeyFaults):
        folders.ring("hotline")


def test_a_copy_opens_with_the_recovery_key_alone(folders: KeyFolders, tmp_path: Path) -> None:
    make_holder(tmp_path / "theirs", tmp_path / "theirs", "recovery", PASSPHRASE)
    theirs = Keyring.load(tmp_path / "theirs", PASSPHRASE, ["recovery"])

    with pytest.raises(CannotOpen):
        recover(folders.private, "hotline:1", theirs, "another passphrase")
    with pytest.raises(CannotOpen):
        recover(folders.private, "hotline:1", folders.ring("advice"), "another passphrase")
    with pytest.raises(KeyFaults, match=r"danger\.1\.recovery is missing"):
        recover(folders.private, "danger:1", theirs, "another passphrase")


def test_good_keys_have_no_faults(folders: KeyFolders) -> None:
    assert check(folders.public, folders.private, PASSPHRASE) == []
    assert check(folders.public, folders.safe, PASSPHRASE) == []


def test_what_would_fail_on_a_bad_day_is_said_on_a_good_one(folders: KeyFolders) -> None:
    make_holder(folders.public, folders.private, "support", PASSPHRASE, recovery=False)
    make_holder(folders.public, folders.private, "danger", PASSPHRASE)
    rotate(folders.public, folders.private, "advice", PASSPHRASE)
    (folders.private / "hotline.1.key").chmod(0o640)
    (folders.private / "hotline.1.recovery").write_text("{}")
    (folders.private / "advice.2.key").unlink()
    (folders.public / "danger.1.pub").unlink()

    assert check(folders.public, folders.private, PASSPHRASE) == [
        "danger:1 has no public key, so nobody seals to it",
        "hotline.1.key can be read by others than its owner",
        "everybody seals to advice:2, and its private key is not here",
        "hotline.1.recovery is not a copy that a recovery key of ours could open",
        "support:1 has no recovery copy: a lost passphrase would lose what it seals",
    ]


def test_two_halves_of_different_keys_are_noticed(folders: KeyFolders, tmp_path: Path) -> None:
    make_holder(tmp_path / "theirs", tmp_path / "theirs", "hotline", PASSPHRASE)
    (tmp_path / "theirs" / "hotline.1.pub").replace(folders.public / "hotline.1.pub")

    faults = check(folders.public, folders.private, PASSPHRASE)

    assert faults == ["the public and the private key hotline:1 do not belong together"]


def test_a_recovery_key_left_beside_the_others_is_noticed(folders: KeyFolders) -> None:
    (folders.safe / "recovery.1.key").replace(folders.private / "recovery.1.key")

    [fault] = check(folders.public, folders.private, PASSPHRASE)

    assert fault.startswith("the recovery key lies beside the keys it is to recover")


def test_folders_that_cannot_be_checked_are_faults(folders: KeyFolders, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    (tmp_path / "empty").mkdir()

    assert check(folders.public, tmp_path / "empty", PASSPHRASE) == ["there is no private key here"]
    assert check(nowhere, folders.private, PASSPHRASE) == [f"{nowhere} is not a folder"]
    assert "hotline.1.key" in check(folders.public, folders.private, "wrong")[1]
