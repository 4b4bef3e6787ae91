"""Who hears whom in a conference, and what is heard on hold."""

import pytest
from twilio.rest import Client

from helpline.providers import Answer, Carrier, Join, Leg, Member, Spoken
from helpline.providers.carrier import CallGone, CarrierRefused
from helpline.providers.practice.house import PracticeLine
from helpline.providers.practice.remote import Remote
from tests.providers.conftest import MARIA, MOTHER, eventually
from tests.providers.heard import notes, over, words
from tests.providers.toy import Toy

OMAR = "client:omar"


@pytest.fixture
def room(remote: Remote, toy: Toy, carrier: Carrier, leg: Leg) -> tuple[str, str, str]:
    """The mother and Maria, who talk: conference, her call, Maria's leg."""
    join = Join("room", toy.url("/over"), toy.url("/events"), label="caller", ends_it=True)
    toy.says("/voice/call", lambda _: Answer().join(join))
    toy.writes("/gather", "<Gather/>")
    toy.says("/music", lambda _: Answer().say(Spoken("One moment", "en")))
    toy.says("/news", lambda _: Answer().say(Spoken("Somebody listens", "en")))
    remote.set_habit(MARIA, "answer", keys="1")
    mother, maria = remote.call_in(MOTHER), carrier.ring(leg)
    eventually(lambda: f"joined with {MARIA}" in notes(remote, mother))
    eventually(lambda: bool(toy.told("/events")))
    return toy.told("/events")[0]["ConferenceSid"], mother, maria


def test_on_hold_only_the_one_on_hold_hears_the_page(
    remote: Remote, toy: Toy, carrier: Carrier, room: tuple[str, str, str]
) -> None:
    conference, mother, maria = room

    carrier.hold(conference, mother, music_url=toy.url("/music"))

    eventually(lambda: "One moment" in words(remote, mother))
    assert "One moment" not in words(remote, maria)
    carrier.unhold(conference, mother)
    eventually(lambda: len(toy.told("/events")) >= 5)
    happened = [form["StatusCallbackEvent"] for form in toy.told("/events")]
    assert happened[-2:] == ["participant-hold", "participant-unhold"]


def test_an_announcement_is_heard_by_one_or_by_all(
    remote: Remote, toy: Toy, carrier: Carrier, room: tuple[str, str, str]
) -> None:
    conference, mother, maria = room

    carrier.announce(conference, mother, toy.url("/news"))
    eventually(lambda: words(remote, mother) == ["Somebody listens"])
    assert "Somebody listens" not in words(remote, maria)
    carrier.announce(conference, "", toy.url("/news"))

    eventually(lambda: "Somebody listens" in words(remote, maria))


def test_a_broken_page_on_hold_is_silence_and_ends_nothing(
    remote: Remote, toy: Toy, carrier: Carrier, room: tuple[str, str, str]
) -> None:
    conference, mother, _maria = room

    carrier.hold(conference, mother, music_url=toy.url("/gather"))

    eventually(lambda: bool(notes(remote, mother, "fault")))
    assert "Gather may not stand" in notes(remote, mother, "fault")[0]
    assert not remote.call(mother)["over"]


def test_whoever_whispers_is_heard_by_one_only(
    remote: Remote, toy: Toy, carrier: Carrier, room: tuple[str, str, str]
) -> None:
    conference, mother, maria = room
    remote.set_habit(OMAR, "answer")

    omar = carrier.add(conference, Member(OMAR, "listener", toy.url("/status"), coaches=maria))

    eventually(lambda: f"joined with {OMAR}" in notes(remote, maria))
    assert f"joined with {OMAR}" not in notes(remote, mother)
    hears = {who["sid"]: set(who["hears"]) for who in remote.call(mother)["members"]}
    assert hears == {mother: {maria}, maria: {mother, omar}, omar: {mother, maria}}


def test_nobody_whispers_to_somebody_who_is_not_there(
    carrier: Carrier, toy: Toy, room: tuple[str, str, str]
) -> None:
    nobody = "CA" + "0" * 32

    with pytest.raises(CarrierRefused):
        carrier.add(room[0], Member(OMAR, "listener", toy.url("/status"), coaches=nobody))


def test_a_label_stands_for_one_participant_only(
    remote: Remote, toy: Toy, room: tuple[str, str, str]
) -> None:
    sid = remote.call_in("+12025550112")

    over(remote, sid)
    assert "16025" in notes(remote, sid, "fault")[0]
    assert len(remote.call(room[1])["members"]) == 2


def test_a_conference_that_is_ended_lets_everybody_go(
    remote: Remote, toy: Toy, client: Client, room: tuple[str, str, str]
) -> None:
    conference, mother, maria = room

    client.conferences(conference).update(status="completed")

    def reasons() -> list[str]:
        told = toy.told("/events")
        ends = [form for form in told if form["StatusCallbackEvent"] == "conference-end"]
        return [form["ReasonConferenceEnded"] for form in ends]

    over(remote, mother)
    over(remote, maria)
    eventually(lambda: bool(reasons()))
    assert reasons() == ["conference-ended-via-api"]
    assert client.conferences(conference).fetch().status == "completed"


def test_a_waiting_page_that_is_broken_means_no_conference(remote: Remote, toy: Toy) -> None:
    toy.writes(
        "/voice/call",
        "<Dial action='/over'><Conference waitUrl='/gather'>room</Conference></Dial>",
    )
    toy.writes("/gather", "<Gather/>")
    toy.writes("/over", "<Say>Nobody was there</Say>")

    over(remote, remote.call_in(MOTHER))

    assert [form["DialCallStatus"] for form in toy.told("/over")] == ["failed"]


def test_somebody_who_left_cannot_be_held(
    remote: Remote, carrier: Carrier, room: tuple[str, str, str], line: PracticeLine
) -> None:
    conference, _mother, maria = room
    remote.hang_up(maria)
    eventually(lambda: len(line.exchange.conferences[conference].members) == 1)

    with pytest.raises(CallGone):
        carrier.hold(conference, maria, music_url="https://line.example.org/music")
