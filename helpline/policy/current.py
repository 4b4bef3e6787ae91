"""The policy that this process runs by."""

from typing import Final

from flask import Flask, current_app, has_request_context, request

from helpline.policy.policy import Policy
from helpline.policy.terms import FrontDoor

FRONT_DOOR: Final = "helpline.front_door"
"""Where a request says by which door it came: no header of a browser has such a name."""
_KEY: Final = "helpline.policy"


def init_app(app: Flask, policy: Policy) -> None:
    app.extensions[_KEY] = policy


def current_policy() -> Policy:
    """The policy of the application that is answering."""
    policy: Policy = current_app.extensions[_KEY]
    return policy


def current_front_door() -> FrontDoor | None:
    """The community's door by which this request came; none at our own. It is kept nowhere."""
    slug = request.environ.get(FRONT_DOOR) if has_request_context() else None
    return next((door for door in current_policy().front_doors if door.slug == slug), None)


def offered_languages() -> tuple[str, ...]:
    """Those of the pages at this door."""
    door = current_front_door()
    return door.languages if door else current_policy().languages
