from dataclasses import dataclass
from pathlib import Path

import pytest

from helpline.vault import Keyring, PublicKeys, make_holder

PASSPHRASE = "a passphrase of made-up people"


@dataclass(frozen=True)
class KeyFolders:
    """Public and private keys of two desks, and the recovery key in a safe of its own."""

    public: Path
    private: Path
    safe: Path

    @property
    def publics(self) -> PublicKeys:
        return PublicKeys.load(self.public)

    def ring(self, *holders: str) -> Keyring:
        return Keyring.load(self.private, PASSPHRASE, holders)


@pytest.fixture
def folders(tmp_path: Path) -> KeyFolders:
    made = KeyFolders(tmp_path / "public", tmp_path / "private", tmp_path / "safe")
    make_holder(made.public, made.safe, "recovery", PASSPHRASE)
    make_holder(made.public, made.private, "hotline", PASSPHRASE)
    make_holder(made.public, made.private, "advice", PASSPHRASE)
    return made
