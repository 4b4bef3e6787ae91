"""Whether it is the same number again: a keyed hash, and never the number."""

from flask import current_app

from helpline.doors import current_door
from helpline.policy import current_policy
from helpline.vault import keyed_hash


def texts_are_offered() -> bool:
    """Not where a STOP could not be recognised."""
    has_key = bool(current_app.extensions["helpline.config"].number_keys)
    return has_key and current_policy().texts.offered


def number_hashes(number: str) -> tuple[bytes, ...]:
    """16 bytes under each key in use, the newest key's first; none where no key is configured.

    Web, staff and worker hold the same keys. To change one, put the new one first and leave the
    old one behind it: what was hashed with the old one is recognised as long as it is there.
    """
    keys: tuple[str, ...] = current_app.extensions["helpline.config"].number_keys
    purpose = f"telephone number, {current_door().operator}"
    return tuple(keyed_hash(key.encode(), purpose, number)[:16] for key in keys)
