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
BUSY: Final = frozenset({20429, 20503, 21611})
_CODES: Final[dict[Reason, tuple[int, ...]]] = {
    Reason.CREDENTIALS: (20003, 20101, 20104),
    Reason.NOT_ALLOWED: (
        *(10001, 10002, 13225, 13227, 20004, 20005, 20006, 20008, 20010),
        *(21203, 21215, 21216, 21219, 21408, 21608),
    ),
    Reason.BAD_NUMBER: (
        *(13223, 13224, 13226, 21201, 21202, 21211, 21214, 21217),
        *(21604, 21612, 21613, 21614),
    ),
    Reason.BAD_LINE: (13214, 21210, 21212, 21213, 21603, 21606, 21660),
    Reason.BAD_ADDRESS: (21205, 21609, 21626),
    Reason.OPTED_OUT: (21610,),
    Reason.NOT_YET: (20009,),
    Reason.UNKNOWN_THING: (20001, 20422, 21206, 21208, 21209, 21218, 21602, 21619),
    Reason.ALREADY_THERE: (16025,),
    Reason.TOO_LONG: (21605, 21617),
}
REASONS: Final = {code: reason for reason, codes in _CODES.items() for code in codes}
_GATEWAY_FELL_SILENT: Final = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT})

Trouble = CallGone | CarrierRefused | CarrierUnavailable | CarrierUnclear


def explained(status: int, code: int | None) -> Trouble:
    """The one of our four errors that this answer means."""
    if code in GONE or status == HTTPStatus.NOT_FOUND:
        return CallGone(f"Twilio error {code}")
    if status in _GATEWAY_FELL_SILENT:
        return CarrierUnclear(f"Twilio's gateway answered {status}")
    is_busy = code in BUSY or status == HTTPStatus.TOO_MANY_REQUESTS
    if is_busy or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return CarrierUnavailable(f"Twilio answered {status}")
    unnamed = Reason.CREDENTIALS if status == HTTPStatus.UNAUTHORIZED else Reason.OTHER
    return CarrierRefused(REASONS.get(code or 0, unnamed), code or 0)
