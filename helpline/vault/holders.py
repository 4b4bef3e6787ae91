"""Who content is sealed to, and the public keys that everybody may use."""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from nacl.public import PublicKey, SealedBox
from typing_extensions import override

from helpline.vault.content import ContentKey
from helpline.vault.padding import padded
from helpline.vault.sealed import Sealed

RECOVERY: Final = "recovery"
_HOLDER: Final = re.compile(
    r"hotline|advice|support|danger|dispatch|recovery|partner-[a-z0-9]+(?:-[a-z0-9]+)*",
)
_KEY_ID: Final = re.compile(r"([a-z0-9-]+):([1-9][0-9]*)")
_FILE_NAME: Final = re.compile(r"([a-z0-9-]+)\.([1-9][0-9]*)")
_FIRST_WORDS: Final = "helpline public key"


class KeyFaults(Exception):
    """The key files do not serve. Names every fault at once, and no key."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class UnknownHolder(LookupError):
    """Nobody of that name holds keys here."""


@dataclass(frozen=True, slots=True, order=True)
class KeyId:
    """Whose key, and which of theirs: written ``hotline:1``."""

    holder: str
    number: int

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises UnknownHolder."""
        found = _KEY_ID.fullmatch(text)
        if found is None:
            raise UnknownHolder(text)
        return cls(checked_holder(found[1]), int(found[2]))

    @override
    def __str__(self) -> str:
        return f"{self.holder}:{self.number}"

    def file(self, folder: Path, ending: str) -> Path:
        return folder / f"{self.holder}.{self.number}.{ending}"


@dataclass(frozen=True, slots=True)
class HolderKey:
    """One public key: whoever has it may seal, and read nothing back."""

    key_id: str
    public: PublicKey

    @property
    def holder(self) -> str:
        return KeyId.read(self.key_id).holder

    def wrap(self, content_key: ContentKey) -> bytes:
        """80 bytes that let this holder read what the content key seals."""
        return content_key.wrapped_to(self.public)

    def seal_box(self, text: str, place: bytes = b"") -> Sealed:
        """Seal a short text to this holder alone, with no content key between.

        Opens only with the same place. No place binds it to nothing.
        """
        return Sealed(SealedBox(self.public).encrypt(bytes([len(place)]) + place + padded(text)))


class PublicKeys:
    """Every public key there is; the newest of each holder is the one to seal with."""

    def __init__(self, keys: dict[KeyId, PublicKey]) -> None:
        self._keys = dict(sorted(keys.items()))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Raises KeyFaults."""
        keys: dict[KeyId, PublicKey] = {}
        faults: list[str] = []
        for key_id, file in key_files(folder, "pub"):
            try:
                keys[key_id] = read_public(key_id, file)
            except ValueError:
                faults.append(f"{file.name} is not a public key of {key_id}")
        if faults:
            raise KeyFaults(faults)
        return cls(keys)

    @property
    def holders(self) -> frozenset[str]:
        return frozenset(key_id.holder for key_id in self._keys)

    def of(self, holder: str) -> HolderKey:
        """The holder's newest key. Raises UnknownHolder."""
        newest = [key_id for key_id in self._keys if key_id.holder == holder]
        if not newest:
            raise UnknownHolder(holder)
        return self.by_id(str(newest[-1]))

    def by_id(self, key_id: str) -> HolderKey:
        """One key, old or new. Raises UnknownHolder."""
        public = self._keys.get(KeyId.read(key_id))
        if public is None:
            raise UnknownHolder(key_id)
        return HolderKey(key_id, public)


def checked_holder(holder: str) -> str:
    """The same name, fit to be a file's. Raises UnknownHolder."""
    if not _HOLDER.fullmatch(holder):
        raise UnknownHolder(holder)
    return holder


def key_files(folder: Path, ending: str) -> list[tuple[KeyId, Path]]:
    """The holders' files of one kind, in order. Other files are not our business.

    Raises KeyFaults if there is no such folder.
    """
    if not folder.is_dir():
        raise KeyFaults([f"{folder} is not a folder"])
    found = []
    for file in folder.glob(f"*.{ending}"):
        name = _FILE_NAME.fullmatch(file.name.removesuffix(f".{ending}"))
        if name and _HOLDER.fullmatch(name[1]):
            found.append((KeyId(name[1], int(name[2])), file))
    return sorted(found)


def public_line(key_id: KeyId, public: PublicKey) -> str:
    return f"{_FIRST_WORDS} {key_id} {b64encode(bytes(public)).decode()}\n"


def read_public(key_id: KeyId, file: Path) -> PublicKey:
    """The key, if the file says that it is this one. Raises ValueError."""
    words, _, key = file.read_text().strip().rpartition(" ")
    if words != f"{_FIRST_WORDS} {key_id}":
        raise ValueError("another key, or none")
    return PublicKey(b64decode(key, validate=True))
