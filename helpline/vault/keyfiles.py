"""Private keys as files: useless without the passphrase, or the recovery key kept elsewhere."""

import json
import os
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Final

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

from helpline.vault.argon import SALT_BYTES, stretch
from helpline.vault.holders import KeyId
from helpline.vault.sealed import CannotOpen

_PRIVATE: Final = "helpline private key, Argon2id 2 passes 19 MiB"
_RECOVERY: Final = "helpline private key, sealed to the recovery key"


def write_private(file: Path, key_id: KeyId, private: PrivateKey, passphrase: str) -> None:
    """Readable by its owner alone. Raises FileExistsError rather than destroy a key."""
    salt = random(SALT_BYTES)
    box = SecretBox(stretch(passphrase.encode(), salt))
    lines = {
        "what": _PRIVATE,
        "key": str(key_id),
        "salt": b64encode(salt).decode(),
        "sealed": b64encode(box.encrypt(bytes(private))).decode(),
    }
    write_new(file, json.dumps(lines, indent=1) + "\n", 0o600)


def read_private(file: Path, key_id: KeyId, passphrase: str) -> PrivateKey:
    """Raises CannotOpen for a wrong passphrase, ValueError for a file that is something else."""
    lines = _lines(file, _PRIVATE, key_id)
    box = SecretBox(stretch(passphrase.encode(), b64decode(lines["salt"], validate=True)))
    try:
        return PrivateKey(box.decrypt(b64decode(lines["sealed"], validate=True)))
    except CryptoError:
        raise CannotOpen from None


def write_recovery(
    file: Path, key_id: KeyId, private: PrivateKey, to: tuple[str, PublicKey]
) -> None:
    """A copy for the day on which the passphrase is lost. Raises FileExistsError."""
    recovery_id, public = to
    lines = {
        "what": _RECOVERY,
        "key": str(key_id),
        "to": recovery_id,
        "sealed": b64encode(SealedBox(public).encrypt(bytes(private))).decode(),
    }
    write_new(file, json.dumps(lines, indent=1) + "\n", 0o600)


def recovery_recipient(file: Path, key_id: KeyId) -> str:
    """The id of the recovery key that opens this copy. Raises ValueError."""
    return _lines(file, _RECOVERY, key_id)["to"]


def read_recovery(file: Path, key_id: KeyId, recovery: PrivateKey) -> PrivateKey:
    """Raises CannotOpen for the wrong recovery key, ValueError for another sort of file."""
    lines = _lines(file, _RECOVERY, key_id)
    try:
        return PrivateKey(SealedBox(recovery).decrypt(b64decode(lines["sealed"], validate=True)))
    except CryptoError:
        raise CannotOpen from None


def write_new(file: Path, text: str, mode: int) -> None:
    """Write a file that must not exist yet, and be sure that it is on the disk."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def _lines(file: Path, what: str, key_id: KeyId) -> dict[str, str]:
    lines = json.loads(file.read_text())
    if not isinstance(lines, dict) or lines.get("what") != what or lines.get("key") != str(key_id):
        raise ValueError("another key, or none")
    if not {"sealed", "salt" if what == _PRIVATE else "to"} <= lines.keys():
        raise ValueError("incomplete")
    return {name: str(value) for name, value in lines.items()}
