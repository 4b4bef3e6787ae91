"""Sealed notes to ourselves that a page carries: unreadable, unchangeable, not for ever."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from helpline.vault.derive import subkey
from helpline.vault.padding import padded, unpadded

FORM: Final = "form"


class TokenBroken(ValueError):
    """Not sealed by us for this purpose, or changed on its way."""


class TokenExpired(ValueError):
    """Ours, and too old."""


def seal_token(
    secret: bytes,
    payload: Mapping[str, object],
    expires: datetime,
    *,
    purpose: str = FORM,
) -> str:
    """Text for a hidden field. One purpose's token is another's TokenBroken."""
    note = json.dumps({"until": expires.astimezone(UTC).isoformat(), "payload": dict(payload)})
    return urlsafe_b64encode(_box(secret, purpose).encrypt(padded(note))).decode()


def open_token(secret: bytes, text: str, now: datetime, *, purpose: str = FORM) -> dict[str, Any]:
    """The payload. Raises TokenBroken or TokenExpired."""
    note = _opened(_box(secret, purpose), text)
    if now >= datetime.fromisoformat(note["until"]):
        raise TokenExpired
    payload: dict[str, Any] = note["payload"]
    return payload


def _box(secret: bytes, purpose: str) -> SecretBox:
    return SecretBox(subkey(secret, f"token {purpose}"))


def _opened(box: SecretBox, text: str) -> dict[str, Any]:
    try:
        note: dict[str, Any] = json.loads(unpadded(box.decrypt(urlsafe_b64decode(text))))
    except (CryptoError, ValueError):
        raise TokenBroken from None
    return note
