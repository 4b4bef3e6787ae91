"""Hangs up the shelf in an application, and finds what its phone can speak."""

from pathlib import Path

from flask import Flask

from helpline.intake.calls.recordings.lacking import can_be_offered
from helpline.intake.calls.recordings.shelf import Shelf, put_up


def init_app(app: Flask, folder: Path | None, *, with_placeholders: bool, is_called: bool) -> None:
    """After policy, words and carrier. Needs no database.

    Who is called knows at once what can be spoken; everybody else finds it when it is asked for.
    """
    shelf = Shelf(folder, with_placeholders=with_placeholders, find_offered=can_be_offered)
    with app.app_context():
        put_up(shelf)
        if is_called:
            shelf.what_is_offered()
