"""Calls that go wrong: broken pages, retries, forged and repeated webhooks."""

import pytest
from flask import Response, redirect
from flask.typing import ResponseReturnValue

from helpline.providers import Answer, Ask, Carrier, Leg, Spoken
from helpline.providers.practice.house import PracticeLine
from helpline.providers.practice.remote import Remote
from tests.providers.conftest import MOTHER, eventually
from tests.providers.heard import notes, over, words
from tests.providers.toy import Toy


def plain_text() -> ResponseReturnValue:
    return Response("hello", content_type="text/plain")


def broken() -> ResponseReturnValue:
    return "oops", 500


def twiml(verbs: str) -> Response:
    return Response(f"<Response>{verbs}</Response>", content_type="text/xml")


def misspelt() -> ResponseReturnValue:
    return twiml("<Say langage='de-DE'>x</Say>")


def no_recording() -> ResponseReturnValue:
    return twiml("<Play>/no-such-file.wav</Play>")


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (plain_text, "12300"),
        (broken, "11200"),
        (misspelt, "langage"),
        (no_recording, "12300"),
        (lambda: redirect("/voice/call"), "11215"),
    ],
)
def test_a_page_that_twilio_could_not_use_ends_the_call_with_a_clear_report(
    remote: Remote, toy: Toy, page: object, fault: str
) -> None:
    assert callable(page)
    toy.serves("/voice/call", page)

    sid = remote.call_in(MOTHER)

    assert over(remote, sid)["status"] in {"completed", "failed"}
    (report,) = notes(remote, sid, "fault")
    assert fault in report
    assert "application error" in words(remote, sid)[-1]


def test_a_broken_page_leads_to_the_fallback_once(
    remote: Remote, toy: Toy, line: PracticeLine
) -> None:
    object.__setattr__(line.exchange.setup, "fallback_path", "/fallback")
    toy.serves("/voice/call", broken)
    toy.says("/fallback", lambda _: Answer().say(Spoken("Call 112 if you are in danger", "en")))

    sid = remote.call_in(MOTHER)

    over(remote, sid)
    (told,) = toy.told("/fallback")
    assert told["ErrorCode"] == "11200"
    assert words(remote, sid) == ["Call 112 if you are in danger"]


def test_retries_happen_only_where_the_address_asks_for_them_and_share_one_token(
    remote: Remote, toy: Toy
) -> None:
    toy.serves(
        "/voice/call", lambda: twiml("<Redirect>/shaky#rc=2&amp;rp=5xx&amp;rt=2000</Redirect>")
    )
    toy.serves("/shaky", broken)

    over(remote, remote.call_in(MOTHER))

    assert len(toy.told("/shaky")) == 3
    tokens = [
        headers["I-Twilio-Idempotency-Token"]
        for headers, (path, _form) in zip(toy.headers, toy.asked, strict=True)
        if path == "/shaky"
    ]
    assert len(set(tokens)) == 1


def test_a_redirected_entry_loses_what_was_keyed(remote: Remote, toy: Toy) -> None:
    toy.says("/voice/call", lambda _: Answer().ask(Ask(toy.url("/moved"), ())))
    toy.serves("/moved", lambda: redirect("/here"))
    toy.says("/here", lambda _: Answer().hang_up())

    over(remote, remote.call_in(MOTHER, keys="7"))

    assert [dict(form) for form in toy.told("/here")] == [{}]


def test_a_forged_webhook_is_refused_by_the_helpline(remote: Remote, toy: Toy) -> None:
    toy.says("/voice/call", lambda _: Answer().hang_up())
    remote.set_faults(webhooks="forged", webhook_times=1)

    sid = remote.call_in(MOTHER)

    over(remote, sid)
    assert toy.refused == 1
    assert "403" in notes(remote, sid, "fault")[0]


@pytest.mark.parametrize(
    ("fault", "reports"),
    [
        ("twice", ["initiated", "initiated", "ringing", "busy"]),
        ("lost", ["ringing", "busy"]),
        ("swapped", ["ringing", "initiated", "busy"]),
        ("late", ["initiated", "ringing", "busy"]),
    ],
)
def test_status_reports_can_come_twice_late_swapped_or_never(
    remote: Remote, toy: Toy, carrier: Carrier, fault: str, reports: list[str]
) -> None:
    remote.set_habit("client:maria", "busy")
    remote.set_faults(webhooks=fault, webhook_times=1, seconds=0.05)

    carrier.ring(Leg("client:maria", toy.url("/leg"), toy.url("/status")))

    eventually(lambda: len(toy.told("/status")) == len(reports))
    assert [form["CallStatus"] for form in toy.told("/status")] == reports


def test_a_webhook_sent_twice_has_one_token_and_the_caller_hears_one_answer(
    remote: Remote, toy: Toy
) -> None:
    toy.says("/voice/call", lambda _: Answer().say(Spoken("Welcome", "en")))
    remote.set_faults(webhooks="twice", webhook_times=1)

    sid = remote.call_in(MOTHER)

    over(remote, sid)
    assert len(toy.told("/voice/call")) == 2
    assert (
        toy.headers[0]["I-Twilio-Idempotency-Token"]
        == (toy.headers[1]["I-Twilio-Idempotency-Token"])
    )
    assert words(remote, sid) == ["Welcome"]


def test_a_text_comes_in_signed(remote: Remote, toy: Toy) -> None:
    toy.says("/text", lambda _: Answer())

    remote.text_in(MOTHER, "Please stop 🙏")

    eventually(lambda: bool(toy.told("/text")))
    assert toy.told("/text")[0]["Body"] == "Please stop 🙏"


def test_the_log_names_all_that_was_asked_of_the_carrier(
    remote: Remote, toy: Toy, carrier: Carrier
) -> None:
    carrier.send_text(MOTHER, "Please call us back.", toy.url("/fate?id=1"))

    (entry,) = (one for one in remote.log() if one["path"].endswith("Messages.json"))
    assert entry["parameters"]["Body"] == ["Please call us back."]


@pytest.mark.parametrize(
    "address", ["/next#rc=many", "https://[half/next", "ftp://x/y", "https://example.org/x"]
)
def test_an_address_that_leads_nowhere_ends_the_call_with_a_report(
    remote: Remote, toy: Toy, address: str
) -> None:
    toy.says("/voice/call", lambda _: Answer().go_to(address))

    sid = remote.call_in(MOTHER)

    over(remote, sid)
    assert len(notes(remote, sid, "fault")) == 1
