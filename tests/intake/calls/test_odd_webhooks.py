"""Every webhook meets odd values in everything that the carrier may send with it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from helpline.providers.practice.signing import signature
from helpline.providers.twilio import webhooks
from tests.house import House
from tests.intake.calls.conftest import CONFIG, MOTHER
from tests.intake.calls.test_webhooks import ONE, PATHS, SID
from tests.rules.odd.values import BROKEN, ODD, Pair, arrived, send

FITTING: Final = {
    "CallSid": SID,
    "From": MOTHER,
    "To": "+493023125100",
    "Digits": "1",
    "QueueTime": "5",
    "QueueResult": "bridged",
    "CallStatus": "in-progress",
    "DialCallStatus": "completed",
    "SequenceNumber": "1",
    "CallDuration": "5",
    "ConferenceSid": "CF" + "7" * 32,
    "FriendlyName": ONE,
    "StatusCallbackEvent": "participant-join",
    "ParticipantLabel": ONE,
    "RecordingStatus": "completed",
    "RecordingSid": "RE" + "7" * 32,
    "RecordingDuration": "5",
    "MessageSid": "SM" + "7" * 32,
    "Body": "Hello",
    "NumMedia": "0",
    "MessageStatus": "delivered",
}
"""Every parameter that we read, as the carrier means it."""
NAMES: Final = ("CallSid", "ConferenceSid", "MessageSid", "RecordingSid")
CODES: Final = (
    "QueueResult",
    "CallStatus",
    "StatusCallbackEvent",
    "RecordingStatus",
    "MessageStatus",
)
REST: Final = tuple(name for name in FITTING if name not in NAMES + CODES)
GROUPS: Final = (*((name,) for name in NAMES), CODES, REST)
"""What is odd at once: of these, one refused hides no other."""
READ: Final = re.compile(r'form(?:\.get\(|, )"(\w+)"')


def test_every_parameter_that_is_read_is_tried() -> None:
    read = set(READ.findall(Path(webhooks.__file__).read_text(encoding="utf-8")))

    assert read == FITTING.keys()


@pytest.mark.parametrize("path", PATHS)
def test_no_parameter_of_a_webhook_breaks_it(house: House, path: str) -> None:
    carrier = house.public.test_client()
    _signed(house, carrier, "/voice/incoming", [("CallSid", SID), ("From", MOTHER)])

    broken = [
        (tried, status)
        for tried, fields in _tries()
        if (status := _signed(house, carrier, path, fields)) >= BROKEN
    ]

    assert broken == []


def _tries() -> Iterator[tuple[str, list[Pair]]]:
    for label, value in ODD.items():
        for names in GROUPS:
            odd: dict[str, str | bytes] = {
                **FITTING,
                "MessageSid": f"SM{uuid4().hex}",  # one text has one sender
                **dict.fromkeys(names, value),
            }
            yield f"{', '.join(names)}: {label}", list(odd.items())


def _signed(house: House, carrier: FlaskClient, path: str, fields: list[Pair]) -> int:
    config = house.public.extensions[CONFIG]
    url = config.public_base_url.rstrip("/") + path
    right = signature(config.carrier_signing_secrets[0], url, arrived(fields))
    answer = send(carrier, path, fields, {"X-Twilio-Signature": right})
    assert answer.status_code != 403
    return answer.status_code
