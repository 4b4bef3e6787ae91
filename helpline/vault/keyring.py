"""The private keys that one process holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from helpline.vault.content import ContentKey
from helpline.vault.holders import HolderKey, KeyFaults, KeyId, key_files
from helpline.vault.keyfiles import read_private
from helpline.vault.padding import unpadded
from helpline.vault.sealed import CannotOpen, Sealed
from helpline.vault.secret import Secret


class AnotherHolder(Exception):
    """A content key is never handed to another desk or partner: seal the words anew for them."""


@dataclass(frozen=True, slots=True, repr=False)
class Keyring(Secret):
    """Opens what was sealed to its holders, with their old keys too."""

    _keys: dict[str, PrivateKey]

    @classmethod
    def load(cls, folder: Path, passphrase: str, holders: Iterable[str]) -> Self:
        """All keys of these holders. Raises KeyFaults, naming every fault."""
        keys: dict[str, PrivateKey] = {}
        faults: list[str] = []
        for holder in holders:
            of_holder = [pair for pair in key_files(folder, "key") if pair[0].holder == holder]
            if not of_holder:
                faults.append(f"no private key of {holder}")
            for key_id, file in of_holder:
                private = open_file(key_id, file, passphrase)
                if isinstance(private, str):
                    faults.append(private)
                else:
                    keys[str(key_id)] = private
        if faults:
            raise KeyFaults(faults)
        return cls(keys)

    def only(self, *holders: str) -> Self:
        """A smaller ring, for whoever acts for these holders and nobody else."""
        return type(self)(
            {name: key for name, key in self._keys.items() if KeyId.read(name).holder in holders},
        )

    @property
    def key_ids(self) -> frozenset[str]:
        return frozenset(self._keys)

    def unwrap(self, key_id: str, blob: bytes) -> ContentKey:
        """Raises CannotOpen."""
        return ContentKey.unwrapped_by(self.private(key_id), blob)

    def open_box(self, key_id: str, sealed: Sealed, place: bytes = b"") -> str:
        """What HolderKey.seal_box sealed for the same place. Raises CannotOpen."""
        private, named = self.private(key_id), bytes([len(place)]) + place
        try:
            raw = SealedBox(private).decrypt(sealed.blob)
            if raw.startswith(named):
                return unpadded(raw[len(named) :])
        except (CryptoError, ValueError):
            pass
        raise CannotOpen

    def rewrap(self, key_id_old: str, blob: bytes, holder_new: HolderKey) -> bytes:
        """The same content key, wrapped to its holder's next key.

        Raises CannotOpen, and AnotherHolder for anybody else's key.
        """
        if KeyId.read(key_id_old).holder != holder_new.holder:
            raise AnotherHolder(f"{key_id_old} to {holder_new.key_id}")
        return holder_new.wrap(self.unwrap(key_id_old, blob))

    def private(self, key_id: str) -> PrivateKey:
        """For the vault itself. Raises CannotOpen."""
        try:
            return self._keys[key_id]
        except KeyError:
            raise CannotOpen(f"this process does not hold {key_id}") from None


def open_file(key_id: KeyId, file: Path, passphrase: str) -> PrivateKey | str:
    """The key, or the fault to report."""
    try:
        return read_private(file, key_id, passphrase)
    except CannotOpen:
        return f"the passphrase does not open {file.name}"
    except (OSError, ValueError):
        return f"{file.name} is not a private key of {key_id}"
