"""Refusals: things a person asked for that the house will not do."""

from http import HTTPStatus
from typing import ClassVar


class Refusal(Exception):
    """A request we understood and will not carry out.

    Each subclass is one reason. Its docstring is written for developers, its
    ``message`` for the person who asked, in their language. Each face shows it
    on a page of its own, which also says what was kept and what to do.
    """

    status: ClassVar[HTTPStatus] = HTTPStatus.UNPROCESSABLE_ENTITY

    @property
    def message(self) -> str:
        raise NotImplementedError
