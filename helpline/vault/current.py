"""The keys of this process, handed out only to the door that is open."""

from flask import Flask, current_app

from helpline.doors import Role, current_door
from helpline.vault.holders import PublicKeys
from helpline.vault.keyring import Keyring

DISPATCH = "dispatch"


def init_app(app: Flask, public: PublicKeys, private: Keyring | None) -> None:
    app.extensions["helpline.public_keys"] = public
    app.extensions["helpline.keyring"] = private


def current_public_keys() -> PublicKeys:
    """Everybody may seal."""
    keys: PublicKeys = current_app.extensions["helpline.public_keys"]
    return keys


def current_keyring() -> Keyring:
    """Only the keys of the desk (or danger, or dispatch) whose door is open.

    Raises RuntimeError in a process that holds no private keys, as the public face.
    """
    role = current_door().role
    return _held().only(DISPATCH if role is Role.WORKER else role.value)


def partner_keyring(slug: str) -> Keyring:
    """The keys of one partner, in the partner face."""
    return _held().only(f"partner-{slug}")


def _held() -> Keyring:
    keyring: Keyring | None = current_app.extensions["helpline.keyring"]
    if keyring is None:
        raise RuntimeError("this process holds no private keys")
    return keyring
