"""Another company, region or edge is a matter of settings: shown against a stub on loopback."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, cast
from xml.etree import ElementTree as ET

import pytest
from flask import Flask, Response, request
from werkzeug.datastructures import MultiDict

from helpline.config import Config, ConfigError
from helpline.providers import Answer, Ask, Leg, Record, Spoken, carrier_for
from helpline.providers.twilio.kinds import rest_address
from tests.serving import served

PUBLIC: Final = "https://line.example.org"
PROJECT: Final = "7f2c6b1e-0000-4000-8000-000000000000"
CALL: Final = "3a1c9f0e-1111-4111-8111-111111111111"
"""Not of Twilio's shape: nobody here looks at the shape of a reference."""
SIGNING_KEY: Final = "PSK_of_no_secrecy"
FORM: Final = [("CallSid", CALL), ("From", "+12025550111"), ("Digits", "1")]


@dataclass
class Stub:
    """Takes everything, and remembers it."""

    url: str = ""
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    users: set[str] = field(default_factory=set)


@pytest.fixture
def stub() -> Iterator[Stub]:
    app = Flask("stub")
    stub = Stub()

    def take(_path: str) -> Response:
        stub.asked.append((request.method, request.path, request.form.to_dict()))
        stub.users.add(request.authorization.username or "" if request.authorization else "")
        status = HTTPStatus.NO_CONTENT if request.method == "DELETE" else HTTPStatus.CREATED
        return Response(json.dumps({"sid": CALL}), status, content_type="application/json")

    app.add_url_rule("/<path:_path>", "take", take, methods=["GET", "POST", "DELETE"])
    with served(app) as port:
        stub.url = f"http://127.0.0.1:{port}/api/laml"
        yield stub


def config(**settings: object) -> Config:
    plain = Config(
        database_url="",
        secret_key="x" * 32,
        policy_file=Path("p"),
        public_keys=Path("k"),
        public_base_url=PUBLIC,
        line_number="+12025550100",
    )
    return replace(plain, **cast("dict[str, Any]", settings))


@pytest.fixture
def other(stub: Stub) -> Config:
    """All that an operator of another company sets."""
    return config(
        carrier_kind="signalwire",
        carrier_base_url=stub.url,
        carrier_account=PROJECT,
        carrier_secret="PT_of_no_secrecy",
        carrier_signing_secrets=(SIGNING_KEY,),
    )


def test_verbs_go_below_the_prefix_with_references_of_any_shape(stub: Stub, other: Config) -> None:
    carrier = carrier_for(other)

    reference = carrier.ring(Leg("+12025550111", f"{PUBLIC}/leg", f"{PUBLIC}/leg/status"))
    carrier.redirect(reference, f"{PUBLIC}/join")
    carrier.delete_call_record(reference)

    account = f"/api/laml/2010-04-01/Accounts/{PROJECT}"
    assert [(method, path) for method, path, _form in stub.asked] == [
        ("POST", f"{account}/Calls.json"),
        ("POST", f"{account}/Calls/{CALL}.json"),
        ("DELETE", f"{account}/Calls/{CALL}.json"),
    ]
    assert stub.asked[0][2]["Url"] == f"{PUBLIC}/leg"  # fragments are Twilio's own idea
    assert stub.users == {PROJECT}


def test_a_key_of_our_own_goes_before_the_accounts_secret(stub: Stub, other: Config) -> None:
    carrier = carrier_for(replace(other, carrier_api_key="SK1", carrier_api_secret="of no secrecy"))

    carrier.redirect(CALL, f"{PUBLIC}/join")

    assert stub.users == {"SK1"}
    assert stub.asked[0][1].startswith(f"/api/laml/2010-04-01/Accounts/{PROJECT}/")


def test_its_webhooks_are_believed_by_its_own_header_and_key(other: Config) -> None:
    words = f"{PUBLIC}/voice/call" + "".join(f"{name}{text}" for name, text in sorted(FORM))
    digest = hmac.new(SIGNING_KEY.encode(), words.encode(), hashlib.sha1).digest()
    signature = base64.b64encode(digest).decode()
    carrier = carrier_for(other)

    form = MultiDict(FORM)
    assert carrier.signed("/voice/call", form, {"X-SignalWire-Signature": signature})
    assert not carrier.signed("/voice/call", form, {"X-Twilio-Signature": signature})
    assert carrier.read_keys(form).call_ref == CALL


@pytest.mark.parametrize(
    ("base", "fits"),
    [
        ("https://space.signalwire.com/api/laml", True),
        ("https://api.twilio.com", False),
        ("https://space.signalwire.com.example.org", False),
        ("http://space.signalwire.com", False),
    ],
)
def test_its_secrets_go_to_that_company_only(base: str, fits: bool) -> None:  # noqa: FBT001
    other = config(carrier_kind="signalwire", carrier_base_url=base)

    if fits:
        assert rest_address(other).path == "/api/laml"
    else:
        with pytest.raises(ConfigError):
            carrier_for(other)


def test_a_company_that_nobody_described_is_refused_at_the_start() -> None:
    with pytest.raises(ConfigError, match="HELPLINE_CARRIER_KIND"):
        carrier_for(config(carrier_kind="somebody"))


@pytest.mark.parametrize(
    ("settings", "host"),
    [
        ({}, "api.twilio.com"),
        ({"carrier_region": "ie1"}, "api.ie1.twilio.com"),
        ({"carrier_region": "ie1", "carrier_edge": "dublin"}, "api.dublin.ie1.twilio.com"),
        ({"carrier_edge": "frankfurt"}, "api.frankfurt.us1.twilio.com"),
        (
            {"carrier_region": "ie1", "carrier_base_url": "https://api.dublin.ie1.twilio.com"},
            "api.dublin.ie1.twilio.com",
        ),
    ],
)
def test_region_and_edge_say_where_calls_are_asked_for(settings: dict[str, str], host: str) -> None:
    assert rest_address(config(**settings)).netloc == host


@pytest.mark.parametrize(
    "settings",
    [
        {"carrier_region": "au1", "carrier_base_url": "https://api.dublin.ie1.twilio.com"},
        {"carrier_region": "ie1.example.org/"},
        {"carrier_edge": "dublin@"},
    ],
)
def test_a_region_that_contradicts_the_address_is_refused(settings: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        rest_address(config(**settings))


def test_webhooks_are_asked_again_and_through_our_edge() -> None:
    carrier = carrier_for(config(carrier_region="ie1", carrier_edge="dublin"))
    answer = Answer().ask(Ask("https://line.example.org/keys", (Spoken("Hello", "en"),)))
    answer.record(Record("https://line.example.org/done", "https://line.example.org/kept"))

    written = ET.fromstring(carrier.respond(answer).get_data())  # noqa: S314  (our own)

    wishes = "#rt=5000&rc=2&rp=ct,rt,5xx&e=dublin"
    gather, record = written
    assert gather.get("action") == f"https://line.example.org/keys{wishes}"
    assert record.get("action") == f"https://line.example.org/done{wishes}"
    assert record.get("recordingStatusCallback") == f"https://line.example.org/kept{wishes}"
