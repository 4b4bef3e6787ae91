"""Packing and opening: the released fields as one sealed text, for one partner (R51)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from helpline.referrals.models import Package, Partner
from helpline.vault import ContentKey, Keyring, Sealed, place
from helpline.vault.current import current_public_keys

COLUMN: Final = "package.body"


@dataclass(frozen=True, slots=True)
class Packed:
    """A sealed text, and its key wrapped to the partner alone."""

    key_id: str
    wrapped_key: bytes
    body: Sealed


def pack(package_id: UUID, partner: Partner, fields: Mapping[str, str]) -> Packed:
    """Seal with a key that nobody here keeps: after this line only the partner can read it."""
    key, holder = ContentKey.new(), current_public_keys().of(partner.key_holder)
    words = json.dumps(dict(fields), ensure_ascii=False)
    return Packed(holder.key_id, holder.wrap(key), key.seal(words, place(package_id, COLUMN)))


def unpack(package: Package, keyring: Keyring) -> dict[str, str]:
    """The fields again. Raises CannotOpen for anybody but the partner, and once it is closed."""
    key = keyring.unwrap(package.key_id or "", package.wrapped_key or b"")
    fields: dict[str, str] = json.loads(key.open(package.body, place(package.id, COLUMN)))
    return fields
