"""What each REST request about the account and its numbers does and answers."""

import hashlib
from http import HTTPStatus
from typing import Any, Final

from helpline.providers.practice.resources import ROOT, listing
from helpline.providers.practice.rest import Answer, Asked, Handler, RestFault

_SETTINGS: Final = {
    "VoiceUrl": "voice_url",
    "VoiceFallbackUrl": "voice_fallback_url",
    "StatusCallback": "status_callback",
    "SmsUrl": "sms_url",
}


def _account(asked: Asked) -> Answer:
    body = {"sid": asked.exchange.setup.account, "status": "active", "type": "Full"}
    return HTTPStatus.OK, asked.full(body)


def _list(asked: Asked) -> Answer:
    wanted = asked.query.get("PhoneNumber", "")
    numbers = [one for one in asked.exchange.setup.numbers if wanted in one]
    bodies = [_body(asked, number) for number in numbers]
    return HTTPStatus.OK, listing(asked, "incoming_phone_numbers", bodies)


def _fetch(asked: Asked) -> Answer:
    return HTTPStatus.OK, asked.full(_body(asked, _find(asked)))


def _update(asked: Asked) -> Answer:
    number = _find(asked)
    changed = {
        ours: asked.form[theirs] for theirs, ours in _SETTINGS.items() if theirs in asked.form
    }
    asked.exchange.overrides.setdefault(number, {}).update(changed)
    return HTTPStatus.OK, asked.full(_body(asked, number))


def _find(asked: Asked) -> str:
    for number in asked.exchange.setup.numbers:
        if _sid(number) == asked.places["Sid"]:
            return number
    raise RestFault(HTTPStatus.NOT_FOUND, 20404, "The number was not found")


def _sid(number: str) -> str:
    return "PN" + hashlib.blake2b(number.encode(), digest_size=16).hexdigest()


def _body(asked: Asked, number: str) -> dict[str, Any]:
    methods = ("voice_method", "voice_fallback_method", "status_callback_method", "sms_method")
    return {
        "sid": _sid(number),
        "account_sid": asked.exchange.setup.account,
        "phone_number": number,
        "capabilities": {"voice": True, "sms": True, "mms": False, "fax": False},
        "voice_receive_mode": "voice",
        **dict.fromkeys(methods, "POST"),
        **asked.exchange.line(number),
    }


HANDLERS: Final[dict[str, Handler]] = {
    f"GET {ROOT.replace('AccountSid', 'Sid')}.json": _account,
    f"GET {ROOT}/IncomingPhoneNumbers.json": _list,
    f"GET {ROOT}/IncomingPhoneNumbers/{{Sid}}.json": _fetch,
    f"POST {ROOT}/IncomingPhoneNumbers/{{Sid}}.json": _update,
}
