"""A mailbox's own pair of keys: anybody may write to it, a receipt opens it."""

from dataclasses import dataclass
from typing import Self

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey
from nacl.secret import SecretBox

from helpline.vault.content import ContentKey
from helpline.vault.sealed import CannotOpen
from helpline.vault.secret import Secret


@dataclass(frozen=True, slots=True, repr=False)
class MailboxKey(Secret):
    """Stored as two parts: ``public`` in clear, the private one ``locked`` by the receipt."""

    _private: PrivateKey

    @classmethod
    def new(cls) -> Self:
        return cls(PrivateKey.generate())

    @property
    def public(self) -> bytes:
        return bytes(self._private.public_key)

    def locked(self, unlock: bytes) -> bytes:
        """The private part, for whoever derives the same key from the receipt again."""
        return bytes(SecretBox(unlock).encrypt(bytes(self._private)))

    @classmethod
    def unlock(cls, locked: bytes, unlock_key: bytes) -> Self:
        """Raises CannotOpen."""
        try:
            return cls(PrivateKey(SecretBox(unlock_key).decrypt(locked)))
        except (CryptoError, ValueError):
            raise CannotOpen from None

    def unwrap(self, blob: bytes) -> ContentKey:
        """Raises CannotOpen."""
        return ContentKey.unwrapped_by(self._private, blob)


def wrap_for_mailbox(public: bytes, key: ContentKey) -> bytes:
    """Let the receipt's holder read what this key seals. Only ever a thread key."""
    return key.wrapped_to(PublicKey(public))
