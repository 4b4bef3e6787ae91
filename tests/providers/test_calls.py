"""A caller, as the practice line plays one, against a toy helpline."""

import pytest
from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from helpline.providers import Answer, Ask, Carrier, Dial, Form, Join, Leg, Spoken, Wait
from helpline.providers.practice.house import PracticeLine
from helpline.providers.practice.remote import Remote
from helpline.providers.practice.transport import UNFORESEEN
from tests.providers.conftest import MOTHER, eventually
from tests.providers.toy import Toy


def words(remote: Remote, sid: str) -> list[str]:
    return [line["words"] for line in remote.call(sid)["heard"] if line["kind"] == "say"]


def notes(remote: Remote, sid: str, kind: str = "note") -> list[str]:
    return [line["words"] for line in remote.call(sid)["heard"] if line["kind"] == kind]


def over(remote: Remote, sid: str) -> dict[str, object]:
    eventually(lambda: remote.call(sid)["over"])
    return remote.call(sid)


def menu(toy: Toy) -> Answer:
    prompts = (
        Spoken("For English, press 1.", "en"),
        Spoken("Für Deutsch drücken Sie die 2.", "de"),
        Spoken("للعربية اضغط على ٣.", "ar"),
    )
    return Answer().ask(Ask(toy.url("/language"), prompts)).hang_up()


def queue(toy: Toy, _form: Form) -> Answer:
    return Answer().wait(Wait("opaque", toy.url("/waiting"), toy.url("/left")))


@pytest.fixture
def waiting_toy(toy: Toy) -> Toy:
    """Everybody waits; any key leaves the queue."""
    toy.says("/voice/call", lambda form: queue(toy, form))
    toy.says(
        "/waiting", lambda _: Answer().ask(Ask(toy.url("/key"), (Spoken("Please wait", "en"),)))
    )
    toy.says("/key", lambda _: Answer().leave())
    toy.says("/left", lambda _: Answer().say(Spoken("You have left", "en")).hang_up())
    toy.says("/joined", lambda _: Answer().join(join(toy, ends_it=True)))
    toy.says("/over", lambda _: Answer().say(Spoken("Goodbye", "en")))
    return toy


def join(toy: Toy, *, ends_it: bool = False) -> Join:
    return Join("room", toy.url("/over"), toy.url("/events"), ends_it=ends_it, star_leaves=ends_it)


@pytest.mark.parametrize(("language", "key"), [("en", "1"), ("de", "2"), ("ar", "3")])
def test_a_caller_waits_for_their_language_and_presses_the_key_it_names(
    remote: Remote, toy: Toy, language: str, key: str
) -> None:
    toy.says("/voice/call", lambda _: menu(toy))
    toy.says("/language", lambda _: Answer().hang_up())

    over(remote, remote.call_in(MOTHER, language=language))

    assert [form["Digits"] for form in toy.told("/language")] == [key]


def test_a_language_that_is_not_offered_is_said_and_nothing_pressed(
    remote: Remote, toy: Toy
) -> None:
    toy.says("/voice/call", lambda _: menu(toy))

    sid = remote.call_in(MOTHER, language="fr")

    over(remote, sid)
    assert notes(remote, sid) == ["this menu does not offer fr"]


def test_the_transcript_tells_language_voice_and_keys(remote: Remote, toy: Toy) -> None:
    toy.says("/voice/call", lambda _: menu(toy))
    toy.says("/language", lambda _: Answer().say(Spoken("Guten Tag", "de")))

    sid = remote.call_in(MOTHER, keys="2")

    over(remote, sid)
    heard = [(one["kind"], one["words"], one["language"]) for one in remote.call(sid)["heard"]]
    assert heard == [
        ("say", "For English, press 1.", "en-GB"),
        ("say", "Für Deutsch drücken Sie die 2.", "de-DE"),
        ("say", "للعربية اضغط على ٣.", "ar-AE"),
        ("key", "2", ""),
        ("say", "Guten Tag", "de-DE"),
    ]


def test_each_request_is_signed_carries_a_token_and_something_unforeseen(
    remote: Remote, toy: Toy
) -> None:
    toy.says("/voice/call", lambda _: Answer().hang_up())

    sid = remote.call_in(MOTHER)

    over(remote, sid)
    eventually(lambda: bool(toy.told("/status")))
    (first,) = toy.told("/voice/call")
    assert first["CallStatus"] == "ringing"
    assert first["CallSid"] == sid
    assert UNFORESEEN[0] in first
    assert "I-Twilio-Idempotency-Token" in toy.headers[0]
    assert [form["CallStatus"] for form in toy.told("/status")] == ["completed"]
    assert toy.refused == 0


def test_the_line_keeps_cookies_for_each_call_apart(remote: Remote, toy: Toy) -> None:
    seen: list[str] = []

    def first() -> Response:
        answer = toy.carrier.respond(Answer().go_to(toy.url("/second")))
        answer.set_cookie("call", request.form["CallSid"])
        return answer

    def second() -> Response:
        seen.append(f"{request.cookies['call']} {request.form['CallSid']}")
        return toy.carrier.respond(Answer().hang_up())

    toy.serves("/voice/call", first)
    toy.serves("/second", second)
    one, two = remote.call_in(MOTHER), remote.call_in(MOTHER)

    over(remote, one)
    over(remote, two)
    assert set(seen) == {f"{one} {one}", f"{two} {two}"}


