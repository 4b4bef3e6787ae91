"""The real library over HTTP, against the practice line's REST side."""

from collections.abc import Callable

import pytest

from helpline.providers import (
    Answer,
    CallGone,
    Carrier,
    CarrierRefused,
    Leg,
    Member,
    Reason,
    Spoken,
)
from helpline.providers.practice.remote import Remote
from tests.providers.conftest import MARIA, MOTHER, eventually
from tests.providers.toy import Toy

NOBODY = "CA" + "0" * 32


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


def test_who_is_in_a_conference_is_known_by_its_name(
    carrier: Carrier, remote: Remote, talk: tuple[str, str, str]
) -> None:
    _room, maria, police = talk
    assert carrier.present("another") == frozenset()
    assert carrier.present("room") == {maria, police}

    carrier.hang_up(police)
    eventually(lambda: remote.call(police)["over"])
    eventually(lambda: carrier.present("room") == {maria})

    carrier.hang_up(maria)
    eventually(lambda: carrier.present("room") == frozenset())


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
