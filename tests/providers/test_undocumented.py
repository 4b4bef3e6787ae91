"""What nobody documented, played both ways."""

from dataclasses import replace

import pytest

from helpline.providers import Carrier, Leg
from helpline.providers.practice.remote import Remote
from helpline.providers.practice.undocumented import Undocumented, each_other_way
from tests.providers.conftest import LINE, MOTHER, eventually
from tests.providers.heard import over
from tests.providers.toy import Toy

LIKELY = Undocumented()


def otherwise(**changes: object) -> Undocumented:
    return replace(LIKELY, **changes)  # type: ignore[arg-type]  # one choice at a time


def test_each_choice_has_a_world_of_its_own() -> None:
    assert len(set(each_other_way())) == 11


@pytest.fixture
def room(toy: Toy) -> Toy:
    toy.writes("/voice/call", "<Dial action='/over'><Conference>room</Conference></Dial>")
    toy.writes("/over", "<Hangup/>")
    toy.writes("/elsewhere", "<Hangup/>")
    return toy


def in_the_room(remote: Remote) -> str:
    sid = remote.call_in(MOTHER)
    eventually(lambda: bool(remote.call(sid)["conference"]))
    return sid


@pytest.mark.parametrize(
    ("undocumented", "told"),
    [(LIKELY, ["completed"]), (otherwise(dial_tells_after_hangup=False), [])],
)
def test_dial_tells_of_a_caller_who_hung_up_or_not(
    remote: Remote, room: Toy, told: list[str]
) -> None:
    sid = in_the_room(remote)

    remote.hang_up(sid)

    eventually(lambda: bool(room.told("/status")) and len(room.told("/over")) >= len(told))
    assert [form["CallStatus"] for form in room.told("/over")] == told


@pytest.mark.parametrize(
    ("undocumented", "asked"),
    [
        (LIKELY, ["/over", "/elsewhere"]),
        (otherwise(dial_tells_after_redirect=False), ["/elsewhere"]),
        (otherwise(target_before_action=True), ["/elsewhere", "/over"]),
    ],
)
def test_a_moved_call_asks_its_action_before_its_target_after_it_or_never(
    remote: Remote, room: Toy, carrier: Carrier, asked: list[str]
) -> None:
    sid = in_the_room(remote)

    carrier.redirect(sid, room.url("/elsewhere"))

    over(remote, sid)
    assert [path for path, _form in room.asked if path in asked] == asked
    assert ("/over" in asked) == bool(room.told("/over"))


@pytest.mark.parametrize(
    ("undocumented", "state"),
    [
        (LIKELY, "no-answer"),
        (otherwise(rejected="busy"), "busy"),
        (otherwise(rejected="no-answer"), "no-answer"),
    ],
)
def test_a_refused_call_ends_in_one_state_or_another(remote: Remote, toy: Toy, state: str) -> None:
    toy.writes("/voice/call", "<Reject/>")

    assert over(remote, remote.call_in(MOTHER))["status"] == state


@pytest.mark.parametrize(
    ("undocumented", "keyed"), [(LIKELY, []), (otherwise(keys_are_kept=True), ["5"])]
)
def test_a_key_pressed_too_early_counts_or_not(remote: Remote, toy: Toy, keyed: list[str]) -> None:
    toy.writes("/voice/call", "<Gather numDigits='1' action='/one'/>")
    toy.writes("/one", "<Gather numDigits='1' action='/two'/>")
    toy.writes("/two", "<Hangup/>")

    over(remote, remote.call_in(MOTHER, keys="15"))

    assert [form["Digits"] for form in toy.told("/two")] == keyed


@pytest.mark.parametrize(
    ("undocumented", "more"), [(LIKELY, False), (otherwise(gather_tells_more=True), True)]
)
def test_an_entry_tells_how_it_ended_or_not(remote: Remote, toy: Toy, more: bool) -> None:  # noqa: FBT001
    toy.writes("/voice/call", "<Gather action='/one'/>")
    toy.writes("/one", "<Hangup/>")

    over(remote, remote.call_in(MOTHER, keys="12#"))

    assert ("FinishedOnKey" in toy.told("/one")[0]) is more


@pytest.mark.parametrize(
    ("undocumented", "last"),
    [(LIKELY, None), (otherwise(status_before_action=False), "/status")],
)
def test_a_hang_up_in_a_queue_is_told_in_one_order_or_another(
    remote: Remote, toy: Toy, last: str | None
) -> None:
    toy.writes("/voice/call", "<Enqueue waitUrl='/waiting' action='/left'>opaque</Enqueue>")
    toy.writes("/waiting", "<Pause/>")
    toy.writes("/left", "<Hangup/>")
    sid = remote.call_in(MOTHER)
    eventually(lambda: bool(toy.told("/waiting")))

    remote.hang_up(sid)

    eventually(lambda: bool(toy.told("/left")) and bool(toy.told("/status")))
    assert last in {None, toy.asked[-1][0]}


@pytest.mark.parametrize(
    ("undocumented", "told"),
    [
        (LIKELY, ["initiated", "ringing", "in-progress", "completed"]),
        (
            otherwise(answered_told_twice=True),
            ["initiated", "ringing", "answered", "in-progress", "completed"],
        ),
    ],
)
def test_who_wants_to_know_of_an_answer_is_told_once_or_twice(
    remote: Remote, toy: Toy, carrier: Carrier, told: list[str]
) -> None:
    toy.writes("/leg", "<Hangup/>")
    remote.set_habit(MOTHER, "answer")

    carrier.ring(Leg(MOTHER, toy.url("/leg"), toy.url("/status")))

    eventually(lambda: len(toy.told("/status")) == len(told))
    assert [form["CallStatus"] for form in toy.told("/status")] == told
    assert toy.told("/status")[0]["From"] == LINE
