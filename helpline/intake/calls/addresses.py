"""Where the carrier finds us: absolute, ASCII only, with opaque ids."""

from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from flask import current_app

from helpline.people.decisions import SOFTPHONE

PREFIX: Final = "/voice"


def public_address(path: str) -> str:
    """Of one of our webhooks, such as ``/left``."""
    return f"{_base()}{PREFIX}{path}"


def leg_address(leg_id: UUID, ending: str = "") -> str:
    return public_address(f"/leg/{leg_id}{ending}")


def recording_address(language: str, file: str) -> str:
    return public_address(f"/recordings/{language}/{file}")


def events_address(call_id: UUID) -> str:
    """Where the carrier tells what happens in a call's conference."""
    return public_address(f"/conference/{call_id}")


def held_address(call_id: UUID) -> str:
    return public_address(f"/held/{call_id}")


def told_address(call_id: UUID, what: str) -> str:
    """Words for the caller, into the talk."""
    return public_address(f"/told/{call_id}/{what}")


def heard_address(call_id: UUID) -> str:
    """Asked when the words that somebody will listen were said to the end."""
    return public_address(f"/heard/{call_id}")


def answered_address(leg_id: UUID, to: str) -> str:
    """Asked when it is picked up. In a browser of ours a person pressed Answer: that is a yes."""
    return leg_address(leg_id, "/yes" if to.startswith(SOFTPHONE) else "")


def status_address(leg_id: UUID, to: str) -> str:
    """Where the carrier tells what becomes of it. In a browser busy means: a person said no."""
    return leg_address(leg_id, "/browser-status" if to.startswith(SOFTPHONE) else "/status")


def spoken_web_address() -> str:
    """The name of our web page as it is said on the phone."""
    return urlsplit(_base()).netloc


def _base() -> str:
    base: str = current_app.extensions["helpline.config"].public_base_url
    return base.rstrip("/")
