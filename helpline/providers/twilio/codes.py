"""Twilio's error numbers in our words. Its own texts repeat phone numbers; ours never do."""

from http import HTTPStatus
from typing import Final

from helpline.providers.carrier import (
    CallGone,
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    Reason,
)

GONE: Final = frozenset({20404, 21220})
REASONS: Final[dict[int, Reason]] = {
    10001: Reason.NOT_ALLOWED,
    13223: Reason.BAD_NUMBER,
    13224: Reason.BAD_NUMBER,
    13227: Reason.NOT_ALLOWED,
    20003: Reason.CREDENTIALS,
    20008: Reason.NOT_ALLOWED,
    20009: Reason.NOT_YET,
    21201: Reason.BAD_NUMBER,
    21205: Reason.BAD_ADDRESS,
    21206: Reason.BAD_ADDRESS,
    21210: Reason.BAD_LINE,
    21211: Reason.BAD_NUMBER,
    21212: Reason.BAD_LINE,
    21214: Reason.BAD_NUMBER,
    21215: Reason.NOT_ALLOWED,
    21217: Reason.BAD_NUMBER,
    21408: Reason.NOT_ALLOWED,
    21606: Reason.BAD_LINE,
    21609: Reason.BAD_ADDRESS,
    21610: Reason.OPTED_OUT,
    21612: Reason.BAD_NUMBER,
    21614: Reason.BAD_NUMBER,
}
_GATEWAY_FELL_SILENT: Final = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT})

Trouble = CallGone | CarrierRefused | CarrierUnavailable | CarrierUnclear


def explained(status: int, code: int | None) -> Trouble:
    """The one of our four errors that this answer means."""
    if code in GONE or status == HTTPStatus.NOT_FOUND:
        return CallGone(f"Twilio error {code}")
    if status in _GATEWAY_FELL_SILENT:
        return CarrierUnclear(f"Twilio's gateway answered {status}")
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return CarrierUnavailable(f"Twilio answered {status}")
    unnamed = Reason.CREDENTIALS if status == HTTPStatus.UNAUTHORIZED else Reason.OTHER
    return CarrierRefused(REASONS.get(code or 0, unnamed), code or 0)
