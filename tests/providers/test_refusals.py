"""What the carrier refuses, and what it leaves unclear: the real library over HTTP."""

import logging
import socket
import threading
from contextlib import closing
from dataclasses import replace

import pytest
import requests

from helpline.config import Config, ConfigError
from helpline.providers import (
    Carrier,
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    Leg,
    Reason,
    carrier_for,
)
from helpline.providers.practice.house import PracticeLine
from helpline.providers.practice.remote import Remote
from tests.providers.conftest import ACCOUNT, LINE, MARIA, MOTHER, eventually
from tests.providers.toy import Toy

NOBODY = "CA" + "0" * 32


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("+15005550001", Reason.BAD_NUMBER),
        ("+15005550003", Reason.NOT_ALLOWED),
        ("+15005550004", Reason.OPTED_OUT),
        ("not a number", Reason.BAD_NUMBER),
    ],
)
def test_a_number_that_cannot_be_reached_is_refused_without_repeating_it(
    carrier: Carrier, number: str, reason: Reason
) -> None:
    with pytest.raises(CarrierRefused) as refused:
        carrier.send_text(number, "x", "https://line.example.org/fate")

    assert refused.value.reason is reason
    assert number not in str(refused.value)
    assert refused.value.__cause__ is None


def test_wrong_credentials_are_named(config: Config, leg: Leg) -> None:
    for wrong in (replace(config, carrier_secret="wrong"), replace(config, carrier_secret="")):
        with pytest.raises(CarrierRefused) as refused:
            carrier_for(wrong).ring(leg)
        assert refused.value.reason is Reason.CREDENTIALS


def test_a_relative_address_is_refused(carrier: Carrier, leg: Leg) -> None:
    with pytest.raises(CarrierRefused) as refused:
        carrier.ring(replace(leg, answered_url="/leg"))

    assert refused.value.reason is Reason.BAD_ADDRESS


@pytest.mark.parametrize("status", ["429", "500"])
def test_a_carrier_that_is_busy_did_nothing(
    carrier: Carrier, remote: Remote, leg: Leg, status: str
) -> None:
    remote.set_faults(rest=status, rest_times=1)

    with pytest.raises(CarrierUnavailable):
        carrier.ring(leg)
    assert not remote.phones(ringing=False)


def test_a_carrier_that_falls_silent_may_have_done_it(
    carrier: Carrier, remote: Remote, leg: Leg
) -> None:
    remote.set_faults(rest="lost", rest_times=1, seconds=0)

    with pytest.raises(CarrierUnclear):
        carrier.ring(leg)
    eventually(lambda: len(remote.phones()) == 1)


def test_a_carrier_that_hangs_up_in_mid_request_is_unclear_and_one_that_is_not_there_is_not(
    config: Config, leg: Leg
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as rude:
        port = rude.getsockname()[1]

        def hang_up() -> None:
            connection, _ = rude.accept()
            connection.recv(10)
            connection.close()

        threading.Thread(target=hang_up, daemon=True).start()
        with pytest.raises(CarrierUnclear):
            carrier_for(replace(config, carrier_base_url=f"http://127.0.0.1:{port}")).ring(leg)
    with pytest.raises(CarrierUnavailable):
        carrier_for(replace(config, carrier_base_url=f"http://127.0.0.1:{port}")).ring(leg)


def test_a_recording_that_breaks_off_is_fetched_another_time(config: Config) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as rude:
        port = rude.getsockname()[1]

        def break_off() -> None:
            connection, _ = rude.accept()
            connection.recv(10_000)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nRIFF")
            connection.close()

        threading.Thread(target=break_off, daemon=True).start()
        with pytest.raises(CarrierUnclear):
            carrier_for(
                replace(config, carrier_base_url=f"http://127.0.0.1:{port}")
            ).fetch_recording("RE" + "0" * 32)


@pytest.mark.parametrize(
    "address",
    [
        "https://api.twilio.com.example.org",
        "http://api.twilio.com",
        "https://twilio.com@example.org",
        "https://10.0.0.1",
        "ftp://127.0.0.1",
        "nonsense",
        "",
    ],
)
def test_calls_are_entrusted_to_the_carrier_or_this_machine_only(
    config: Config, address: str
) -> None:
    with pytest.raises(ConfigError):
        carrier_for(replace(config, carrier_base_url=address))


def test_a_region_and_an_edge_are_part_of_the_address(config: Config) -> None:
    carrier_for(replace(config, carrier_base_url="https://api.dublin.ie1.twilio.com"))


def test_a_proxy_of_the_environment_sees_nothing(
    config: Config, leg: Leg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)

    assert carrier_for(config).ring(leg)


def test_nothing_is_logged_about_a_request(
    carrier: Carrier, leg: Leg, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        carrier.send_text(MOTHER, "Please call us back.", "https://line.example.org/fate")

    assert not [record for record in caplog.records if record.name.startswith("twilio")]
    assert "2025550111" not in caplog.text
    assert "call us back" not in caplog.text


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"Colour": "red"}, "Colour is no form parameter"),
        ({"Timeout": "soon"}, "Timeout is no integer"),
        ({"Method": "BREW"}, "Method is no http-method"),
        ({"Url": "https://under_score.example.org/x"}, "Url is no uri"),
        ({"To": ""}, "To is missing"),
    ],
)
def test_what_the_official_description_does_not_know_is_refused(
    line: PracticeLine, change: dict[str, str], fault: str
) -> None:
    form = {"To": MOTHER, "From": LINE, "Url": "https://line.example.org/x"}

    answer = requests.post(
        f"{line.url}/2010-04-01/Accounts/{ACCOUNT}/Calls.json",
        data=form | change,
        auth=(ACCOUNT, "token"),
        timeout=5,
    )

    assert answer.status_code == 400
    assert fault in answer.json()["message"]


def test_events_joined_by_spaces_are_taken_and_never_reported(
    line: PracticeLine, remote: Remote, toy: Toy
) -> None:
    form = {"To": MARIA, "From": LINE, "Url": toy.url("/leg")}
    form |= {"StatusCallback": toy.url("/status"), "StatusCallbackEvent": "initiated ringing"}

    answer = requests.post(
        f"{line.url}/2010-04-01/Accounts/{ACCOUNT}/Calls.json",
        data=form,
        auth=(ACCOUNT, "token"),
        timeout=5,
    )
    eventually(lambda: bool(remote.phones()))
    remote.hang_up(answer.json()["sid"])

    eventually(lambda: remote.call(answer.json()["sid"])["over"])
    assert not toy.told("/status")
