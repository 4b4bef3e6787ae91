"""Texts, as the practice line carries them."""

from http import HTTPStatus

import pytest
from flask import Response

from helpline.providers import Carrier, CarrierRefused, Reason, TextState
from helpline.providers.practice.house import PracticeLine
from helpline.providers.practice.remote import Remote
from tests.providers.conftest import MOTHER, eventually
from tests.providers.toy import Toy


def states(toy: Toy) -> list[TextState]:
    return [toy.carrier.read_text_status(form).state for form in toy.told("/status")]


@pytest.mark.parametrize(
    ("fate", "told"),
    [
        ("sent delivered", [TextState.SENT, TextState.DELIVERED]),
        ("sent undelivered", [TextState.SENT, TextState.UNDELIVERED]),
        ("sent failed", [TextState.SENT, TextState.FAILED]),
        ("delivered sent", [TextState.DELIVERED, TextState.SENT]),
        ("failed failed", [TextState.FAILED, TextState.FAILED]),
    ],
)
def test_a_text_has_the_fate_that_was_wished_for(
    remote: Remote, carrier: Carrier, toy: Toy, fate: str, told: list[TextState]
) -> None:
    remote.set_fate(MOTHER, fate)

    carrier.send_text(MOTHER, "Please call us.", toy.url("/status"))

    eventually(lambda: len(toy.told("/status")) == 2)
    assert states(toy) == told


def test_a_text_that_comes_in_can_be_answered_with_one(
    remote: Remote, carrier: Carrier, toy: Toy
) -> None:
    toy.serves("/text", lambda: carrier.reply_text("You get no more texts."))

    remote.text_in(MOTHER, "STOP")

    eventually(lambda: bool(remote.messages()))
    (answer,) = remote.messages()
    assert (answer["to"], answer["words"]) == (MOTHER, "You get no more texts.")


@pytest.mark.parametrize("status", [200, 503])
def test_a_text_is_taken_once_the_helpline_has_answered(
    remote: Remote, toy: Toy, status: int
) -> None:
    toy.serves("/text", lambda: Response("<Response/>", status, mimetype="text/xml"))

    sid = remote.text_in(MOTHER, "Hello")

    eventually(lambda: bool(toy.told("/text")))
    if status == HTTPStatus.OK:
        eventually(lambda: bool(remote.text(sid)["is_taken"]))
    assert remote.text(sid)["is_taken"] is (status == HTTPStatus.OK)


def test_an_answer_to_a_text_that_is_no_answer_is_noted(remote: Remote, toy: Toy) -> None:
    toy.serves("/text", lambda: Response("<Response><Say>x</Say></Response>", mimetype="text/xml"))

    remote.text_in(MOTHER, "Hello")

    eventually(lambda: any("fault" in entry for entry in remote.log()))
    assert not remote.messages()


def test_a_text_is_forgotten_once_its_fate_is_known(
    remote: Remote, carrier: Carrier, line: PracticeLine, toy: Toy
) -> None:
    toy.serves("/text", lambda: carrier.reply_text(None))
    remote.set_fate(MOTHER, "sent")
    on_its_way = carrier.send_text(MOTHER, "Please call us.", toy.url("/status"))
    came_in = remote.text_in(MOTHER, "Hello")

    with pytest.raises(CarrierRefused) as refused:
        carrier.delete_text(on_its_way)
    carrier.delete_text(came_in)

    assert refused.value.reason is Reason.NOT_YET
    assert [text.sid for text in line.exchange.texts] == [on_its_way]