def test_nothing_pressed_goes_on_to_the_next_verb_and_a_dash_presses_nothing(
    remote: Remote, toy: Toy
) -> None:
    toy.says(
        "/voice/call",
        lambda _: (
            Answer()
            .ask(Ask(toy.url("/one"), (Spoken("One?", "en"),)))
            .ask(Ask(toy.url("/two"), (Spoken("Two?", "en"),)))
        ),
    )
    toy.says("/two", lambda _: Answer().hang_up())

    over(remote, remote.call_in(MOTHER, keys="- 5"))

    assert [form["Digits"] for form in toy.told("/two")] == ["5"]
    assert not toy.told("/one")


def test_an_entry_of_several_keys_star_and_hash_included(remote: Remote, toy: Toy) -> None:
    toy.says("/voice/call", lambda _: Answer().ask(Ask(toy.url("/code"), (), digits=4)))
    toy.says("/code", lambda _: Answer().hang_up())

    over(remote, remote.call_in(MOTHER, keys="1*2#"))

    assert [form["Digits"] for form in toy.told("/code")] == ["1*2#"]


def test_an_entry_that_ends_on_hash_arrives_without_it(remote: Remote, toy: Toy) -> None:
    ask = Ask(toy.url("/code"), (), digits=16, done_on="#", always=True)
    toy.says("/voice/call", lambda _: Answer().ask(ask))
    toy.says("/code", lambda _: Answer().hang_up())

    over(remote, remote.call_in(MOTHER, keys="12#"))
    over(remote, remote.call_in(MOTHER, keys="#"))

    assert [form["Digits"] for form in toy.told("/code")] == ["12", ""]


def test_a_caller_waits_and_leaves_by_a_key(remote: Remote, waiting_toy: Toy) -> None:
    sid = remote.call_in(MOTHER, keys="- 1")

    over(remote, sid)
    assert [form["QueueResult"] for form in waiting_toy.told("/left")] == ["leave"]
    assert "You have left" in words(remote, sid)
    assert {"QueuePosition", "QueueTime", "QueueSid"} <= set(waiting_toy.told("/waiting")[0])


def test_a_caller_who_hangs_up_while_waiting_is_reported_once(
    remote: Remote, waiting_toy: Toy
) -> None:
    sid = remote.call_in(MOTHER)
    eventually(lambda: bool(waiting_toy.told("/waiting")))

    remote.hang_up(sid)

    eventually(lambda: bool(waiting_toy.told("/left")))
    assert [form["QueueResult"] for form in waiting_toy.told("/left")] == ["hangup"]
    assert "You have left" not in words(remote, sid)


def test_a_waiting_caller_and_a_handler_are_joined_and_star_ends_it(
    remote: Remote, waiting_toy: Toy, carrier: Carrier
) -> None:
    toy = waiting_toy
    toy.says("/leg", lambda _: Answer().join(join(toy)))
    remote.set_habit("client:maria", "answer")
    mother = remote.call_in(MOTHER)
    eventually(lambda: bool(toy.told("/waiting")))

    maria = carrier.ring(Leg("client:maria", toy.url("/leg"), toy.url("/status")))
    carrier.redirect(mother, toy.url("/joined"))
    eventually(lambda: notes(remote, mother) == ["joined with client:maria"])
    assert notes(remote, maria) == [f"joined with {MOTHER}"]
    remote.press(mother, "*")

    over(remote, mother)
    over(remote, maria)
    assert [form["QueueResult"] for form in toy.told("/left")] == ["redirected"]
    assert words(remote, mother)[-1] == "Goodbye"
    happened = [form["StatusCallbackEvent"] for form in toy.told("/events")]
    assert happened.count("participant-join") == 2
    assert happened[-1] == "conference-end"


def test_a_caller_is_put_through_to_a_number(remote: Remote, toy: Toy) -> None:
    toy.says("/voice/call", lambda _: Answer().dial(Dial("+12025550177", toy.url("/over"))))
    toy.says("/over", lambda _: Answer().hang_up())
    remote.set_habit("+12025550177", "answer")

    sid = remote.call_in(MOTHER)
    eventually(lambda: notes(remote, sid) == ["joined with +12025550177"])
    (phone,) = remote.phones(ringing=False)
    remote.hang_up(phone["sid"])

    over(remote, sid)
    assert [form["DialCallStatus"] for form in toy.told("/over")] == ["completed"]


def test_a_helpline_that_leads_in_circles_is_found_out(remote: Remote, toy: Toy) -> None:
    toy.says("/voice/call", lambda _: Answer().go_to(toy.url("/voice/call")))

    sid = remote.call_in(MOTHER)

    over(remote, sid)
    assert notes(remote, sid, "fault") == ["the documents go in circles"]


def test_a_line_that_refuses_never_answers(remote: Remote, toy: Toy) -> None:
    toy.says("/voice/call", lambda _: Answer().refuse())

    assert over(remote, remote.call_in(MOTHER))["status"] == "busy"


def plain_text() -> ResponseReturnValue:
    return Response("hello", content_type="text/plain")


def broken() -> ResponseReturnValue:
    return "oops", 500


def misspelt() -> ResponseReturnValue:
    return Response("<Response><Say langage='de-DE'>x</Say></Response>", content_type="text/xml")


def no_recording() -> ResponseReturnValue:
    document = "<Response><Play>/no-such-file.wav</Play></Response>"
    return Response(document, content_type="text/xml")


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
    toy.says("/voice/call", lambda _: Answer().go_to(toy.url("/shaky") + "#rc=2&rp=5xx&rt=2000"))
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
