"""Hangs up the shelf in an application, and finds what its phone can speak."""

from pathlib import Path

from flask import Flask

from helpline.intake.calls.recordings.lacking import can_be_offered
from helpline.intake.calls.recordings.shelf import Shelf, put_up


def init_app(app: Flask, folder: Path | None, *, with_placeholders: bool) -> None:
    """After policy, words and carrier. Needs no database."""
    shelf = Shelf(folder, with_placeholders=with_placeholders)
    with app.app_context():
        put_up(shelf)
        shelf.offered = can_be_offered()
