"""Phones in browsers: a page shows its token, hears what rings, and acts.

What Twilio does over a web socket and WebRTC is done here by asking and waiting; there is no
sound. The page's own script hides the difference (helpline/static/softphone.js).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from helpline.providers.practice.call import Call
from helpline.providers.practice.exchange import Exchange
from helpline.providers.practice.ringing import pick_up
from helpline.providers.practice.tokens import EXPIRED, BadToken, address_of

LONGEST_WAIT_SECONDS: Final = 20.0
FOR_BROWSERS: Final = "/devices/"

bp = Blueprint("devices", __name__)


@dataclass(slots=True)
class Tokens:
    """Those that were shown to us, and those that a test has made too old."""

    shown: set[str] = field(default_factory=set)
    expired: set[str] = field(default_factory=set)


def init_app(app: Flask) -> None:
    app.extensions["practice.tokens"] = Tokens()


def _exchange() -> Exchange:
    exchange: Exchange = current_app.extensions["practice"]
    return exchange


def _tokens() -> Tokens:
    tokens: Tokens = current_app.extensions["practice.tokens"]
    return tokens


@bp.before_request
def refuse_strangers() -> None:
    """Only pages of the console may be phones; no page at all may expire tokens."""
    wanted = _console() if request.path.startswith(FOR_BROWSERS) else None
    if request.headers.get("Origin") != wanted:
        abort(HTTPStatus.FORBIDDEN)


@bp.after_request
def let_the_console_read(answer: Response) -> Response:
    answer.headers["Access-Control-Allow-Origin"] = _console()
    answer.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
    answer.headers["Vary"] = "Origin"
    return answer


@bp.errorhandler(BadToken)
def explain(bad: BadToken) -> ResponseReturnValue:
    return {"code": bad.code}, HTTPStatus.UNAUTHORIZED


@bp.post(f"{FOR_BROWSERS}listen")
def listen() -> ResponseReturnValue:
    """Tell a phone its calls, once they are not what its page has seen; else after a while."""
    exchange, (token, mine) = _exchange(), _shown_token()
    seen = (request.get_json(silent=True) or {}).get("seen")
    with exchange.change:
        exchange.change.wait_for(
            lambda: _mark(mine) != seen or token in _tokens().expired, LONGEST_WAIT_SECONDS
        )
        shown = [{"sid": one.sid, "status": one.status} for one in _calls_of(mine)]
        return {"calls": shown, "mark": _mark(mine)}


@bp.post(f"{FOR_BROWSERS}calls/<sid>/<any(accept,reject,hangup,mute,unmute,keys):deed>")
def act(sid: str, deed: str) -> ResponseReturnValue:
    """What the buttons of a phone do. A call that is over stays over."""
    exchange, (_token, mine) = _exchange(), _shown_token()
    with exchange.change:
        call = exchange.calls.get(sid)
        if call is None or call.to != mine:
            abort(HTTPStatus.NOT_FOUND)
        _DEEDS[deed](exchange, call)
    return {}


@bp.post("/practice/devices/expire")
def expire() -> ResponseReturnValue:
    """For tests: every token shown until now is too old."""
    exchange, tokens = _exchange(), _tokens()
    with exchange.change:
        tokens.expired |= tokens.shown
        exchange.change.notify_all()
    return {"expired": len(tokens.expired)}


def _shown_token() -> tuple[str, str]:
    """The token, and the address of the phone it is for. Raises BadToken."""
    token, tokens = request.headers.get("Authorization", "").removeprefix("Bearer "), _tokens()
    address = address_of(token, _exchange().setup)
    if token in tokens.expired:
        raise BadToken(EXPIRED)
    tokens.shown.add(token)
    return token, address


def _console() -> str:
    base = urlsplit(_exchange().setup.staff_base_url)
    return f"{base.scheme}://{base.netloc}"


def _calls_of(address: str) -> list[Call]:
    calls = _exchange().calls.values()
    return [one for one in calls if one.to == address and one.status in {"ringing", "in-progress"}]


def _mark(address: str) -> str:
    return " ".join(f"{call.sid}:{call.status}" for call in _calls_of(address))


def _accept(exchange: Exchange, call: Call) -> None:
    if call.status == "ringing":
        pick_up(exchange, call)


def _reject(exchange: Exchange, call: Call) -> None:
    if call.status == "ringing":
        exchange.become(call, "busy")


def _hang_up(exchange: Exchange, call: Call) -> None:
    exchange.become(call, "completed")


def _mute(_exchange: Exchange, call: Call) -> None:
    call.hear("note", "muted in the browser")


def _unmute(_exchange: Exchange, call: Call) -> None:
    call.hear("note", "no longer muted")


def _press(_exchange: Exchange, call: Call) -> None:
    asked: dict[str, Any] = request.get_json(silent=True) or {}
    call.press(str(asked.get("keys", "")))


_DEEDS: Final[dict[str, Callable[[Exchange, Call], None]]] = {
    "accept": _accept,
    "reject": _reject,
    "hangup": _hang_up,
    "mute": _mute,
    "unmute": _unmute,
    "keys": _press,
}
