"""Making, rotating, checking and recovering the holders' keys."""

from pathlib import Path
from typing import Final

from nacl.public import PrivateKey

from helpline.vault.holders import (
    RECOVERY,
    KeyFaults,
    KeyId,
    PublicKeys,
    checked_holder,
    key_files,
    public_line,
)
from helpline.vault.keyfiles import (
    read_recovery,
    recovery_recipient,
    write_new,
    write_private,
    write_recovery,
)
from helpline.vault.keyring import Keyring

SHORTEST_PASSPHRASE: Final = 12


class KeyExists(Exception):
    """The holder has a key already: rotate it."""


class PassphraseTooShort(ValueError):
    """Whoever copies the file may guess as often as they like: at least 12 characters."""


def make_holder(
    public: Path,
    private: Path,
    holder: str,
    passphrase: str,
    *,
    recovery: bool = True,
) -> str:
    """Make a holder's first key and return its id.

    With ``recovery``, a copy is sealed to the recovery key if there is one.
    Raises KeyExists, PassphraseTooShort, and UnknownHolder for a name that
    may hold no keys.
    """
    public.mkdir(parents=True, exist_ok=True)
    private.mkdir(mode=0o700, parents=True, exist_ok=True)
    if checked_holder(holder) in PublicKeys.load(public).holders:
        raise KeyExists(holder)
    return _make(public, private, holder, passphrase, recovery=recovery)


def rotate(
    public: Path,
    private: Path,
    holder: str,
    passphrase: str,
    *,
    recovery: bool = True,
) -> str:
    """Make a holder's next key and return its id; from now on it is the one to seal with.

    The old one stays until everything is wrapped anew. Raises UnknownHolder,
    and KeyFaults if the passphrase does not open the keys there are.
    """
    PublicKeys.load(public).of(holder)
    Keyring.load(private, passphrase, [holder])
    return _make(public, private, holder, passphrase, recovery=recovery)


def recover(private: Path, key_id: str, recovery: Keyring, passphrase: str) -> None:
    """Put a key under a new passphrase, with the recovery key instead of the old one.

    Raises CannotOpen, PassphraseTooShort, and KeyFaults if there is no copy to recover from.
    """
    wanted = KeyId.read(key_id)
    copy = wanted.file(private, "recovery")
    try:
        opener = recovery.private(recovery_recipient(copy, wanted))
        key = read_recovery(copy, wanted, opener)
    except (OSError, ValueError):
        raise KeyFaults([f"{copy.name} is missing or not a copy of {key_id}"]) from None
    fresh = wanted.file(private, "new")
    fresh.unlink(missing_ok=True)
    write_private(fresh, wanted, key, _checked(passphrase))
    fresh.replace(wanted.file(private, "key"))


def _make(public: Path, private: Path, holder: str, passphrase: str, *, recovery: bool) -> str:
    """The public key is written last: once it exists, others seal to it."""
    key_id = _next(public, private, holder)
    key = PrivateKey.generate()
    write_private(key_id.file(private, "key"), key_id, key, _checked(passphrase))
    recipients = PublicKeys.load(public)
    if recovery and holder != RECOVERY and RECOVERY in recipients.holders:
        to = recipients.of(RECOVERY)
        write_recovery(key_id.file(private, "recovery"), key_id, key, (to.key_id, to.public))
    write_new(key_id.file(public, "pub"), public_line(key_id, key.public_key), 0o644)
    return str(key_id)


def _next(public: Path, private: Path, holder: str) -> KeyId:
    files = [*key_files(public, "pub"), *key_files(private, "key")]
    used = [key_id.number for key_id, _ in files if key_id.holder == holder]
    return KeyId(holder, max(used, default=0) + 1)


def _checked(passphrase: str) -> str:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(f"a passphrase needs {SHORTEST_PASSPHRASE} characters or more")
    return passphrase
