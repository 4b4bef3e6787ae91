import base64
import hashlib
import hmac
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from helpline.config import Config
from helpline.providers import Carrier, carrier_for
from helpline.providers.practice.signing import signature

BASE = "https://line.example.org"
HEADER = "X-Twilio-Signature"
FORM = [("CallSid", "CA1"), ("From", "+12025550111"), ("Digits", "1"), ("Ort", "Köln")]


def carrier_with(*secrets: str, base: str = BASE) -> Carrier:
    return carrier_for(
        Config(
            database_url="",
            secret_key="x" * 32,
            policy_file=Path("p"),
            public_keys=Path("k"),
            public_base_url=base,
            carrier_signing_secrets=secrets,
        )
    )


@pytest.mark.parametrize(
    "path",
    [
        "/voice/call",
        "/voice/call?leg=1&x=%2F",
        "/voice/caf%C3%A9",
        "/voice//call",
    ],
)
def test_what_the_practice_line_signs_we_and_the_library_accept(path: str) -> None:
    signed = signature("secret", BASE + path, FORM)

    assert RequestValidator("secret").compute_signature(BASE + path, MultiDict(FORM)) == signed
    assert carrier_with("secret").signed(path, MultiDict(FORM), {HEADER: signed})


def test_a_vector_from_the_carriers_own_documentation() -> None:
    url = "https://example.com/myapp.php?foo=1&bar=2"
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675310",
        "Digits": "1234",
        "From": "+14158675310",
        "To": "+18005551212",
    }

    assert signature("12345", url, form.items()) == "L/OH5YylLD5NRKLltdqwSvS0BnU="


def test_a_public_port_is_part_of_the_address() -> None:
    base = "https://line.example.org:8443"
    signed = signature("secret", base + "/voice", FORM)

    assert carrier_with("secret", base=base).signed("/voice", MultiDict(FORM), {HEADER: signed})


def test_every_configured_secret_is_accepted_while_one_is_replaced() -> None:
    both = carrier_with("old", "new")

    for secret in ("old", "new"):
        signed = signature(secret, BASE + "/voice", FORM)
        assert both.signed("/voice", MultiDict(FORM), {HEADER: signed})


def test_without_a_secret_nothing_is_signed() -> None:
    signed = signature("", BASE + "/voice", FORM)

    assert not carrier_with().signed("/voice", MultiDict(FORM), {HEADER: signed})
    assert not carrier_with("").signed("/voice", MultiDict(FORM), {HEADER: signed})


@pytest.mark.parametrize(
    ("path", "form", "headers"),
    [
        ("/voice", FORM, {}),
        ("/voice", FORM, {HEADER: ""}),
        ("/voice", FORM, {HEADER: "AAAA"}),
        ("/voice", FORM, {HEADER: "é"}),
        ("/voice/", FORM, {HEADER: signature("secret", BASE + "/voice", FORM)}),
        ("/voice", FORM[1:], {HEADER: signature("secret", BASE + "/voice", FORM)}),
        ("/voice", [*FORM, ("x", "")], {HEADER: signature("secret", BASE + "/voice", FORM)}),
        ("/voice", FORM, {HEADER: signature("wrong", BASE + "/voice", FORM)}),
        (
            "/voice",
            FORM,
            {
                HEADER: signature("secret", BASE + "/voice", FORM),
                "X-Twilio-Webhooks-Signature-Settings": "key=k,algorithm=NONE",
            },
        ),
    ],
)
def test_anything_else_is_forged(
    path: str, form: list[tuple[str, str]], headers: dict[str, str]
) -> None:
    assert not carrier_with("secret").signed(path, MultiDict(form), headers)


def test_a_field_given_twice_is_read_as_the_library_reads_it() -> None:
    form = MultiDict([("MediaUrl", "b"), ("MediaUrl", "a"), ("CallSid", "CA1")])
    signed = RequestValidator("secret").compute_signature(BASE + "/voice", form)

    assert signature("secret", BASE + "/voice", form.items(multi=True)) == signed
    assert carrier_with("secret").signed("/voice", form, {HEADER: signed})


def test_a_signature_of_the_newer_kind_is_checked_as_its_header_says() -> None:
    settings = {"X-Twilio-Webhooks-Signature-Settings": "key=k1,algorithm=HMAC_SHA256"}
    words = f"{BASE}/voice" + "".join(f"{name}{text}" for name, text in sorted(FORM))
    digest = hmac.new(b"shared key", words.encode(), hashlib.sha256).digest()
    signed = base64.b64encode(digest).decode()
    carrier = carrier_with("token", "shared key")

    assert carrier.signed("/voice", MultiDict(FORM), {HEADER: signed, **settings})
    assert not carrier.signed("/voice", MultiDict(FORM), {HEADER: signed})


@pytest.mark.parametrize("wishes", ["#rc=2", "#rt=5000&rc=2&rp=ct,rt,5xx&e=dublin"])
def test_what_an_address_wishes_is_no_part_of_what_is_signed(wishes: str) -> None:
    """The carrier strips it before it signs and asks."""
    asked = urldefrag(f"{BASE}/voice/keys/1{wishes}")[0]
    signed = signature("secret", asked, FORM)

    assert carrier_with("secret").signed("/voice/keys/1", MultiDict(FORM), {HEADER: signed})
