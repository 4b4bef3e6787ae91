from datetime import timedelta

import pytest
from werkzeug.datastructures import MultiDict

from helpline.providers import (
    CallerKind,
    Carrier,
    Happening,
    LegState,
    NotUnderstood,
    QueueResult,
    TextState,
)
from tests.providers.test_signing import carrier_with


@pytest.fixture
def carrier() -> Carrier:
    return carrier_with("secret")


@pytest.mark.parametrize(
    ("sender", "kind"),
    [
        ("+12025550111", CallerKind.NUMBER),
        ("+493023125101", CallerKind.NUMBER),
        ("", CallerKind.WITHHELD),
        ("anonymous", CallerKind.WITHHELD),
        ("Anonymous <x>", CallerKind.WITHHELD),
        ("+266696687", CallerKind.WITHHELD),
        ("+7378742833", CallerKind.WITHHELD),
        ("+86282452253", CallerKind.WITHHELD),
        ("client:maria", CallerKind.OTHER),
        ("sip:a@example.org", CallerKind.OTHER),
        ("12025550111", CallerKind.OTHER),
        ("+0202555", CallerKind.OTHER),
        ("+1202555٠١١١", CallerKind.OTHER),
        ("+12025550111\n", CallerKind.OTHER),
        ("+1" + "2" * 500, CallerKind.OTHER),
    ],
)
def test_only_a_real_number_can_ever_be_rung_back(
    carrier: Carrier, sender: str, kind: CallerKind
) -> None:
    caller = carrier.read_call(MultiDict({"CallSid": "CA1", "From": sender, "To": "x"})).caller

    assert caller.kind is kind
    assert caller.number == (sender if kind is CallerKind.NUMBER else "")


def test_what_is_keyed_and_who_calls_are_never_printed(carrier: Carrier) -> None:
    form = MultiDict({"CallSid": "CA1", "Digits": "98765", "From": "+12025550111"})

    for said in (carrier.read_keys(form), carrier.read_call(form)):
        assert "98765" not in repr(said)
        assert "2025550111" not in repr(said)


@pytest.mark.parametrize(
    ("result", "meaning"),
    [
        ("hangup", QueueResult.HUNG_UP),
        ("leave", QueueResult.LEFT),
        ("redirected", QueueResult.MOVED),
        ("queue-full", QueueResult.FAILED),
        ("something-new", QueueResult.FAILED),
    ],
)
def test_a_queue_is_left_for_one_of_four_reasons(
    carrier: Carrier, result: str, meaning: QueueResult
) -> None:
    form = MultiDict({"CallSid": "CA1", "QueueResult": result, "QueueTime": "61"})

    left = carrier.read_queue_left(form)

    assert (left.result, left.waited) == (meaning, timedelta(seconds=61))


@pytest.mark.parametrize("time", ["", "-1", "soon", "9" * 5000, "١٢", "1e9"])
def test_a_time_that_is_no_number_is_no_time(carrier: Carrier, time: str) -> None:
    form = MultiDict({"CallSid": "CA1", "QueueTime": time})

    assert carrier.read_waiting(form).waited == timedelta(0)


def test_a_leg_says_how_far_it_has_come(carrier: Carrier) -> None:
    form = {"CallSid": "CA1", "CallStatus": "no-answer", "SequenceNumber": "3"}

    report = carrier.read_leg(MultiDict(form | {"CallDuration": "7"}))

    assert (report.state, report.order) == (LegState.NO_ANSWER, 3)
    assert report.state.is_final
    assert report.lasted == timedelta(seconds=7)
    assert carrier.read_leg(MultiDict({"CallSid": "CA1", "CallStatus": "ringing"})).order == -1


def test_an_event_that_nobody_foresaw_is_other(carrier: Carrier) -> None:
    form = MultiDict({"ConferenceSid": "CF1", "StatusCallbackEvent": "participant-sang"})

    assert carrier.read_conference(form).happening is Happening.OTHER


def test_a_text_is_read_and_its_fate(carrier: Carrier) -> None:
    text = carrier.read_text(
        MultiDict({"MessageSid": "SM1", "From": "+12025550111", "Body": "سلام"})
    )
    fate = carrier.read_text_status(MultiDict({"MessageSid": "SM1", "MessageStatus": "failed"}))

    assert (text.sender.number, text.words) == ("+12025550111", "سلام")
    assert fate.state is TextState.FAILED


def test_a_webhook_that_lacks_what_it_must_carry_names_the_field_only(carrier: Carrier) -> None:
    readers = (
        carrier.read_call,
        carrier.read_keys,
        carrier.read_waiting,
        carrier.read_queue_left,
        carrier.read_talk_over,
        carrier.read_leg,
        carrier.read_conference,
        carrier.read_text,
        carrier.read_text_status,
    )
    for read in readers:
        with pytest.raises(NotUnderstood, match="Sid"):
            read(MultiDict({"From": "+12025550111"}))
    with pytest.raises(NotUnderstood, match=r"^CallStatus$"):
        carrier.read_leg(MultiDict({"CallSid": "CA1", "CallStatus": "+12025550111"}))
