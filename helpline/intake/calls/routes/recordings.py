"""The recordings, for the carrier to fetch. They hold what everybody may hear, and ask nobody."""

from datetime import timedelta
from http import HTTPStatus
from typing import Final

from flask import Response, abort, send_from_directory

from helpline.doors import Door, Role, guard
from helpline.intake.calls.recordings.shelf import FILE_NAME, current_shelf
from helpline.intake.calls.routes.blueprint import CALLS
from helpline.policy import current_policy

KEPT_BY_THE_CARRIER: Final = timedelta(days=1)
"""The name says which words; a better recording of them is heard within this time."""


def anybody() -> Door:
    """Nothing that is remembered is asked for."""
    return Door(Role.PUBLIC, current_policy().operator)


@CALLS.get("/recordings/<language>/<name>")
@guard(anybody)
def recording(language: str, name: str) -> Response:
    """One sentence, read aloud."""
    folder = current_shelf().place(language)
    if folder is None or not FILE_NAME.fullmatch(name):
        abort(HTTPStatus.NOT_FOUND)
    max_age = int(KEPT_BY_THE_CARRIER.total_seconds())
    return send_from_directory(folder.resolve(), name, mimetype="audio/wav", max_age=max_age)
