"""The real library over HTTP, against the practice line's REST side."""

import logging
import socket
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
import requests

from helpline.config import Config, ConfigError
from helpline.providers import (
    Answer,
    Ask,
    CallGone,
    Carrier,
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    Join,
    Leg,
    Member,
    Reason,
    Spoken,
    carrier_for,
)
from helpline.providers.practice.house import PracticeLine
from helpline.providers.practice.remote import Remote
from tests.providers.conftest import ACCOUNT, LINE, MOTHER, eventually
from tests.providers.toy import Toy

MARIA = "client:maria"
NOBODY = "CA" + "0" * 32


@pytest.fixture
def leg(toy: Toy) -> Leg:
    """Maria's phone; whoever picks up presses 1 to accept."""
    toy.says("/leg", lambda _: Answer().ask(Ask(toy.url("/accept"), (Spoken("Press 1", "en"),))))
    toy.says("/accept", lambda _: Answer().join(Join("room", toy.url("/over"), toy.url("/events"))))
    toy.says("/over", lambda _: Answer().say(Spoken("Goodbye", "en")).hang_up())
    return Leg(MARIA, toy.url("/leg"), toy.url("/status"))


def states(toy: Toy, ref: str) -> list[str]:
    return [form["CallStatus"] for form in toy.told("/status") if form["CallSid"] == ref]


def test_a_phone_rings_is_answered_and_every_step_is_reported_in_order(
    carrier: Carrier, remote: Remote, toy: Toy, leg: Leg
) -> None:
    remote.set_habit(MARIA, "answer", keys="1")

    ref = carrier.ring(leg)
    eventually(lambda: bool(remote.call(ref)["conference"]))
    carrier.hang_up(ref)

    eventually(lambda: len(states(toy, ref)) == 4)
    assert states(toy, ref) == ["initiated", "ringing", "in-progress", "completed"]
    orders = [form["SequenceNumber"] for form in toy.told("/status")]
    assert orders == ["0", "1", "2", "3"]
    assert toy.refused == 0


@pytest.mark.parametrize("fate", [("busy", "busy"), ("never", "no-answer")])
def test_a_phone_that_nobody_picks_up_never_asks_its_page(
    carrier: Carrier, remote: Remote, toy: Toy, leg: Leg, fate: tuple[str, str]
) -> None:
    habit, state = fate
    remote.set_habit(MARIA, habit)

    ref = carrier.ring(leg)

    eventually(lambda: remote.call(ref)["over"])
    eventually(lambda: states(toy, ref)[-1:] == [state])
    assert not toy.told("/leg")


def test_a_phone_that_rings_can_be_called_off(
    carrier: Carrier, remote: Remote, toy: Toy, leg: Leg
) -> None:
    ref = carrier.ring(leg)
    eventually(lambda: bool(remote.phones()))

    carrier.hang_up(ref)

    eventually(lambda: remote.call(ref)["over"])
    assert not remote.phones()


def test_an_answering_machine_presses_nothing_and_is_let_go(
    carrier: Carrier, remote: Remote, toy: Toy, leg: Leg
) -> None:
    remote.set_habit(MARIA, "answer")

    ref = carrier.ring(leg)

    eventually(lambda: remote.call(ref)["over"])
    assert toy.told("/leg")
    assert not toy.told("/accept")


@pytest.fixture
def talk(carrier: Carrier, remote: Remote, toy: Toy, leg: Leg) -> tuple[str, str, str]:
    """Maria, and the police brought in by us: the conference's reference and both legs'."""
    toy.says("/hold", lambda _: Answer().say(Spoken("One moment", "en")))
    remote.set_habit(MARIA, "answer", keys="1")
    remote.set_habit("+12025550177", "answer")
    maria = carrier.ring(leg)
    eventually(lambda: bool(toy.told("/events")))
    police = carrier.add("room", Member("+12025550177", "police", toy.url("/status")))
    eventually(lambda: remote.call(police)["conference"] == "room")
    return toy.told("/events")[0]["ConferenceSid"], maria, police


def test_people_in_a_conference_are_held_muted_and_removed(
    carrier: Carrier, remote: Remote, toy: Toy, talk: tuple[str, str, str]
) -> None:
    room, maria, police = talk

    carrier.hold(room, maria, music_url=toy.url("/hold"))
    eventually(lambda: "One moment" in str(remote.call(maria)["heard"]))
    carrier.unhold(room, maria)
    carrier.mute(room, police)
    carrier.unmute(room, police)
    carrier.remove(room, maria)

    eventually(lambda: len(toy.told("/events")) == 8)
    happened = [form["StatusCallbackEvent"] for form in toy.told("/events")]
    assert happened[2:] == [
        "conference-start",
        "participant-hold",
        "participant-unhold",
        "participant-mute",
        "participant-unmute",
        "participant-leave",
    ]


def test_who_was_removed_hears_our_next_page_and_is_gone_from_there(
    carrier: Carrier, remote: Remote, toy: Toy, talk: tuple[str, str, str]
) -> None:
    room, maria, _police = talk

    carrier.remove(room, maria)

    eventually(lambda: remote.call(maria)["over"])
    assert toy.told("/over")
    assert "joined with +12025550177" in str(remote.call(maria)["heard"])
    with pytest.raises(CallGone):
        carrier.mute(room, maria)


def test_a_text_is_sent_and_its_fate_reported(carrier: Carrier, remote: Remote, toy: Toy) -> None:
    ref = carrier.send_text(MOTHER, "Please call us back.", toy.url("/fate"))

    sent = remote.messages()
    assert [(one["sid"], one["to"], one["words"]) for one in sent] == [
        (ref, MOTHER, "Please call us back.")
    ]


def test_a_record_is_deleted_once_the_call_is_over(
    carrier: Carrier, remote: Remote, leg: Leg
) -> None:
    ref = carrier.ring(leg)

    with pytest.raises(CarrierRefused) as refused:
        carrier.delete_call_record(ref)
    assert refused.value.reason is Reason.NOT_YET

    carrier.hang_up(ref)
    eventually(lambda: remote.call(ref)["over"])
    carrier.delete_call_record(ref)
    with pytest.raises(CallGone):
        carrier.delete_call_record(ref)


@pytest.mark.parametrize(
    "act",
    [
        lambda carrier: carrier.redirect(NOBODY, "https://line.example.org/x"),
        lambda carrier: carrier.hang_up(NOBODY),
        lambda carrier: carrier.delete_call_record(NOBODY),
        lambda carrier: carrier.mute("CF" + "0" * 32, NOBODY),
        lambda carrier: carrier.remove("CF" + "0" * 32, NOBODY),
    ],
)
def test_a_call_that_is_not_there_is_gone(carrier: Carrier, act: Callable[[Carrier], None]) -> None:
    with pytest.raises(CallGone):
        act(carrier)


def test_a_call_that_hung_up_cannot_be_redirected(
    carrier: Carrier, remote: Remote, leg: Leg, toy: Toy
) -> None:
    ref = carrier.ring(leg)
    carrier.hang_up(ref)
    eventually(lambda: remote.call(ref)["over"])

    with pytest.raises(CallGone):
        carrier.redirect(ref, toy.url("/elsewhere"))


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
