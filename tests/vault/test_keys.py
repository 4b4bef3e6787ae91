"""A desk's keys: made, used and replaced."""

from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey, SealedBox

from helpline.vault import (
    AnotherHolder,
    CannotOpen,
    ContentKey,
    HolderKey,
    KeyExists,
    KeyFaults,
    Keyring,
    PassphraseTooShort,
    PublicKeys,
    Sealed,
    UnknownHolder,
    make_holder,
    place,
    rotate,
)
from helpline.vault.holders import KeyId
from helpline.vault.keyfiles import read_private, write_private
from tests.vault.conftest import PASSPHRASE, KeyFolders

HERE = place(uuid4(), "duty.number")
WORDS = "I am worried about my brother."


def test_a_desk_opens_what_was_sealed_to_it(folders: KeyFolders) -> None:
    desk, content = folders.publics.of("hotline"), ContentKey.new()
    wrapped, sealed = desk.wrap(content), content.seal(WORDS, HERE)

    opened = folders.ring("hotline").unwrap(desk.key_id, wrapped).open(sealed, HERE)

    assert opened == WORDS
    assert desk.key_id == "hotline:1"
    assert desk.holder == "hotline"
    assert len(wrapped) == 80


def test_another_desk_does_not(folders: KeyFolders) -> None:
    wrapped = folders.publics.of("hotline").wrap(ContentKey.new())

    with pytest.raises(CannotOpen, match="hotline:1"):
        folders.ring("advice").unwrap("hotline:1", wrapped)
    with pytest.raises(CannotOpen):
        folders.ring("advice").unwrap("advice:1", wrapped)


def test_a_ring_for_one_desk_has_lost_the_others_keys(folders: KeyFolders) -> None:
    wrapped = folders.publics.of("hotline").wrap(ContentKey.new())
    both = folders.ring("hotline", "advice")

    both.only("hotline").unwrap("hotline:1", wrapped)
    assert both.only("advice").key_ids == {"advice:1"}
    with pytest.raises(CannotOpen):
        both.only("advice").unwrap("hotline:1", wrapped)


pair = PrivateKey.generate()
one_key = HolderKey("dispatch:1", pair.public_key)
one_ring = Keyring({"dispatch:1": pair})


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_box_opens_with_its_key_in_its_place(text: str) -> None:
    assert one_ring.open_box("dispatch:1", one_key.seal_box(text)) == text
    assert one_ring.open_box("dispatch:1", one_key.seal_box(text, HERE), HERE) == text


@given(st.text(alphabet="0123456789+", max_size=70), st.binary(max_size=40))
def test_a_box_moved_to_another_row_stays_shut(number: str, elsewhere: bytes) -> None:
    with pytest.raises(CannotOpen):
        one_ring.open_box("dispatch:1", one_key.seal_box(number, HERE), elsewhere)


@given(st.binary(max_size=150))
def test_a_box_of_rubbish_stays_shut(rubbish: bytes) -> None:
    with pytest.raises(CannotOpen):
        one_ring.open_box("dispatch:1", Sealed(rubbish))


@pytest.mark.parametrize("rubbish", [b"", bytes(1), bytes(65), b"\x00\xff\x80" + bytes(62)])
def test_rubbish_that_somebody_sealed_properly_is_refused_too(rubbish: bytes) -> None:
    sealed = Sealed(SealedBox(pair.public_key).encrypt(rubbish))

    with pytest.raises(CannotOpen):
        one_ring.open_box("dispatch:1", sealed)


def test_after_rotation_new_words_take_the_new_key_and_old_ones_still_open(
    folders: KeyFolders,
) -> None:
    content = ContentKey.new()
    old, sealed = folders.publics.of("hotline").wrap(content), content.seal(WORDS, HERE)

    made = rotate(folders.public, folders.private, "hotline", PASSPHRASE)
    ring, newest = folders.ring("hotline"), folders.publics.of("hotline")
    moved = ring.rewrap("hotline:1", old, newest)

    assert made == newest.key_id == "hotline:2"
    assert folders.publics.by_id("hotline:1").key_id == "hotline:1"
    assert ring.unwrap("hotline:1", old).open(sealed, HERE) == WORDS
    assert ring.unwrap("hotline:2", moved).open(sealed, HERE) == WORDS
    with pytest.raises(CannotOpen):
        ring.unwrap("hotline:1", moved)


def test_the_tenth_key_is_newer_than_the_ninth(folders: KeyFolders) -> None:
    for _ in range(9):
        newest = rotate(folders.public, folders.private, "hotline", PASSPHRASE)

    assert folders.publics.of("hotline").key_id == newest == "hotline:10"


