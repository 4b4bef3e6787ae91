"""What every face has: its secret, its headers, its error pages, its health."""

import logging
import secrets
from collections.abc import Iterable
from http import HTTPStatus
from typing import Final

from flask import (
    Blueprint,
    Flask,
    Request,
    Response,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from typing_extensions import override
from werkzeug.exceptions import HTTPException

from helpline.clock import now
from helpline.config import Config
from helpline.db import db
from helpline.doors import Door, Role, guard
from helpline.errors import Refusal
from helpline.i18n import gettext as _
from helpline.i18n import speak
from helpline.policy.current import current_policy, offered_languages
from helpline.typed import typed
from helpline.uploads import HouseRequest

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
    " media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PERMISSIONS: Final = "camera=(), geolocation=(), microphone=(), interest-cohort=()"
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": over TLS the checks against forged posts need to see our own address.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
}
LARGEST_POST: Final = 1024 * 1024

log = logging.getLogger(__name__)
health = Blueprint("health", __name__)


class NoSessions(SecureCookieSessionInterface):
    """Nobody outside is given a cookie: a page that tried to remember something would break."""

    @override
    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        return None


def _nobody() -> Door:
    return Door(g.face, current_policy().operator)


@health.get("/healthz")
@guard(_nobody)
def healthz() -> ResponseReturnValue:
    """200 when this process can serve; says nothing about cases."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}


def init_app(app: Flask, config: Config, role: Role) -> None:
    face = role.value
    ours = {Role.STAFF: config.staff_base_url, Role.PARTNER: config.partner_base_url}
    https = ours.get(role, config.public_base_url).startswith("https://")
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME=f"helpline_{face}_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=https,
        MAX_CONTENT_LENGTH=LARGEST_POST,
        MAX_FORM_MEMORY_SIZE=LARGEST_POST,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.request_class = HouseRequest
    if role is Role.PUBLIC:
        app.session_interface = NoSessions()
    app.jinja_env.globals.update(policy=current_policy, now=now, face=face)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.before_request
    def know_face() -> None:
        g.face = role
        speak(_language_of_reader())

    # Face and language come before every guard: a refusal is said in the reader's language.
    app.before_request_funcs[None].insert(0, app.before_request_funcs[None].pop())
    app.after_request(_headed)
    app.register_blueprint(health)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _failed)
    app.register_error_handler(Exception, _broken)


def let_talk(response: Response, connect: Iterable[str], media: Iterable[str]) -> Response:
    """Let this one page use the microphone and reach these addresses beside ours."""
    policy = POLICY
    for ours, more in (("connect-src 'self'", connect), ("media-src 'self'", media)):
        policy = policy.replace(ours, " ".join((ours, *more)))
    response.headers["Content-Security-Policy"] = policy
    permissions = PERMISSIONS.replace("microphone=()", "microphone=(self)")
    response.headers["Permissions-Policy"] = permissions
    return response


def _language_of_reader() -> str:
    """The language in the address, else the first of the browser's that we offer, else ours."""
    is_outside, asked = g.face is Role.PUBLIC, request.path.split("/")[1]
    offered = offered_languages() if is_outside else current_policy().languages_inside
    wanted = (tag.split("-")[0].lower() for tag in request.accept_languages.values())
    return next((code for code in (asked, *wanted) if code in offered), offered[0])


def _headed(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _refused(refusal: Refusal) -> ResponseReturnValue:
    """A refusal as a page, or as JSON for the console's own scripts."""
    is_page = request.method == "GET" and "poll" not in request.args
    if refusal.status is HTTPStatus.UNAUTHORIZED and is_page:
        return redirect(url_for(f"{_front()}.sign_in", next=request.full_path.rstrip("?")))
    return _page(refusal.status, refusal.message)


def _front() -> str:
    return "console" if g.face is Role.STAFF else "portal"


def _failed(error: HTTPException) -> ResponseReturnValue:
    status = HTTPStatus(error.code or 500)
    words = {
        HTTPStatus.NOT_FOUND: _("There is no page here."),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("This is too much at once. Please shorten it."),
        HTTPStatus.BAD_REQUEST: _(
            "This page had been open for too long or was sent twice. Please open it again."
        ),
    }
    return _page(status, words.get(status, _("This did not work.")))


def _broken(error: Exception) -> ResponseReturnValue:
    """A bug or a lost database. The log gets a number and the kind of error, never its words."""
    number = secrets.token_hex(4)
    log.error("error %s: %s", number, type(error).__name__, exc_info=error)
    words = _("Something went wrong on our side. It is not your fault. Please try again.")
    return _page(HTTPStatus.INTERNAL_SERVER_ERROR, words, number)


def _page(status: HTTPStatus, message: str, number: str = "") -> ResponseReturnValue:
    """Whoever posted gets back what they typed: going back would show them an empty form."""
    is_inside = g.face is not Role.PUBLIC
    is_stranger = is_inside and status is HTTPStatus.UNAUTHORIZED
    page = render_template(
        f"{g.face}/error.html",
        message=message,
        number=number,
        status=status,
        typed=typed() if is_inside and request.method == "POST" else [],
        sign_in=url_for(f"{_front()}.sign_in") if is_stranger else None,
    )
    return page, status
