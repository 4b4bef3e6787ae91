"""The REST side: Twilio's addresses, errors and answers, each request checked."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, Flask, Response, current_app, jsonify, request
from werkzeug.datastructures import MultiDict

from helpline.providers.practice.description import Operation, find
from helpline.providers.practice.exchange import Exchange

Answer = tuple[int, dict[str, Any]]
_LOST: Final = 504
_BAD_NUMBER: Final = 21211

bp = Blueprint("rest", __name__)


class RestFault(Exception):
    """An error body of Twilio's."""

    def __init__(self, status: int, code: int, words: str) -> None:
        super().__init__(words)
        self.status, self.code, self.words = status, code, words


@dataclass(frozen=True, slots=True)
class Asked:
    """One checked request."""

    exchange: Exchange
    operation: Operation
    places: dict[str, str]
    query: MultiDict[str, str]
    form: MultiDict[str, str]

    def full(self, values: dict[str, Any]) -> dict[str, Any]:
        """An answer with every field that the description promises."""
        return dict.fromkeys(self.operation.fields) | values

    def yes(self, name: str) -> bool | None:
        return self.form[name].lower() == "true" if name in self.form else None


Handler = Callable[[Asked], Answer]


def init_app(app: Flask, exchange: Exchange, handlers: dict[str, Handler]) -> None:
    app.extensions["practice"] = exchange
    app.extensions["practice.handlers"] = handlers


@bp.errorhandler(RestFault)
def explain(fault: RestFault) -> tuple[Response, int]:
    more = f"https://www.twilio.com/docs/errors/{fault.code}"
    body = {"code": fault.code, "message": fault.words, "more_info": more, "status": fault.status}
    return jsonify(body), fault.status


@bp.route("/2010-04-01/<path:rest>", methods=["GET", "POST", "DELETE"])
def serve(rest: str) -> tuple[Response | str, int]:
    exchange: Exchange = current_app.extensions["practice"]
    note(exchange)
    check_credentials(exchange, rest)
    fault = exchange.faults.rest(f"{request.method} {request.form.get('To', '')}")
    if fault in {"429", "500"}:
        raise RestFault(int(fault), 20000 + int(fault), "switched on by a test")
    if fault == "refused":
        raise RestFault(HTTPStatus.BAD_REQUEST, _BAD_NUMBER, "switched on by a test")
    status, body = _carried_out(exchange)
    if fault == "lost":
        exchange.faults.dawdle()
        raise RestFault(_LOST, 20504, "switched on by a test, after doing it")
    return ("", status) if status == HTTPStatus.NO_CONTENT else (jsonify(body), status)


def note(exchange: Exchange) -> None:
    """Keep what was asked, to be looked at."""
    fields = dict([*request.args.lists(), *request.form.lists()])
    entry = {"from": "helpline", "method": request.method, "path": request.path}
    exchange.record(entry | {"parameters": fields})


def _carried_out(exchange: Exchange) -> Answer:
    found = find(request.method, request.path)
    if found is None:
        raise RestFault(HTTPStatus.NOT_FOUND, 20404, f"{request.path} was not found")
    operation, places = found
    faults = operation.faults(places, request.args, request.form)
    if faults:
        raise RestFault(HTTPStatus.BAD_REQUEST, _code(faults), "; ".join(faults))
    asked = Asked(exchange, operation, places, request.args, request.form)
    handlers: dict[str, Handler] = current_app.extensions["practice.handlers"]
    with exchange.change:
        return handlers[operation.name](asked)


def check_credentials(exchange: Exchange, rest: str) -> None:
    given = request.authorization
    user, secret = (given.username or "", given.password or "") if given else ("", "")
    setup = exchange.setup
    pairs = [(setup.account, setup.secret), (setup.api_key, setup.api_secret)]
    known = [hmac.compare_digest(f"{user}:{secret}", f"{one}:{its}") for one, its in pairs if one]
    if not any(known) or not rest.startswith(f"Accounts/{setup.account}"):
        raise RestFault(HTTPStatus.UNAUTHORIZED, 20003, "Authenticate")
    if user != setup.account and rest == f"Accounts/{setup.account}.json":
        # A standard key opens all but accounts and keys; no lesser one makes browsers' tokens.
        raise RestFault(HTTPStatus.UNAUTHORIZED, 20003, "Authenticate")


def _code(faults: list[str]) -> int:
    """Twilio's number for the first fault; 20001 for a parameter that it does not know."""
    first = faults[0]
    if first.startswith("To "):
        return _BAD_NUMBER
    if first.startswith(("Url ", "StatusCallback ")):
        return 21205
    return 20001
