"""Forged, repeated, parallel, late: what the carrier, or somebody else, may send."""

from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Thread
from typing import Final

import pytest

from helpline import app as composition
from tests.house import House
from tests.intake.calls.conftest import CONFIG, AtWork, Phones

SID: Final = "CA" + "7" * 32
ONE: Final = "11111111-1111-4111-8111-111111111111"
PATHS: Final = (
    "/voice/incoming",
    "/voice/keys/0",
    "/voice/code/0",
    "/voice/receipt/0",
    "/voice/number",
    "/voice/waiting",
    "/voice/waiting/keys/0",
    "/voice/waiting/number",
    "/voice/left",
    f"/voice/join/{ONE}",
    "/voice/over",
    "/voice/alone",
    "/voice/status",
    "/voice/fallback",
    "/voice/fallback/over",
    "/voice/voicemail/keys/0",
    "/voice/voicemail/done/0",
    f"/voice/voicemail/{ONE}/kept",
    f"/voice/leg/{ONE}",
    f"/voice/leg/{ONE}/key",
    f"/voice/leg/{ONE}/yes",
    f"/voice/leg/{ONE}/over",
    f"/voice/leg/{ONE}/gone",
    f"/voice/leg/{ONE}/said/not_reached",
    f"/voice/leg/{ONE}/status",
    f"/voice/leg/{ONE}/browser-status",
    f"/voice/conference/{ONE}",
    f"/voice/heard/{ONE}",
    f"/voice/held/{ONE}",
    f"/voice/told/{ONE}/back",
    f"/voice/back/{ONE}",
    f"/voice/back/{ONE}/key",
    f"/voice/back/{ONE}/yes",
    f"/voice/back/{ONE}/them",
    f"/voice/back/{ONE}/them/over",
    f"/voice/back/{ONE}/them/status",
    "/voice/text",
    f"/voice/text/{ONE}/status",
)


def test_every_webhook_is_on_the_list(house: House) -> None:
    rules = {
        rule.rule
        for rule in house.public.url_map.iter_rules()
        if "/voice/" in rule.rule and "POST" in (rule.methods or ())
    }
    assert len(rules) == len(PATHS)


@pytest.mark.parametrize("path", PATHS)
def test_what_the_carrier_did_not_sign_is_refused(phones: Phones, house: House, path: str) -> None:
    answer = phones.post_form(path, {"CallSid": SID, "Digits": "1"}, signed=False)

    assert answer.status_code == 403
    assert house.count("call") == 0


def test_without_a_signing_secret_everything_is_refused(phones: Phones, house: House) -> None:
    config = replace(house.public.extensions[CONFIG], carrier_signing_secrets=())
    bare = composition.public_app(config)

    assert bare.test_client().post("/voice/incoming", data={"CallSid": SID}).status_code == 403


def test_the_same_request_gets_the_same_answer_and_does_nothing_twice(
    phones: Phones, house: House
) -> None:
    requests = [("/voice/incoming", ""), ("/voice/keys/0", "1"), ("/voice/keys/1", "1")]
    once = [phones.post(path, SID, Digits=key).data for path, key in requests]
    again = [phones.post(path, SID, Digits=key).data for path, key in requests]

    assert once == again
    assert house.count("call") == 1
    assert house.count("contact") == 1
    assert phones.row(SID)["step"] == 2


def test_the_same_request_at_the_same_moment_raises_danger_once(
    phones: Phones, house: House
) -> None:
    for path, key in [("/voice/incoming", ""), ("/voice/keys/0", "1"), ("/voice/keys/1", "0")]:
        phones.post(path, SID, Digits=key)

    answers = _at_once(lambda: phones.post("/voice/keys/2", SID, Digits="1").data)

    assert len(set(answers)) == 1
    assert house.count("danger_declaration") == 1
    assert phones.row(SID)["step"] == 3


def test_two_first_requests_at_the_same_moment_are_one_call(phones: Phones, house: House) -> None:
    answers = _at_once(lambda: phones.post("/voice/incoming", SID).data)

    assert len(set(answers)) == 1
    assert house.count("call") == 1


