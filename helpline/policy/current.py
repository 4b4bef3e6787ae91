"""The policy that this process runs by."""

from typing import Final

from flask import Flask, current_app

from helpline.policy.policy import Policy

_KEY: Final = "helpline.policy"


def init_app(app: Flask, policy: Policy) -> None:
    app.extensions[_KEY] = policy


def current_policy() -> Policy:
    """The policy of the application that is answering."""
    policy: Policy = current_app.extensions[_KEY]
    return policy
