"""The doors of communities: the same pages under a path of their own (docs/adr/0020)."""

from collections.abc import Collection, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from flask import Flask, abort, request

from helpline.doors import Desk
from helpline.intake.questions import desk_for
from helpline.policy import FRONT_DOOR, current_front_door, current_policy

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

WITHOUT_LANGUAGE: Final = frozenset({"static", "door.first", "door.show_logo"})
"""What a door has beside its pages, whose addresses all begin with a language."""


class FrontDoors:
    """Moves a door's name out of the path: every address that we make then stays behind it."""

    def __init__(self, app: "WSGIApplication", slugs: Collection[str]) -> None:
        self._app = app
        self._slugs = slugs

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        first, _, rest = environ.get("PATH_INFO", "").removeprefix("/").partition("/")
        if first in self._slugs:
            before = environ.get("SCRIPT_NAME", "")
            moved = {"SCRIPT_NAME": f"{before}/{first}", "PATH_INFO": f"/{rest}", FRONT_DOOR: first}
            environ = {**environ, **moved}
        return self._app(environ, start_response)


def init_app(app: Flask) -> None:
    with app.app_context():
        slugs = frozenset(door.slug for door in current_policy().front_doors)
    app.wsgi_app = FrontDoors(app.wsgi_app, slugs)  # type: ignore[method-assign]  # as Flask says
    app.before_request(_stay_at_pages)


def desk_wanted(wish: str) -> Desk:
    """Of whoever wishes this; the door's own, as far as somebody left it open."""
    door = current_front_door()
    in_doubt = door.desk if door and door.desk else Desk.SUPPORT
    return desk_for(wish, current_policy().desks, in_doubt=in_doubt)


def _stay_at_pages() -> None:
    """The carrier's addresses and our health are no community's."""
    is_page = "lang" in (request.view_args or {}) or request.endpoint in WITHOUT_LANGUAGE
    if current_front_door() and not is_page:
        abort(HTTPStatus.NOT_FOUND)
