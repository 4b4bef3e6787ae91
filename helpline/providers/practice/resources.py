"""What each REST request does and answers: calls and texts."""

from http import HTTPStatus
from typing import Any, Final

from helpline.providers.practice.call import Call, Callback
from helpline.providers.practice.calling import Wanted, call_out
from helpline.providers.practice.exchange import API_VERSION, Exchange, Text
from helpline.providers.practice.rest import Answer, Asked, Handler, RestFault

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
    if not form.get("Url"):
        raise RestFault(HTTPStatus.BAD_REQUEST, 21205, "Url is missing")
    check_numbers(asked, 21210)
    wanted = Wanted(
        sender=form["From"],
        to=form["To"],
        callback=callback(asked),
        seconds=float(form.get("Timeout", 60)),
        url=form["Url"],
    )
    leg = call_out(asked.exchange, wanted)
    return HTTPStatus.CREATED, asked.full(call_body(asked.exchange, leg) | {"status": "queued"})


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
    call, url, status = find_call(asked), asked.form.get("Url"), asked.form.get("Status")
    if call.is_over:
        raise RestFault(HTTPStatus.BAD_REQUEST, 21220, "Call is not in-progress. Cannot redirect.")
    if status == "completed" and call.status == "in-progress":
        asked.exchange.become(call, "completed")
    elif status:
        asked.exchange.become(call, "canceled")
    elif url:
        call.move(url)
    return HTTPStatus.OK, asked.full(call_body(asked.exchange, call))


def _delete_call(asked: Asked) -> Answer:
    call = find_call(asked)
    if not call.is_over:
        raise RestFault(HTTPStatus.CONFLICT, 20009, "The call is not final")
    del asked.exchange.calls[call.sid]
    return HTTPStatus.NO_CONTENT, {}


def _create_message(asked: Asked) -> Answer:
    form = asked.form
    if not form.get("Body"):
        raise RestFault(HTTPStatus.BAD_REQUEST, 21602, "Body is missing")
    check_numbers(asked, 21606)
    text = Text(form.get("From", ""), form["To"], form["Body"])
    asked.exchange.texts.append(text)
    body = asked.full(_message_body(asked.exchange, text))
    for status in ("sent", "delivered"):
        text.status = status
        report = {"MessageSid": text.sid, "SmsSid": text.sid, "MessageStatus": status}
        report |= {"SmsStatus": status, "From": text.sender, "To": text.to}
        asked.exchange.courier.send(form.get("StatusCallback", ""), report)
    return HTTPStatus.CREATED, body


def _list_messages(asked: Asked) -> Answer:
    bodies = [_message_body(asked.exchange, text) for text in asked.exchange.texts]
    return HTTPStatus.OK, listing(asked, "messages", bodies)


def _fetch_message(asked: Asked) -> Answer:
    return HTTPStatus.OK, asked.full(_message_body(asked.exchange, _find_text(asked)))


def _redact_message(asked: Asked) -> Answer:
    text = _find_text(asked)
    text.words = asked.form.get("Body", text.words)
    return HTTPStatus.OK, asked.full(_message_body(asked.exchange, text))


def _delete_message(asked: Asked) -> Answer:
    asked.exchange.texts.remove(_find_text(asked))
    return HTTPStatus.NO_CONTENT, {}


def _list_queues(asked: Asked) -> Answer:
    waiting = [one for one in asked.exchange.calls.values() if one.queue]
    queues = [{"friendly_name": call.queue, "current_size": 1} for call in waiting]
    return HTTPStatus.OK, listing(asked, "queues", queues)


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
    if asked.form.get("From") != asked.exchange.setup.number:
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


def _find_text(asked: Asked) -> Text:
    for text in asked.exchange.texts:
        if text.sid == asked.places["Sid"]:
            return text
    raise RestFault(HTTPStatus.NOT_FOUND, 20404, "The message was not found")


def _message_body(exchange: Exchange, text: Text) -> dict[str, Any]:
    return {
        "sid": text.sid,
        "account_sid": exchange.setup.account,
        "body": text.words,
        "from": text.sender,
        "to": text.to,
        "status": text.status,
    }


HANDLERS: Final[dict[str, Handler]] = {
    f"POST {ROOT}/Calls.json": _create_call,
    f"GET {ROOT}/Calls.json": _list_calls,
    f"GET {ROOT}/Calls/{{Sid}}.json": _fetch_call,
    f"POST {ROOT}/Calls/{{Sid}}.json": _update_call,
    f"DELETE {ROOT}/Calls/{{Sid}}.json": _delete_call,
    f"POST {ROOT}/Messages.json": _create_message,
    f"GET {ROOT}/Messages.json": _list_messages,
    f"GET {ROOT}/Messages/{{Sid}}.json": _fetch_message,
    f"POST {ROOT}/Messages/{{Sid}}.json": _redact_message,
    f"DELETE {ROOT}/Messages/{{Sid}}.json": _delete_message,
    f"GET {ROOT}/Queues.json": _list_queues,
}