def test_a_whole_call_with_every_webhook_sent_twice(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    phones.remote.set_faults(webhooks="twice", webhook_times=10_000)

    mother = phones.waiting_call()
    maria = phones.ringing("maria")
    phones.remote.answer(maria, "1")
    phones.are_together(mother, maria)
    phones.remote.hang_up(mother)
    phones.is_over(maria)

    phones.until(lambda: phones.row(mother)["state"] == "ended")
    assert house.count("contact") == 1
    assert house.count("call_leg") == 1


@pytest.mark.parametrize(
    "form",
    [
        {"CallSid": ""},
        {"CallSid": "x" * 141},
        {"Digits": "12345678901234567890" * 50},
        {"Digits": "\u202e1\x07"},
        {"From": "\x00\udcff".encode("utf-8", "replace").decode()},
        {"From": "+" + "9" * 5000},
    ],
    ids=["no call", "long call", "many keys", "odd keys", "odd caller", "long caller"],
)
def test_odd_requests_are_refused_or_answered_but_break_nothing(
    phones: Phones, form: dict[str, str]
) -> None:
    phones.post("/voice/incoming", SID)

    answer = phones.post_form("/voice/keys/0", {"CallSid": SID, **form})

    assert answer.status_code in {200, 400}
    assert "broken" not in answer.get_data(as_text=True)


def test_an_older_report_about_a_phone_changes_nothing(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    phones.waiting_call()
    maria = phones.ringing("maria")
    ((leg,),) = house.rows("SELECT id FROM call_leg")
    path = f"/voice/leg/{leg}/status"

    phones.post(path, maria, CallStatus="completed", SequenceNumber="9")
    phones.post(path, maria, CallStatus="ringing", SequenceNumber="1")

    ((state, sequence),) = house.rows("SELECT state, sequence FROM call_leg")
    assert (state, sequence) == ("ended", 9)


@pytest.mark.parametrize(
    "path",
    [
        f"/voice/leg/{ONE}/status",
        f"/voice/leg/{ONE}/browser-status",
        f"/voice/back/{ONE}/them/status",
    ],
)
def test_a_report_about_a_phone_that_is_not_there_is_not_asked_for_again(
    phones: Phones, path: str
) -> None:
    answer = phones.post(path, SID, CallStatus="completed", SequenceNumber="3")

    assert answer.status_code == 404
    assert answer.data == b""


def test_with_the_database_down_the_caller_hears_the_truth_and_the_duty_phone_rings(
    phones: Phones, house: House
) -> None:
    config = replace(house.public.extensions[CONFIG], database_url="postgresql://x@127.0.0.1:9/x")
    house_in_trouble = replace(house, public=composition.public_app(config))
    in_trouble = replace(phones, house=house_in_trouble)

    called = in_trouble.post("/voice/incoming", SID).get_data(as_text=True)
    queued = in_trouble.post("/voice/waiting", SID).get_data(as_text=True)
    ours = in_trouble.post(f"/voice/leg/{ONE}", SID).get_data(as_text=True)

    assert "In an emergency, call 112" in called
    assert ">+493023125101</Number>" in called
    assert "<Leave" in queued
    assert "<Dial" not in queued
    assert "<Hangup" in ours
    for silent in ("/voice/status", f"/voice/leg/{ONE}/status", f"/voice/leg/{ONE}/browser-status"):
        assert in_trouble.post(silent, SID, CallStatus="completed").status_code == 500


def test_the_fallback_rings_the_duty_phone_and_admits_when_nobody_answers(
    phones: Phones,
) -> None:
    phones.remote.set_habit("+493023125101", "busy")
    phones.line.exchange.setup = replace(phones.line.exchange.setup, voice_path="/voice/nowhere")

    sid = phones.call()

    phones.is_over(sid)
    assert "ringing the person on duty" in phones.heard(sid)
    assert "Nobody could be reached" in phones.heard(sid)


@pytest.mark.parametrize(
    ("duty_phone", "words", "unsaid"),
    [
        ("completed", "You can call us again", "Nobody could be reached"),
        ("no-answer", "Nobody could be reached", "Thank you"),
    ],
)
def test_who_has_talked_with_the_person_on_duty_is_not_told_that_nobody_was_reached(
    phones: Phones, duty_phone: str, words: str, unsaid: str
) -> None:
    over = phones.post(
        "/voice/fallback/over", SID, CallStatus="in-progress", DialCallStatus=duty_phone
    ).get_data(as_text=True)

    assert words in over
    assert unsaid not in over
    assert "In an emergency, call 112" in over


def _at_once(act: Callable[[], bytes]) -> list[bytes]:
    gate, answers = Barrier(6), []

    def acting() -> None:
        gate.wait()
        answers.append(act())

    threads = [Thread(target=acting) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
