"""What each REST request about calls does and answers."""

from http import HTTPStatus
from typing import Any, Final

from helpline.providers.practice.call import Call, Callback
from helpline.providers.practice.calling import Wanted, call_out
from helpline.providers.practice.exchange import API_VERSION, Exchange
from helpline.providers.practice.rest import Answer, Asked, Handler, RestFault
from helpline.providers.practice.rules import LONGEST_DOCUMENT, BadTwiml, relative_addresses
from helpline.providers.practice.walk import Next

ROOT: Final = "/2010-04-01/Accounts/{AccountSid}"
NEVER_REACHED: Final = {
    "+15005550001": 21211,
    "+15005550002": 21214,
    "+15005550003": 21215,
    "+15005550004": 21610,
    "+15005550009": 21614,
}
"""Twilio's own numbers for tests, and the refusals they stand for."""


def _create_call(asked: Asked) -> Answer:
    form = asked.form
    _check_document(asked)
    if not (form.get("Url") or form.get("Twiml")):
        raise RestFault(HTTPStatus.BAD_REQUEST, 21205, "Url is missing")
    if asked.yes("Record"):
        raise RestFault(HTTPStatus.BAD_REQUEST, 20001, "Record is never asked for here")
    check_numbers(asked, 21210)
    wanted = Wanted(
        sender=form["From"],
        to=form["To"],
        callback=callback(asked),
        seconds=float(form.get("Timeout", 60)),
        first=Next(form.get("Url", ""), {}, form.get("Method", "POST"), form.get("Twiml", "")),
    )
    leg = call_out(asked.exchange, wanted)
    return HTTPStatus.CREATED, asked.full(call_body(asked.exchange, leg) | {"status": "queued"})


def _check_document(asked: Asked) -> None:
    """TwiML in a request: short, and with nothing in it that is relative to a page."""
    document = asked.form.get("Twiml", "")
    if len(document) > LONGEST_DOCUMENT:
        raise RestFault(HTTPStatus.BAD_REQUEST, 21626, "Twiml is longer than 4000 characters")
    try:
        faults = relative_addresses(document) if document else []
    except BadTwiml as bad:
        raise RestFault(HTTPStatus.BAD_REQUEST, bad.code, str(bad)) from None
    if faults:
        raise RestFault(HTTPStatus.BAD_REQUEST, 21205, "; ".join(faults))


def _list_calls(asked: Asked) -> Answer:
    calls = [one for one in asked.exchange.calls.values() if _fits(one, asked)]
    bodies = [call_body(asked.exchange, one) for one in calls]
    return HTTPStatus.OK, listing(asked, "calls", bodies)


def _fits(call: Call, asked: Asked) -> bool:
    wishes = {"To": call.to, "From": call.sender, "Status": call.status}
    return all(asked.query.get(name, value) == value for name, value in wishes.items())


def _fetch_call(asked: Asked) -> Answer:
    return HTTPStatus.OK, asked.full(call_body(asked.exchange, find_call(asked)))


def _update_call(asked: Asked) -> Answer:
    call, form = find_call(asked), asked.form
    _check_document(asked)
    goes_on = bool(form.get("Url") or form.get("Twiml"))
    if call.is_over or (goes_on and call.status != "in-progress"):
        raise RestFault(HTTPStatus.BAD_REQUEST, 21220, "Call is not in-progress. Cannot redirect.")
    if form.get("Status"):
        _end(asked, call, form["Status"])
    elif goes_on:
        method, document = form.get("Method", "POST"), form.get("Twiml", "")
        call.move(form.get("Url", ""), method=method, document=document)
    return HTTPStatus.OK, asked.full(call_body(asked.exchange, call))


def _end(asked: Asked, call: Call, wanted: str) -> None:
    """Canceled stops what rings, and nothing else; completed ends whatever there is."""
    if call.status != "in-progress":
        asked.exchange.become(call, "canceled")
    elif wanted == "completed":
        asked.exchange.become(call, "completed")


def _delete_call(asked: Asked) -> Answer:
    call = find_call(asked)
    if not call.is_over:
        raise RestFault(HTTPStatus.CONFLICT, 20009, "The call is not final")
    del asked.exchange.calls[call.sid]
    return HTTPStatus.NO_CONTENT, {}


def find_call(asked: Asked) -> Call:
    call = asked.exchange.calls.get(asked.places.get("Sid") or asked.places["CallSid"])
    if call is None:
        raise RestFault(HTTPStatus.NOT_FOUND, 20404, "The call was not found")
    return call


def check_numbers(asked: Asked, not_ours: int) -> None:
    """Refuse a sender that is not the line, and the numbers that Twilio refuses in tests."""
    code = NEVER_REACHED.get(asked.form["To"])
    if code is not None:
        raise RestFault(HTTPStatus.BAD_REQUEST, code, "The number cannot be reached")
    if asked.form.get("From") not in asked.exchange.setup.numbers:
        raise RestFault(HTTPStatus.BAD_REQUEST, not_ours, "From is no number of yours")


def callback(asked: Asked) -> Callback:
    """A list given as one word joined by spaces is taken, and reports nothing: as at Twilio."""
    events = frozenset(asked.form.getlist("StatusCallbackEvent") or ["completed"])
    return Callback(asked.form.get("StatusCallback", ""), events)


def call_body(exchange: Exchange, call: Call) -> dict[str, Any]:
    return {
        "sid": call.sid,
        "account_sid": exchange.setup.account,
        "api_version": API_VERSION,
        "direction": call.direction,
        "from": call.sender,
        "to": call.to,
        "status": call.status,
        "duration": str(call.seconds) if call.is_over else None,
        "parent_call_sid": call.parent or None,
        "uri": f"/2010-04-01/Accounts/{exchange.setup.account}/Calls/{call.sid}.json",
    }


def listing(asked: Asked, name: str, bodies: list[dict[str, Any]]) -> dict[str, Any]:
    """One page with everything on it."""
    return asked.full({name: bodies, "page": 0, "page_size": 50, "uri": ""})


HANDLERS: Final[dict[str, Handler]] = {
    f"POST {ROOT}/Calls.json": _create_call,
    f"GET {ROOT}/Calls.json": _list_calls,
    f"GET {ROOT}/Calls/{{Sid}}.json": _fetch_call,
    f"POST {ROOT}/Calls/{{Sid}}.json": _update_call,
    f"DELETE {ROOT}/Calls/{{Sid}}.json": _delete_call,
}
