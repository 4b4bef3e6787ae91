"""Do the key files fit each other, and will they when they are needed?"""

import stat
from collections.abc import Iterator
from pathlib import Path

from helpline.vault.holders import RECOVERY, KeyFaults, KeyId, PublicKeys, UnknownHolder, key_files
from helpline.vault.keyfiles import recovery_recipient
from helpline.vault.keyring import open_file


def check(public: Path, private: Path, passphrase: str) -> list[str]:
    """Every fault of the private keys in this folder, in words. An empty list is good news."""
    try:
        publics = PublicKeys.load(public)
        files = key_files(private, "key")
    except KeyFaults as broken:
        return broken.faults
    if not files:
        return ["there is no private key here"]
    holders = {key_id.holder for key_id, _ in files}
    faults = [
        fault for key_id, file in files for fault in _of_file(publics, key_id, file, passphrase)
    ]
    return [*faults, *_of_folder(publics, holders, private)]


def _of_file(publics: PublicKeys, key_id: KeyId, file: Path, passphrase: str) -> Iterator[str]:
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        yield f"{file.name} can be read by others than its owner"
    private = open_file(key_id, file, passphrase)
    if isinstance(private, str):
        yield private
        return
    try:
        fits = publics.by_id(str(key_id)).public == private.public_key
    except UnknownHolder:
        yield f"{key_id} has no public key, so nobody seals to it"
        return
    if not fits:
        yield f"the public and the private key {key_id} do not belong together"


def _of_folder(publics: PublicKeys, holders: set[str], private: Path) -> Iterator[str]:
    if RECOVERY in holders and holders != {RECOVERY}:
        yield "the recovery key lies beside the keys it is to recover: keep it elsewhere"
    for holder in sorted(holders & publics.holders):
        newest = KeyId.read(publics.of(holder).key_id)
        if not newest.file(private, "key").exists():
            yield f"everybody seals to {newest}, and its private key is not here"
        elif holder != RECOVERY:
            yield from _of_recovery(publics, newest, newest.file(private, "recovery"))


def _of_recovery(publics: PublicKeys, key_id: KeyId, file: Path) -> Iterator[str]:
    if not file.exists():
        yield f"{key_id} has no recovery copy: a lost passphrase would lose what it seals"
        return
    try:
        publics.by_id(recovery_recipient(file, key_id))
    except (UnknownHolder, ValueError):
        yield f"{file.name} is not a copy that a recovery key of ours could open"
