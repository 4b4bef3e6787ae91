"""Paper: a page as a PDF, shaped and laid out as every script wants it."""

import importlib
from ctypes import CDLL
from typing import Final

LIBRARIES: Final = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libfontconfig.so.1",
)
"""The system's, which no package from PyPI brings."""


def missing() -> str | None:
    """The first library without which there is no PDF; looked for without WeasyPrint."""
    for name in LIBRARIES:
        try:
            CDLL(name)
        except OSError:
            return name
    return None


def pdf_of(html: str) -> bytes:
    """The page as it prints. Nothing that it names is fetched: it must hold all it needs.

    WeasyPrint is loaded for the first one: half a second and 40 MiB that no face should pay
    at its start, and most never need.
    """
    made: bytes = importlib.import_module("helpline.paper.making").make(html)
    return made
