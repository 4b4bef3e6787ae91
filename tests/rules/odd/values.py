"""Odd values, and a browser that sends them as bytes: clients of ours would refuse to."""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlencode

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

ODD: Final[Mapping[str, bytes]] = {
    "empty": b"",
    "huge": b"9" * 30_000,
    "NUL": b"\x00",
    "controls and direction marks": "a\x00b\x07\x1b[2J\u202ec\u2066d\u200f".encode(),
    "broken bytes": "a\ud800b".encode("utf-8", "surrogatepass") + b"\xff\xfe\xc3(",
    "the last day": b"9999-12-31",
    "the first day": b"0001-01-01",
}
"""A number of so many digits is more than Python reads."""
CHOSEN: Final = ("huge", "NUL", "broken bytes")
"""Enough for what is chosen from a list."""
KIND: Final = "application/x-www-form-urlencoded"
BROKEN: Final = 500
Pair = tuple[str, str | bytes]


def encoded(fields: Iterable[Pair]) -> bytes:
    return urlencode(list(fields)).encode()


def arrived(fields: Iterable[Pair]) -> list[tuple[str, str]]:
    """The same as a server reads it."""
    return [
        (name, value.decode(errors="werkzeug.url_quote") if isinstance(value, bytes) else value)
        for name, value in fields
    ]


def send(
    client: FlaskClient, path: str, fields: Iterable[Pair], headers: Mapping[str, str] | None = None
) -> TestResponse:
    return client.post(path, data=encoded(fields), content_type=KIND, headers=headers)


def ask(client: FlaskClient, path: str, fields: Iterable[Pair]) -> TestResponse:
    return client.get(path, query_string=encoded(fields).decode())
