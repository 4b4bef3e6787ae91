"""The key of one contact's words, of one contact's notes, or of one message spoken to us."""

from dataclasses import dataclass
from typing import Self

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead
from nacl.utils import random

from helpline.vault.padding import filled, padded, unfilled, unpadded
from helpline.vault.sealed import CannotOpen, Sealed
from helpline.vault.secret import Secret


@dataclass(frozen=True, slots=True, repr=False)
class ContentKey(Secret):
    """Seals for one place. Stored only wrapped to a desk or a mailbox, never plainly."""

    _raw: bytes

    @classmethod
    def new(cls) -> Self:
        return cls(random(Aead.KEY_SIZE))

    def seal(self, text: str, place: bytes) -> Sealed:
        return Sealed(bytes(Aead(self._raw).encrypt(padded(text), place)))

    def open(self, sealed: Sealed, place: bytes) -> str:
        """The text again. Raises CannotOpen."""
        try:
            return unpadded(Aead(self._raw).decrypt(sealed.blob, place))
        except (CryptoError, ValueError):
            raise CannotOpen from None

    def seal_bytes(self, raw: bytes, place: bytes) -> Sealed:
        """What is not text, such as sound. Its length is no secret: it is written beside it."""
        return Sealed(bytes(Aead(self._raw).encrypt(raw, place)))

    def open_bytes(self, sealed: Sealed, place: bytes) -> bytes:
        """What seal_bytes sealed for the same place. Raises CannotOpen."""
        try:
            return bytes(Aead(self._raw).decrypt(sealed.blob, place))
        except (CryptoError, ValueError):
            raise CannotOpen from None

    def seal_file(self, raw: bytes, place: bytes) -> Sealed:
        """What somebody sent along. Its length tells next to nothing."""
        return self.seal_bytes(filled(raw), place)

    def open_file(self, sealed: Sealed, place: bytes) -> bytes:
        """What seal_file sealed for the same place. Raises CannotOpen."""
        try:
            return unfilled(self.open_bytes(sealed, place))
        except (CryptoError, ValueError):
            raise CannotOpen from None

    def wrapped_to(self, public: PublicKey) -> bytes:
        """80 bytes that only the holder of the private key can unwrap."""
        return SealedBox(public).encrypt(self._raw)

    @classmethod
    def unwrapped_by(cls, private: PrivateKey, blob: bytes) -> Self:
        """The key again. Raises CannotOpen."""
        try:
            raw = SealedBox(private).decrypt(blob)
        except (CryptoError, ValueError):
            raise CannotOpen from None
        if len(raw) != Aead.KEY_SIZE:
            raise CannotOpen
        return cls(raw)
