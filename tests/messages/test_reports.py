"""What the carrier tells us about a text that it took."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator

from helpline import demonstration
from helpline.doors import Role
from helpline.messages import Letter, Medium, Recipient, write
from tests.house import OPERATOR, House, inside
from tests.messages.test_sending import SUBJECT, state
from tests.outside import Outside

Settle = Callable[[], int]
MARIA = demonstration.id_of(OPERATOR, "account", "maria")


@pytest.fixture
def address(house: House, outside: Outside, settle: Settle) -> str:
    """Where the carrier reports on a text that left."""
    to = Recipient(MARIA, Medium.TEXT, "+12025550142", "en")
    with inside(house.staff, Role.SUPPORT):
        outgoing = write(Letter("new_message", SUBJECT), to)
    settle()
    return f"/voice/text/{outgoing}/status"


def report(house: House, public: FlaskClient, address: str, word: str) -> int:
    config = house.public.extensions["helpline.config"]
    form = {"MessageSid": "SM" + "0" * 32, "MessageStatus": word}
    validator = RequestValidator(config.carrier_signing_secrets[0])
    signature = validator.compute_signature(f"{config.public_base_url}{address}", form)
    answer = public.post(
        address,
        data=form,
        headers={"X-Twilio-Signature": signature},
        environ_overrides={"RAW_URI": address},
    )
    return answer.status_code


@pytest.mark.parametrize("word", ["undelivered", "failed"])
def test_a_text_that_did_not_arrive_stands_before_the_supervisors(
    house: House, public: FlaskClient, address: str, word: str
) -> None:
    assert report(house, public, address, word) == 204
    assert state(house) == "refused"


@pytest.mark.parametrize("word", ["queued", "sent", "delivered"])
def test_other_news_change_nothing(
    house: House, public: FlaskClient, address: str, word: str
) -> None:
    assert report(house, public, address, word) == 204
    assert state(house) == "sent"


def test_nobody_but_the_carrier_reports(house: House, public: FlaskClient, address: str) -> None:
    answer = public.post(address, data={"MessageSid": "SM1", "MessageStatus": "failed"})

    assert answer.status_code == 403
    assert state(house) == "sent"
