"""What goes out with an answer and comes back with a post, sealed with this face's own secret."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app

from helpline.clock import now
from helpline.vault import open_token, seal_token


def seal_pass(payload: Mapping[str, object], expires: datetime, *, purpose: str) -> str:
    """Text for a hidden field. One purpose's pass opens nothing for another's."""
    return seal_token(_secret(), payload, expires, purpose=purpose)


def open_pass(text: str, *, purpose: str, moment: datetime | None = None) -> dict[str, Any]:
    """What was sealed. Raises TokenBroken; TokenExpired if it had run out at ``moment``: now."""
    return open_token(_secret(), text, moment or now(), purpose=purpose)


def _secret() -> bytes:
    return str(current_app.config["SECRET_KEY"]).encode()