def test_a_key_is_never_handed_on_to_another_desk(folders: KeyFolders) -> None:
    desk, other = folders.publics.of("hotline"), folders.publics.of("advice")

    with pytest.raises(AnotherHolder):
        folders.ring("hotline").rewrap("hotline:1", desk.wrap(ContentKey.new()), other)


def test_private_keys_are_for_their_owner_and_their_passphrase(folders: KeyFolders) -> None:
    secret = bytes(folders.ring("hotline").private("hotline:1"))
    files = [*folders.private.iterdir(), *folders.safe.iterdir()]

    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert folders.private.stat().st_mode & 0o777 == 0o700
    assert not any(secret.hex() in file.read_text() for file in files)
    with pytest.raises(KeyFaults, match=r"passphrase does not open hotline\.1\.key"):
        Keyring.load(folders.private, PASSPHRASE + "!", ["hotline"])


def test_every_fault_is_named_at_once_and_no_key_with_it(folders: KeyFolders) -> None:
    (folders.private / "hotline.1.key").write_text("{}")
    (folders.private / "advice.1.key").write_text("not even JSON")

    with pytest.raises(KeyFaults) as broken:
        folders.ring("hotline", "advice", "danger")

    assert broken.value.faults == [
        "hotline.1.key is not a private key of hotline:1",
        "advice.1.key is not a private key of advice:1",
        "no private key of danger",
    ]


def test_a_private_key_under_another_name_is_not_taken(folders: KeyFolders) -> None:
    (folders.private / "hotline.1.key").rename(folders.private / "danger.1.key")

    with pytest.raises(KeyFaults, match=r"danger\.1\.key is not a private key of danger:1"):
        folders.ring("danger")


def test_a_public_key_under_another_name_is_not_sealed_to(folders: KeyFolders) -> None:
    (folders.public / "hotline.1.pub").rename(folders.public / "hotline.2.pub")
    (folders.public / "advice.1.pub").write_text("helpline public key advice:1 AAAA\n")

    with pytest.raises(KeyFaults) as broken:
        PublicKeys.load(folders.public)

    assert broken.value.faults == [
        "advice.1.pub is not a public key of advice:1",
        "hotline.2.pub is not a public key of hotline:2",
    ]


def test_a_missing_folder_is_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(KeyFaults, match="is not a folder"):
        PublicKeys.load(tmp_path / "nowhere")
    with pytest.raises(KeyFaults, match="is not a folder"):
        Keyring.load(tmp_path / "nowhere", PASSPHRASE, ["hotline"])


@pytest.mark.parametrize(
    "holder", ["", "police", "../hotline", "partner-", "partner-A", "hotline.1"]
)
def test_only_known_names_hold_keys(tmp_path: Path, holder: str) -> None:
    with pytest.raises(UnknownHolder):
        make_holder(tmp_path, tmp_path, holder, PASSPHRASE)


@pytest.mark.parametrize("key_id", ["", "hotline", "hotline:0", "hotline:2", "danger:1", "x:1"])
def test_a_key_that_is_not_there_is_unknown(folders: KeyFolders, key_id: str) -> None:
    with pytest.raises(UnknownHolder):
        folders.publics.by_id(key_id)


def test_a_first_key_is_made_once_and_only_what_exists_is_rotated(folders: KeyFolders) -> None:
    with pytest.raises(KeyExists):
        make_holder(folders.public, folders.private, "hotline", PASSPHRASE)
    with pytest.raises(UnknownHolder):
        rotate(folders.public, folders.private, "partner-example", PASSPHRASE)
    assert make_holder(folders.public, folders.private, "partner-example", PASSPHRASE)


def test_a_mistyped_passphrase_does_not_make_a_key_that_nobody_opens(folders: KeyFolders) -> None:
    with pytest.raises(KeyFaults):
        rotate(folders.public, folders.private, "hotline", PASSPHRASE + "!")

    assert folders.publics.of("hotline").key_id == "hotline:1"


def test_a_passphrase_that_can_be_guessed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PassphraseTooShort):
        make_holder(tmp_path, tmp_path, "hotline", "eleven char")

    assert list(tmp_path.iterdir()) == []


def test_making_a_key_never_destroys_one(folders: KeyFolders) -> None:
    (folders.public / "hotline.1.pub").unlink()

    made = make_holder(folders.public, folders.private, "hotline", PASSPHRASE)

    assert made == "hotline:2"
    assert folders.ring("hotline").key_ids == {"hotline:1", "hotline:2"}


def test_a_key_file_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "hotline.1.key"
    write_private(file, KeyId("hotline", 1), pair, PASSPHRASE)

    with pytest.raises(FileExistsError):
        write_private(file, KeyId("hotline", 1), PrivateKey.generate(), PASSPHRASE)

    assert read_private(file, KeyId("hotline", 1), PASSPHRASE) == pair
