"""How the practice line asks our pages: patience, retries, redirects, and time that is not real."""

import re
import time
from functools import partial

import pytest
from flask import redirect
from flask.typing import ResponseReturnValue

from helpline.providers import Answer, Ask, Spoken
from helpline.providers.practice.disturbances import Disturbances
from helpline.providers.practice.house import PracticeLine
from helpline.providers.practice.patience import Patience
from helpline.providers.practice.remote import Remote
from tests.providers.conftest import MOTHER, eventually
from tests.providers.heard import notes, over, words
from tests.providers.toy import Toy


def broken() -> ResponseReturnValue:
    return "oops", 500


@pytest.mark.parametrize("fragment", ["rc=6", "rp=never", "ct=20000", "rt=16000", "rc=x", "tt=1"])
def test_a_wish_that_twilio_does_not_know_is_refused(fragment: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Patience.of(fragment)


@pytest.mark.parametrize(
    ("wishes", "fault", "tries"),
    [
        ("", "lost", 1),
        ("#rc=0", "lost", 0),
        ("#rc=3&amp;rp=rt&amp;rt=5000", "unheard", 2),
        ("#rc=3&amp;rp=ct", "unheard", 1),
        ("#rc=3&amp;rp=all&amp;rt=5000", "unheard", 2),
        ("#rc=3&amp;rp=all", "unheard", 1),
        ("#rc=3&amp;rp=rt&amp;rt=9000&amp;tt=9000", "unheard", 1),
    ],
)
def test_an_address_is_tried_again_as_it_asks(
    remote: Remote, toy: Toy, wishes: str, fault: str, tries: int
) -> None:
    toy.writes("/voice/call", f"<Redirect>/shaky{wishes}</Redirect>")
    toy.writes("/shaky", "<Hangup/>")
    remote.set_faults(pages=fault, page_times=1, pages_before=1)

    over(remote, remote.call_in(MOTHER))

    assert len(toy.told("/shaky")) == tries


def test_fifteen_seconds_are_the_end_and_nobody_waits_for_them(remote: Remote, toy: Toy) -> None:
    toy.says("/voice/call", lambda _: Answer().say(Spoken("Welcome", "en")))
    remote.set_faults(pages="slow", page_times=1, seconds=16)
    began = time.monotonic()

    sid = remote.call_in(MOTHER)

    over(remote, sid)
    assert time.monotonic() - began < 5
    assert "no answer in time" in notes(remote, sid, "fault")[0]


def test_an_answer_that_takes_long_is_used_and_warned_about(remote: Remote, toy: Toy) -> None:
    toy.says("/voice/call", lambda _: Answer().say(Spoken("Welcome", "en")))
    remote.set_faults(pages="slow", page_times=1, seconds=3)

    sid = remote.call_in(MOTHER)

    warned = str(over(remote, sid)["warnings"])
    took = re.fullmatch(r"\['/voice/call took (\d+\.\d) s'\]", warned)
    assert took
    assert float(took[1]) >= 3
    assert words(remote, sid) == ["Welcome"]


def test_waiting_takes_its_time_for_the_caller_and_none_for_us(remote: Remote, toy: Toy) -> None:
    toy.writes("/voice/call", "<Enqueue waitUrl='/waiting' action='/left'>opaque</Enqueue>")
    toy.writes("/waiting", "<Gather action='/key' numDigits='1' timeout='20'/>")
    toy.writes("/key", "<Leave/>")
    toy.writes("/left", "<Hangup/>")

    over(remote, remote.call_in(MOTHER, keys="- - 1"))

    waited = [int(form["QueueTime"]) for form in toy.told("/waiting")]
    assert waited == [0, 20, 40]
    assert int(toy.told("/left")[0]["QueueTime"]) == 40


def test_ten_redirects_are_followed_and_no_more(remote: Remote, toy: Toy) -> None:
    toy.serves("/voice/call", lambda: redirect("/hop/1"))
    for hop in range(1, 10):
        toy.serves(f"/hop/{hop}", partial(redirect, f"/hop/{hop + 1}"))
    toy.says("/hop/10", lambda _: Answer().say(Spoken("Here", "en")))

    sid = remote.call_in(MOTHER)

    over(remote, sid)
    assert words(remote, sid) == ["Here"]


def test_a_report_has_no_fallback_and_ends_no_call(
    remote: Remote, toy: Toy, line: PracticeLine
) -> None:
    object.__setattr__(line.exchange.setup, "fallback_path", "/fallback")
    object.__setattr__(line.exchange.setup, "status_path", "/broken")
    toy.serves("/broken", broken)
    toy.says("/voice/call", lambda _: Answer().say(Spoken("Welcome", "en")))

    sid = remote.call_in(MOTHER)

    over(remote, sid)
    eventually(lambda: bool(toy.told("/broken")))
    assert words(remote, sid) == ["Welcome"]
    assert not toy.told("/fallback")


@pytest.mark.parametrize(
    ("webhooks", "asked", "refused"),
    [
        ("twice", ["/voice/call", "/voice/call", "/next", "/next"], 0),
        ("at once", ["/voice/call", "/voice/call", "/next", "/next"], 0),
        ("late", ["/voice/call", "/next", "/voice/call"], 0),
        ("lost", ["/voice/call", "/next"], 0),
        ("imposter", ["/voice/call", "/next"], 2),
    ],
)
def test_each_page_can_be_disturbed_and_the_caller_hears_each_answer_once(
    remote: Remote, toy: Toy, webhooks: str, asked: list[str], refused: int
) -> None:
    toy.says("/voice/call", lambda _: Answer().ask(Ask(toy.url("/next"), ())))
    toy.says("/next", lambda _: Answer().say(Spoken("Thank you", "en")))
    remote.disturb(Disturbances(webhooks={webhooks: 1}))

    sid = remote.call_in(MOTHER, keys="1")

    over(remote, sid)
    assert [path for path, _form in toy.asked if path != "/status"] == asked
    assert words(remote, sid) == ["Thank you"]
    assert toy.refused == refused


def test_the_same_seed_disturbs_the_same_calls() -> None:
    often = Disturbances(seed=7, webhooks={"twice": 0.3, "late": 0.3})
    drawn = [often.draw(often.webhooks, f"page {number}") for number in range(200)]

    assert drawn == [often.draw(often.webhooks, f"page {number}") for number in range(200)]
    assert {name: drawn.count(name) > 30 for name in ("", "twice", "late")} == dict.fromkeys(
        ("", "twice", "late"), True
    )


def test_a_disturbance_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no such disturbance"):
        Disturbances(webhooks={"upside down": 1})
