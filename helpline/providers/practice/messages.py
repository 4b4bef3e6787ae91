"""What each REST request about texts does and answers, and how texts come in."""

from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from helpline.providers.practice.courier import Heed
from helpline.providers.practice.exchange import Exchange
from helpline.providers.practice.resources import ROOT, check_numbers, listing
from helpline.providers.practice.rest import Answer, Asked, Handler, RestFault
from helpline.providers.practice.rules import BadTwiml
from helpline.providers.practice.text_rules import read_reply
from helpline.providers.practice.texts import FINAL_STATES, USUAL_FATE, Text
from helpline.providers.practice.transport import Page

LONGEST: Final = 1600


def send(exchange: Exchange, text: Text, status_url: str) -> None:
    """It goes its way, and each step is told."""
    exchange.texts.append(text)
    for status in exchange.fates.get(text.to, USUAL_FATE):
        text.status = status
        report = {"AccountSid": exchange.setup.account, **text.report()}
        exchange.courier.send(status_url, report)


def come_in(exchange: Exchange, sender: str, words: str, to: str = "") -> Text:
    """Somebody texts the line, which may answer with a text."""
    text = Text(sender, to or exchange.setup.number, words, "received", "inbound")
    exchange.texts.append(text)
    url = exchange.line(text.to)["sms_url"]
    exchange.courier.send(url, text.arrival(exchange.setup.account), _heed(exchange, text))
    return text


def _heed(exchange: Exchange, text: Text) -> Heed:
    def heed(page: Page) -> None:
        text.is_taken = True
        try:
            verbs = read_reply(page.words, page.content_type)
        except BadTwiml as bad:
            exchange.record({"to": "operator", "fault": str(bad)})
            return
        for verb in verbs:
            _follow(exchange, text, verb, page.url)

    return heed


def _follow(exchange: Exchange, text: Text, verb: ET.Element, base: str) -> None:
    if verb.tag == "Redirect":
        arrival = text.arrival(exchange.setup.account)
        url = urljoin(base, (verb.text or "").strip())
        exchange.courier.send(url, arrival, _heed(exchange, text))
        return
    words = (verb.text or "") + "".join(part.text or "" for part in verb if part.tag == "Body")
    answer = Text(text.to, verb.get("to", text.sender), words.strip(), direction="outbound-reply")
    status_url = verb.get("statusCallback", "")
    send(exchange, answer, urljoin(base, status_url) if status_url else "")


def _create(asked: Asked) -> Answer:
    form = asked.form
    if not form.get("Body"):
        raise RestFault(HTTPStatus.BAD_REQUEST, 21602, "Body is missing")
    if len(form["Body"]) > LONGEST:
        raise RestFault(HTTPStatus.BAD_REQUEST, 21617, "Body is longer than 1600 characters")
    check_numbers(asked, 21606)
    text = Text(form.get("From", ""), form["To"], form["Body"])
    body = asked.full(_body(asked.exchange, text))
    send(asked.exchange, text, form.get("StatusCallback", ""))
    return HTTPStatus.CREATED, body


def _list(asked: Asked) -> Answer:
    wishes = {"To": "to", "From": "sender"}
    bodies = [
        _body(asked.exchange, text)
        for text in asked.exchange.texts
        if all(
            asked.query.get(name, getattr(text, field)) == getattr(text, field)
            for name, field in wishes.items()
        )
    ]
    return HTTPStatus.OK, listing(asked, "messages", bodies)


def _fetch(asked: Asked) -> Answer:
    return HTTPStatus.OK, asked.full(_body(asked.exchange, _find(asked)))


def _redact(asked: Asked) -> Answer:
    """A text can be emptied, and not be rewritten."""
    text = _find(asked)
    if asked.form.get("Body"):
        raise RestFault(HTTPStatus.BAD_REQUEST, 20001, "Body can only be emptied")
    if asked.form.get("Status") != "canceled":
        _check_final(text)
        text.words = ""
    return HTTPStatus.OK, asked.full(_body(asked.exchange, text))


def _delete(asked: Asked) -> Answer:
    text = _find(asked)
    _check_final(text)
    asked.exchange.texts.remove(text)
    return HTTPStatus.NO_CONTENT, {}


def _check_final(text: Text) -> None:
    if text.status not in FINAL_STATES:
        raise RestFault(HTTPStatus.CONFLICT, 20009, "The message is not final")


def _find(asked: Asked) -> Text:
    for text in asked.exchange.texts:
        if text.sid == asked.places["Sid"]:
            return text
    raise RestFault(HTTPStatus.NOT_FOUND, 20404, "The message was not found")


def _body(exchange: Exchange, text: Text) -> dict[str, Any]:
    return {
        "sid": text.sid,
        "account_sid": exchange.setup.account,
        "body": text.words,
        "direction": text.direction,
        "from": text.sender,
        "to": text.to,
        "status": text.status,
        "error_code": int(text.error_code) if text.error_code else None,
    }


HANDLERS: Final[dict[str, Handler]] = {
    f"POST {ROOT}/Messages.json": _create,
    f"GET {ROOT}/Messages.json": _list,
    f"GET {ROOT}/Messages/{{Sid}}.json": _fetch,
    f"POST {ROOT}/Messages/{{Sid}}.json": _redact,
    f"DELETE {ROOT}/Messages/{{Sid}}.json": _delete,
}
