"""A caller, as the practice line plays one, against a toy helpline."""

import pytest
from flask import Response, request

from helpline.providers import Answer, Ask, Carrier, Dial, Form, Join, Leg, Spoken, Wait
from helpline.providers.practice.remote import Remote
from helpline.providers.practice.wire import UNFORESEEN
from tests.providers.conftest import MOTHER, eventually
from tests.providers.heard import notes, over, words
from tests.providers.toy import Toy


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
    eventually(lambda: notes(remote, maria) == [f"joined with {MOTHER}"])
    remote.press(mother, "*")

    over(remote, mother)
    over(remote, maria)
    assert [form["QueueResult"] for form in toy.told("/left")] == ["redirected"]
    assert words(remote, mother)[-1] == "Goodbye"

    def happened() -> list[str]:
        return [form["StatusCallbackEvent"] for form in toy.told("/events")]

    eventually(lambda: happened()[-1:] == ["conference-end"])
    assert happened().count("participant-join") == 2


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
