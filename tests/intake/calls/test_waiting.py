"""Who is rung, who is not, and what is said to somebody for whom nobody comes."""

from typing import Final

import pytest

from helpline import clock
from helpline.db import db
from helpline.doors import Role
from helpline.intake.actions.callbacks import opened
from helpline.intake.models import Callback, Contact
from tests.house import House, inside
from tests.intake.calls.conftest import MOTHER, AtWork, Phones

WITHHELD: Final = ("", "anonymous", "+266696687", "client:browser", "+1 202 555 01xx", "🙂")


def test_with_nobody_at_the_desk_the_caller_hears_the_truth(phones: Phones, house: House) -> None:
    sid = phones.waiting_call()

    phones.hears(sid, "Nobody is here now who can talk with you")
    heard = phones.heard(sid)
    assert "In an emergency, call 112" in heard
    assert "write to us without giving your name" in heard
    assert house.count("call_leg") == 0


def test_a_callback_is_kept_sealed_for_the_desk_and_the_call_ends(
    phones: Phones, house: House
) -> None:
    sid = phones.call("1 1 3 1 1 1 1")  # the last, where they are in line first

    phones.is_over(sid)
    assert "If you want us to call you back, press 1" in phones.heard(sid)
    assert "We keep your number only for this call" in phones.heard(sid)
    assert phones.row(sid)["ending"] == "callback"
    assert house.count("callback", "state = 'asked'") == 1
    assert house.count("callback", f"callback::text LIKE '%{MOTHER[1:]}%'") == 0
    with inside(house.staff, Role.SUPPORT):
        callback = db.session.query(Callback).one()
        contact = db.session.get_one(Contact, callback.contact_id)
        assert opened(callback, contact).number == MOTHER


@pytest.mark.parametrize("sender", WITHHELD)
def test_a_withheld_number_is_never_promised_a_call(
    phones: Phones, house: House, sender: str
) -> None:
    sid = phones.call("1 1 3 1 1 1 1#", sender=sender)

    phones.is_over(sid)
    assert "the number that you are calling from" not in phones.heard(sid)
    assert "We cannot call this number" in phones.heard(sid)
    assert phones.row(sid)["ending"] == "nobody"
    assert house.count("callback") == 0


def test_outside_the_hours_nobody_is_rung_and_the_opening_is_said(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    phones.on_sunday()
    at_work("peter")

    sid = phones.call("1 3")

    phones.hears(sid, "Nobody is here now. We are here again on")
    assert "08:00" in phones.heard(sid)
    assert house.count("contact", "desk = 'advice'") == 1
    phones.settle()
    assert house.count("call_leg") == 0


def test_only_who_speaks_the_language_and_works_at_the_desk_is_rung(
    phones: Phones, at_work: AtWork
) -> None:
    at_work("omar")  # support, but no German
    at_work("jonas")  # German, but at another desk
    at_work("sara", "hotline")  # trained for support, but works elsewhere
    at_work("maria")

    phones.call("2 1")

    phones.ringing("maria")
    assert [phone["to"] for phone in phones.remote.phones()] == ["client:maria"]


def test_nobody_off_duty_is_rung(phones: Phones, house: House, at_work: AtWork) -> None:
    at_work("maria")
    house.change("UPDATE shift SET ends_at = :moment", moment=clock.now())

    sid = phones.waiting_call()

    phones.hears(sid, "Nobody is here now who can talk with you")
    assert house.count("call_leg") == 0


def test_nobody_is_rung_while_they_talk(phones: Phones, house: House, at_work: AtWork) -> None:
    at_work("maria")
    mother = phones.waiting_call()
    maria = phones.ringing("maria")
    phones.remote.answer(maria, "1")
    phones.are_together(mother, maria)

    second = phones.waiting_call(sender="+12025550177")

    phones.hears(second, "in another call at the moment")
    assert house.count("call_leg") == 1
    phones.remote.hang_up(mother)
    phones.ringing("maria")


def test_who_does_not_answer_is_rung_again_later_and_the_caller_is_told(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    sid = phones.waiting_call()
    phones.remote.answer(phones.ringing("maria"), "2")
    phones.until(lambda: house.count("call_leg", "state = 'ended'") == 1)

    phones.later(seconds=40)
    phones.ringing("maria")
    phones.later(minutes=4)

    phones.hears(sid, "Nobody of us has been able to answer you so far")
    assert "To keep waiting, press 2" in phones.heard(sid)


def test_who_keeps_waiting_can_still_be_answered(phones: Phones, at_work: AtWork) -> None:
    at_work("maria")
    sid = phones.waiting_call()
    maria = phones.ringing("maria")
    # Whatever they are asked before: a key that is pressed too early would be used up there.
    phones.line.exchange.calls[sid].mind = lambda said: "2" if "To keep waiting" in said else ""
    phones.later(minutes=4)
    phones.hears(sid, "Nobody of us has been able to answer you so far")

    phones.remote.answer(maria, "1")

    phones.are_together(sid, maria)


def test_those_who_wait_longer_are_ahead(phones: Phones, at_work: AtWork) -> None:
    at_work("maria")
    phones.waiting_call()
    phones.ringing("maria")
    second = phones.waiting_call(sender="+12025550177")

    phones.hears(second, "1 person is waiting before you")
