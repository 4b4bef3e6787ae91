"""Queues by REST, and dialling somebody out of one."""

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from helpline.providers.practice.remote import Remote
from tests.providers.conftest import MOTHER, eventually
from tests.providers.heard import notes, over, words
from tests.providers.toy import Toy

OTHER = "+12025550112"


@pytest.fixture
def waiting(remote: Remote, toy: Toy) -> str:
    """The mother waits in a queue; everybody who calls after her dials it."""
    toy.writes("/voice/call", "<Enqueue waitUrl='/waiting' action='/left'>opaque</Enqueue>")
    toy.writes("/waiting", "<Pause length='20'/>")
    toy.writes("/left", "<Say>You have left</Say>")
    toy.writes("/elsewhere", "<Say>Elsewhere</Say><Hangup/>")
    toy.writes("/first", "<Say>Somebody is here</Say>")
    toy.writes("/dials", "<Dial action='/over'><Queue url='/first'>opaque</Queue></Dial>")
    toy.writes("/over", "<Hangup/>")
    sid = remote.call_in(MOTHER)
    eventually(lambda: len(toy.told("/waiting")) > 1)
    return sid


def test_who_waits_can_be_seen_and_moved_elsewhere(
    remote: Remote, toy: Toy, client: Client, waiting: str
) -> None:
    (queue,) = client.queues.list()
    assert (queue.friendly_name, queue.current_size) == ("opaque", 1)
    (member,) = client.queues(queue.sid).members.list()
    assert (member.call_sid, member.position) == (waiting, 1)
    assert member.wait_time >= 20
    with pytest.raises(TwilioRestException):
        client.queues(queue.sid).delete()

    client.queues(queue.sid).members("Front").update(url=toy.url("/elsewhere"))

    over(remote, waiting)
    assert words(remote, waiting) == ["Elsewhere"]
    assert [form["QueueResult"] for form in toy.told("/left")] == ["redirected"]
    assert client.queues(queue.sid).delete()


def test_a_full_queue_takes_nobody(remote: Remote, toy: Toy, client: Client, waiting: str) -> None:
    client.queues(client.queues.list()[0].sid).update(max_size=1)

    sid = remote.call_in(OTHER)

    over(remote, sid)
    assert [form["QueueResult"] for form in toy.told("/left")] == ["queue-full"]
    assert words(remote, sid) == ["You have left"]


def test_whoever_dials_the_queue_talks_to_the_first(
    remote: Remote, toy: Toy, client: Client, waiting: str
) -> None:
    dials = client.calls.create(to="client:maria", from_="+12025550100", url=toy.url("/dials"))
    eventually(lambda: bool(remote.phones()))
    remote.answer(str(dials.sid))

    eventually(lambda: notes(remote, waiting) == ["joined with client:maria"])
    assert words(remote, waiting) == ["Somebody is here"]
    assert toy.told("/first")[0]["DequeingCallSid"] == dials.sid
    remote.hang_up(str(dials.sid))

    over(remote, waiting)
    assert [form["QueueResult"] for form in toy.told("/left")] == ["bridged"]
    assert words(remote, waiting)[-1] == "You have left"


def test_several_phones_ring_and_the_first_to_pick_up_is_joined(remote: Remote, toy: Toy) -> None:
    toy.writes(
        "/voice/call",
        "<Dial action='/over'><Client>maria</Client>"
        "<Number url='/hush'>+12025550177</Number></Dial>",
    )
    toy.writes("/hush", "<Say>A call from the line</Say>")
    toy.writes("/over", "<Hangup/>")
    remote.set_habit("+12025550177", "answer")

    sid = remote.call_in(MOTHER)

    eventually(lambda: notes(remote, sid) == ["joined with +12025550177"])
    (phone,) = remote.phones(ringing=False)
    assert words(remote, phone["sid"]) == ["A call from the line"]
    remote.hang_up(phone["sid"])
    over(remote, sid)


def test_a_call_can_be_given_its_words_with_the_request(
    remote: Remote, toy: Toy, client: Client
) -> None:
    remote.set_habit(MOTHER, "answer")

    call = client.calls.create(
        to=MOTHER, from_="+12025550100", twiml="<Response><Say>Good day</Say></Response>"
    )

    over(remote, str(call.sid))
    assert words(remote, str(call.sid)) == ["Good day"]


@pytest.mark.parametrize(
    "verbs", ["<Redirect>/next</Redirect>", "<Gather/>", f"<Say>{'x' * 4000}</Say>", "<Sing/>"]
)
def test_words_with_the_request_must_be_whole_in_themselves(client: Client, verbs: str) -> None:
    with pytest.raises(TwilioRestException):
        client.calls.create(to=MOTHER, from_="+12025550100", twiml=f"<Response>{verbs}</Response>")


def test_the_numbers_of_the_account_tell_what_they_ask(client: Client, toy: Toy) -> None:
    (number,) = client.incoming_phone_numbers.list(phone_number="+12025550100")
    assert number.voice_url == toy.url("/voice/call")

    changed = number.update(voice_url=toy.url("/elsewhere"))

    assert changed.voice_url == toy.url("/elsewhere")
    assert client.api.v2010.accounts(number.account_sid).fetch().status == "active"
