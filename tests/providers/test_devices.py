"""Phones in browsers at the practice line: who may be one, and what it may do."""

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from flask.testing import FlaskClient

from helpline.config import Config
from helpline.providers.practice.call import NOWHERE
from helpline.providers.practice.exchange import Exchange
from helpline.providers.practice.house import practice_app
from helpline.providers.practice.mailbox import Mailbox
from helpline.providers.practice.setup import Setup
from helpline.providers.twilio import softphone

CONSOLE: Final = "https://console.example.org"
SETUP: Final = Setup(
    account="AC" + "0" * 32,
    secret="a carrier secret of no secrecy",
    api_key="SK" + "0" * 32,
    api_secret="a secret as long as the carrier's",
    signing_secret="a signing secret of no secrecy",
    public_base_url="http://127.0.0.1:9",
    staff_base_url=CONSOLE,
    number="+493023125100",
)


@pytest.fixture
def exchange() -> Exchange:
    return Exchange(SETUP)


@pytest.fixture
def browser(exchange: Exchange) -> FlaskClient:
    return practice_app(exchange, Mailbox(None, exchange.faults)).test_client()


def token(setup: Setup = SETUP, seconds: int = 600) -> str:
    """As the console makes it, with the carrier's own library."""
    config = Config(
        database_url="",
        secret_key="",
        policy_file=Path(),
        public_keys=Path(),
        carrier_account=setup.account,
        carrier_api_key=setup.api_key,
        carrier_api_secret=setup.api_secret,
    )
    return softphone.token(config, "staff_1", seconds)


def headers(shown: str, origin: str = CONSOLE) -> dict[str, str]:
    return {"Authorization": f"Bearer {shown}", "Origin": origin}


def rings(exchange: Exchange, to: str = "client:staff_1") -> str:
    call = exchange.new_call("outbound-api", SETUP.number, to, callback=NOWHERE)
    exchange.become(call, "ringing")
    return call.sid


def test_a_phone_hears_of_its_own_calls_and_of_no_others(
    exchange: Exchange, browser: FlaskClient
) -> None:
    rings(exchange, "client:staff_2")
    mine = rings(exchange)

    told = browser.post("/devices/listen", json={"seen": ""}, headers=headers(token())).get_json()

    assert told["calls"] == [{"sid": mine, "status": "ringing"}]


def test_it_answers_and_hangs_up(exchange: Exchange, browser: FlaskClient) -> None:
    mine, shown = rings(exchange), headers(token())

    browser.post(f"/devices/calls/{mine}/accept", headers=shown)
    assert exchange.calls[mine].status == "in-progress"
    browser.post(f"/devices/calls/{mine}/hangup", headers=shown)
    assert exchange.calls[mine].status == "completed"


def test_it_cannot_touch_another_phones_call(exchange: Exchange, browser: FlaskClient) -> None:
    theirs = rings(exchange, "client:staff_2")

    answer = browser.post(f"/devices/calls/{theirs}/accept", headers=headers(token()))

    assert (answer.status_code, exchange.calls[theirs].status) == (404, "ringing")


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        ("", 20101),
        ("not.a.token", 20101),
        (token(replace(SETUP, api_secret="another secret, and just as long")), 20101),
        (token(replace(SETUP, account="AC" + "1" * 32)), 20101),
        (token(replace(SETUP, api_key="SK" + "1" * 32)), 20101),
        (token(seconds=-10), 20104),
    ],
    # A token in a test's name would be another one in each worker of a parallel run.
    ids=["none", "not one", "another secret", "another account", "another key", "over"],
)
def test_a_token_that_twilio_would_refuse_opens_nothing(
    browser: FlaskClient, shown: str, code: int
) -> None:
    answer = browser.post("/devices/listen", json={"seen": ""}, headers=headers(shown))

    assert (answer.status_code, answer.get_json()) == (401, {"code": code})


def test_a_token_cannot_be_changed(browser: FlaskClient) -> None:
    header, claims, signature = token().split(".")
    told = json.loads(base64.urlsafe_b64decode(claims + "=="))
    told["grants"]["identity"] = "staff_2"
    forged = base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")

    shown = f"{header}.{forged}.{signature}"

    assert browser.post("/devices/listen", headers=headers(shown)).status_code == 401


def test_pages_of_other_sites_are_no_phones(browser: FlaskClient) -> None:
    answer = browser.post(
        "/devices/listen", headers=headers(token(), origin="https://elsewhere.example.org")
    )

    assert answer.status_code == 403
    assert answer.headers["Access-Control-Allow-Origin"] == CONSOLE
