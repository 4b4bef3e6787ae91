"""Who may ask for what during a call, whom they may bring in, and who may listen."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from helpline.db import db
from helpline.doors import Role
from helpline.intake import CallOrder
from helpline.intake.calls.duties import orders as order_duty
from helpline.policy import Listening
from helpline.providers.practice.conference import Conference
from tests.house import House, inside
from tests.intake.calls.conftest import AtWork, Phones
from tests.intake.calls.talk import INTERPRETERS, POLICE, Talk, a_talk

POLICE_KEY = "police:police"
INTERPRETER_KEY = "interpreter:Interpreters on call (made up)"
SERVICE = "Brücke family counselling"


@pytest.fixture
def talk(phones: Phones, house: House, at_work: AtWork) -> Talk:
    return a_talk(phones, house, at_work)


def test_nobody_is_brought_in_without_the_callers_yes(house: House, talk: Talk) -> None:
    refused = talk.bring_in(POLICE_KEY, agreed="no")

    assert refused.status_code == 409
    assert "Ask the caller first" in refused.get_data(as_text=True)
    assert talk.orders() == []
    talk.bring_in(POLICE_KEY)
    assert house.count("audit_entry", "action = 'call.third_agreed'") == 1


def test_only_whoever_talks_with_the_caller_asks_for_anything(at_work: AtWork, talk: Talk) -> None:
    omar = at_work("omar")

    for deed, form in (("hold", {}), ("bring-in", {"third": POLICE_KEY, "agreed": "yes"})):
        refused = omar.submit(f"{talk.path}/talk/{deed}", form, at=talk.path)
        assert refused.status_code == 409
        assert "You are not the one who talks with this caller" in refused.get_data(as_text=True)
    assert at_work("jonas").get(f"{talk.path}/talk/who").status_code == 403
    assert talk.orders() == []


def test_another_desk_sees_nothing_of_what_was_asked_for(house: House, talk: Talk) -> None:
    talk.bring_in(POLICE_KEY)
    seen = {}

    for role in (Role.SUPPORT, Role.HOTLINE, Role.ADVICE, Role.DANGER):
        with inside(house.staff, role):
            seen[role] = len(db.session.scalars(select(CallOrder)).all())

    assert seen == {Role.SUPPORT: 1, Role.HOTLINE: 0, Role.ADVICE: 0, Role.DANGER: 0}


def test_the_same_wish_twice_is_one_wish(phones: Phones, house: House, talk: Talk) -> None:
    talk.bring_in(POLICE_KEY)
    again = talk.bring_in(POLICE_KEY)

    assert again.status_code == 409
    phones.ringing_at(POLICE)
    assert house.count("call_leg", "purpose = 'consult'") == 1


def test_a_caller_is_not_left_alone_with_an_interpreter(
    phones: Phones, house: House, talk: Talk
) -> None:
    assert "They have left" not in talk.shown()
    talk.consult(INTERPRETER_KEY, INTERPRETERS)
    talk.ask("together")
    talk.is_held(held=False)

    refused = talk.ask("leave")

    assert "An interpreter cannot help the caller alone" in refused.get_data(as_text=True)
    (leg,) = house.rows("SELECT id FROM call_leg WHERE purpose = 'consult'")
    talk.ask(f"out/{leg.id}")
    phones.until(lambda: house.count("call_leg", "purpose = 'consult' AND state = 'ended'") == 1)
    assert phones.row(talk.mother)["state"] == "talking"


def test_a_colleague_who_keeps_the_caller_has_the_contact(
    phones: Phones, house: House, at_work: AtWork, talk: Talk
) -> None:
    page = talk.shown()
    assert "Omar Haddad" in page
    assert "Jonas Weber" not in page
    (omar,) = house.rows("SELECT id FROM account WHERE username = 'omar'")

    talk.consult(f"colleague:{omar.id}", "client:omar")
    talk.ask("together")
    talk.is_held(held=False)
    talk.ask("leave")

    talk.is_done("leave")
    phones.until(lambda: house.count("contact", f"taken_by = '{omar.id}'") == 1)
    assert "Put the caller on hold" in at_work("omar").get(talk.path).get_data(as_text=True)


def test_a_service_is_rung_where_the_directory_says(
    phones: Phones, house: House, talk: Talk
) -> None:
    (service,) = house.rows("SELECT id FROM service WHERE name = :name", name=SERVICE)

    assert SERVICE in talk.shown()
    talk.bring_in(f"service:{service.id}", how="bring_in")
    leg = phones.ringing_at("client:bruecke")
    house.change("UPDATE partner SET is_active = false")
    phones.remote.answer(leg, "1")
    phones.are_together(talk.mother, leg)
    assert SERVICE not in talk.shown().split("Bring somebody in")[-1]


def test_what_the_carrier_tells_of_a_conference_may_come_twice_late_or_forged(
    phones: Phones, house: House, talk: Talk
) -> None:
    ((name, ref),) = house.rows("SELECT conference, conference_ref FROM call")
    path = f"/voice/conference/{talk.call_id}"

    def tell(event: str, order: int, *, room: str = name, signed: bool = True) -> int:
        form = {
            "ConferenceSid": ref,
            "FriendlyName": room,
            "StatusCallbackEvent": event,
            "SequenceNumber": str(order),
            "CallSid": talk.mother,
        }
        return phones.post_form(path, form, signed=signed).status_code

    assert tell("participant-hold", 90, signed=False) == 403
    assert tell("participant-hold", 91, room="another") == 204
    assert phones.row(talk.mother)["is_held"] is False
    assert [tell("participant-unhold", 93), tell("participant-hold", 92)] == [204, 204]
    assert phones.row(talk.mother)["is_held"] is False
    assert tell("participant-hold", 94) == tell("participant-hold", 94) == 204
    assert phones.row(talk.mother)["is_held"] is True
    assert phones.post_form(f"/voice/conference/{uuid4()}", {}).status_code == 400


def test_who_has_left_a_conference_does_not_join_it_later(
    phones: Phones, house: House, talk: Talk
) -> None:
    ((leg, name, ref),) = house.rows(
        "SELECT l.id, c.conference, c.conference_ref FROM call c JOIN call_leg l"
        " ON l.id = c.accepted_leg_id"
    )
    path = f"/voice/conference/{talk.call_id}"
    form = {"ConferenceSid": ref, "FriendlyName": name, "CallSid": talk.maria}
    form["ParticipantLabel"] = str(leg)

    for event, order in (("participant-leave", "99"), ("participant-join", "98")):
        phones.post_form(path, {**form, "StatusCallbackEvent": event, "SequenceNumber": order})

    ((state, left),) = house.rows("SELECT state, left_at FROM call_leg WHERE id = :leg", leg=leg)
    assert state == "ended"
    assert left is not None


def test_nobody_listens_where_the_policy_says_never(at_work: AtWork, talk: Talk) -> None:
    sara = at_work("sara", "support")

    assert "Listen in" not in sara.get(talk.path).get_data(as_text=True)
    refused = sara.submit(f"{talk.path}/talk/listen", at=talk.path)

    assert refused.status_code == 403
    assert "no supervisor listens in" in refused.get_data(as_text=True)
    assert talk.orders() == []


@pytest.mark.parametrize("how", ["listen", "whisper"])
def test_a_supervisor_listens_only_after_the_caller_has_heard_of_it(
    phones: Phones, house: House, at_work: AtWork, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    let_listen(house, monkeypatch)
    talk = a_talk(phones, house, at_work)
    maria, sara = at_work("maria"), at_work("sara", "support")
    assert maria.submit(f"{talk.path}/talk/{how}", at=talk.path).status_code == 403

    sara.submit(f"{talk.path}/talk/{how}", at=talk.path)

    phones.hears(talk.mother, "A supervisor is going to listen to this call")
    assert not [one for one in phones.remote.phones() if one["to"] == "client:sara"]
    phones.until(lambda: house.count("call_order", "heard_at IS NOT NULL") == 1)
    phones.later(seconds=15)
    leg = phones.ringing_at("client:sara")
    phones.remote.answer(leg, "1")
    phones.are_together(talk.mother, leg)
    assert talk.hears(leg) == {talk.mother, talk.maria}
    assert leg not in talk.hears(talk.mother)
    assert (leg in talk.hears(talk.maria)) is (how == "whisper")
    assert house.count("audit_entry", f"action = 'call.{how}'") == 1
    phones.until(lambda: "Sara Nasser" in maria.get(f"{talk.path}/talk/who").text)
    sara.submit(f"{talk.path}/talk/stop-listening", at=talk.path)
    phones.is_over(leg)
    assert phones.row(talk.mother)["state"] == "talking"


def test_a_caller_who_was_not_told_is_not_listened_to(
    phones: Phones, house: House, at_work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_listen(house, monkeypatch)
    talk = a_talk(phones, house, at_work)
    sara = at_work("sara", "support")
    monkeypatch.setattr(Conference, "announce", lambda *_said, **_more: None)

    sara.submit(f"{talk.path}/talk/listen", at=talk.path)
    for _ in range(4):
        phones.settle()
        phones.later(seconds=11)

    talk.is_done("listen", "failed", "unheard")
    assert house.count("call_leg", "purpose = 'listen'") == 0


def test_a_caller_who_says_no_is_not_listened_to(
    phones: Phones, house: House, at_work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_listen(house, monkeypatch)
    monkeypatch.setattr(order_duty, "TO_OBJECT", timedelta(minutes=5))  # as slow as we may be
    talk = a_talk(phones, house, at_work)
    maria, omar, sara = at_work("maria"), at_work("omar"), at_work("sara", "support")
    deed, words = f"{talk.path}/talk/refuse-listener", "does not want Sara Nasser to listen"
    before = maria.get(f"{talk.path}/talk/deeds").text
    sara.submit(f"{talk.path}/talk/listen", at=talk.path)
    phones.until(lambda: house.count("call_order", "heard_at IS NOT NULL") == 1)
    offered = {each: words in each.get(f"{talk.path}/talk/deeds").text for each in (maria, omar)}

    assert omar.submit(deed, at=talk.path).status_code == 409
    maria.submit(deed, at=talk.path)
    talk.is_done("listen", "failed", "stopped")
    phones.later(minutes=6)
    phones.settle()

    assert house.count("call_leg", "purpose = 'listen'") == 0
    assert words not in before
    assert offered == {maria: True, omar: False}
    assert words not in maria.get(f"{talk.path}/talk/deeds").text
    assert phones.row(talk.mother)["state"] == "talking"


def test_a_handler_can_send_a_listener_out(
    phones: Phones, house: House, at_work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_listen(house, monkeypatch)
    talk = a_talk(phones, house, at_work)
    at_work("sara", "support").submit(f"{talk.path}/talk/listen", at=talk.path)
    phones.until(lambda: house.count("call_order", "heard_at IS NOT NULL") == 1)
    phones.later(seconds=15)
    leg = phones.ringing_at("client:sara")
    phones.remote.answer(leg, "1")
    phones.are_together(talk.mother, leg)

    at_work("maria").submit(f"{talk.path}/talk/refuse-listener", at=talk.path)

    phones.is_over(leg)
    phones.are_together(talk.mother, talk.maria)


def let_listen(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another policy, for the faces that ask it."""
    for face in (house.public, house.staff, house.worker):
        policy = face.extensions["helpline.policy"]
        calls = replace(policy.calls, listening=Listening.ANNOUNCED)
        monkeypatch.setitem(face.extensions, "helpline.policy", replace(policy, calls=calls))
