"""Going on by phone with what was written: a short code that works once; or the receipt."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from helpline import clock
from helpline.db import db
from helpline.doors import Role
from helpline.intake import phone_codes, throttle
from helpline.intake.calls import receipts
from helpline.intake.models import PhoneCode
from tests.house import House, inside
from tests.intake.calls.conftest import AtWork, Phones
from tests.intake.public.walker import Walker

CODE: Final = re.compile(r"\b([1-9]{3}) ([1-9]{3})\b")
WRONG: Final = "111111"


@pytest.fixture
def mother(public: FlaskClient) -> Walker:
    return Walker(public)


@pytest.fixture
def receipt(phones: Phones, mother: Walker) -> str:
    return mother.send(wish="someone_close", worries="my son has changed")


def code_shown(walker: Walker, receipt: str) -> str:
    walker.open_mailbox(receipt).post("messages/phone-code", walker.fields)
    found = CODE.search(walker.shown)
    assert found, walker.shown
    assert re.search(r"until \d\d:\d\d \(time in Berlin\)", walker.shown)
    return "".join(found.groups())


@pytest.fixture
def code(mother: Walker, receipt: str) -> str:
    return code_shown(mother, receipt)


def test_the_code_of_the_mailbox_brings_the_call_to_its_contact(
    phones: Phones, house: House, at_work: AtWork, code: str
) -> None:
    at_work("maria")

    sid = phones.call(f"1 7 {code}")

    phones.hears(sid, "We have found your earlier contact")
    phones.remote.answer(phones.ringing("maria"), "1")
    phones.until(lambda: phones.row(sid)["state"] == "talking")
    (contact,) = house.rows("SELECT id, state FROM contact")
    assert phones.row(sid)["contact_id"] == contact.id
    assert (phones.row(sid)["desk"], phones.row(sid)["came_back_by"]) == ("support", "code")
    assert "my son has changed" not in phones.heard(sid)


def test_a_code_works_once_and_only_the_newest_of_a_mailbox_works(
    phones: Phones, house: House, mother: Walker, receipt: str, code: str
) -> None:
    newer = code_shown(mother, receipt)
    assert house.count("phone_code") == 1

    used = phones.call(f"1 7 {code} {newer}")

    phones.hears(used, "We do not know this code")
    phones.hears(used, "We have found your earlier contact")
    again = phones.call(f"1 7 {newer}")
    phones.hears(again, "We do not know this code")
    assert house.count("phone_code") == 0


def test_a_code_of_half_an_hour_ago_is_unknown(phones: Phones, code: str) -> None:
    phones.later(minutes=31)

    sid = phones.call(f"1 7 {code}")

    phones.hears(sid, "We do not know this code")


def test_after_three_wrong_codes_the_call_goes_on_as_any_other(
    phones: Phones, house: House, code: str
) -> None:
    sid = phones.call(f"1 7 {WRONG} {WRONG} {WRONG} 7 1")

    phones.hears(sid, "You can go on without it")
    phones.until(lambda: phones.row(sid)["contact_id"] is not None, lambda: phones.heard(sid))
    assert house.count("phone_code") == 1, "nobody's code was used up"
    assert house.count("contact") == 2


def test_guesses_of_all_callers_are_counted_together_and_end_for_the_hour(
    phones: Phones, house: House, code: str
) -> None:
    phones.is_over(phones.call(f"1 7 {WRONG} {WRONG} {WRONG} *"))
    assert house.rows("SELECT wrong FROM code_guesses")[0].wrong == 3
    house.change("UPDATE code_guesses SET wrong = :most", most=phone_codes.MOST_WRONG)

    sid = phones.call(f"1 7 {code}")

    phones.hears(sid, "We cannot take codes at the moment")
    assert house.count("phone_code") == 1


def test_who_keys_the_right_code_uses_up_no_guess(phones: Phones, house: House, code: str) -> None:
    phones.hears(phones.call(f"1 7 {code}"), "We have found your earlier contact")

    assert house.rows("SELECT wrong FROM code_guesses")[0].wrong == 0


def test_a_right_code_at_the_turn_of_an_hour_is_taken(house: House) -> None:
    with inside(house.public, Role.PUBLIC, mailbox=b"of a code"):
        assert phone_codes.may_be_tried()
        clock.move(timedelta(hours=1))
        phone_codes.was_right()

    assert [row.wrong for row in house.rows("SELECT wrong FROM code_guesses")] == [1]


def test_only_the_code_that_the_door_names_is_seen(
    house: House, public: FlaskClient, code: str
) -> None:
    father = Walker(public)
    other = code_shown(father, father.send(wish="myself", worries="I am afraid"))
    seen = select(PhoneCode.code_hash)

    with inside(house.public, Role.PUBLIC):
        assert db.session.scalars(seen).all() == []
    with house.public.app_context():
        named = phone_codes.hash_of(other)
    with inside(house.public, Role.PUBLIC, mailbox=named):
        assert db.session.scalars(seen).all() == [named]
    assert house.count("phone_code") == 2


def test_no_code_and_no_receipt_stands_in_the_database(
    phones: Phones, house: House, receipt: str, code: str
) -> None:
    phones.hears(phones.call(f"1 7 {code}"), "We have found your earlier contact")
    phones.hears(phones.call(f"1 7 9# 1 {receipt}"), "We have found your earlier contact")

    for (table,) in house.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        for secret in (code, receipt, f"{code[:3]} {code[3:]}"):
            assert house.count(table, f"\"{table}\"::text LIKE '%{secret}%'") == 0, table


def test_a_receipt_is_taken_only_after_the_word_that_the_phone_company_could_see_it(
    phones: Phones, receipt: str
) -> None:
    warned = phones.call(f"1 7 9# 2 {receipt}")
    phones.hears(warned, "the phone company could see it")
    assert phones.row(warned)["came_back_by"] is None

    sid = phones.call(f"1 7 9# 1 {receipt}")

    phones.hears(sid, "We have found your earlier contact")
    assert phones.row(sid)["came_back_by"] == "receipt"


def test_receipts_are_slowed_on_the_phone_as_in_the_mailbox(
    phones: Phones, receipt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The first try closes the source for the longest.
    monkeypatch.setattr(throttle, "RECEIPTS", replace(throttle.RECEIPTS, free=-4))
    phones.is_over(phones.call(f"1 7 9# 1 {'1' * 16} *"))

    sid = phones.call(f"1 7 9# 1 {receipt}")

    phones.hears(sid, "Too many wrong receipts were keyed")
    assert phones.row(sid)["came_back_by"] is None


def test_wrong_receipts_of_all_callers_are_counted_together(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The carrier asks from another address every time."""
    monkeypatch.setattr(throttle, "RECEIPTS", replace(throttle.RECEIPTS, free=-4))
    monkeypatch.setitem(house.public.extensions, "helpline.redis", None)
    must_wait = []
    for last in (1, 2):
        elsewhere = {"REMOTE_ADDR": f"203.0.113.{last}"}
        with house.public.test_request_context("/voice/receipt/1", environ_base=elsewhere):
            must_wait.append(receipts.look_up("1" * 16).must_wait)

    assert must_wait == [False, True]


def test_a_zero_in_a_code_is_danger_and_a_star_ends_the_call(phones: Phones) -> None:
    danger = phones.call("1 7 120#")
    phones.hears(danger, "hang up and call 112")

    gone = phones.call("1 7 12*#")
    phones.is_over(gone)
    assert phones.row(gone)["ending"] == "quiet_exit"


def test_what_is_no_code_is_asked_again_and_counts_as_no_guess(
    phones: Phones, house: House, code: str
) -> None:
    sid = phones.call(f"1 7 12# # {code}")

    phones.hears(sid, "We have found your earlier contact")
    assert "A code has six digits" in phones.heard(sid)
    assert "We did not notice a key" in phones.heard(sid)
    assert house.rows("SELECT wrong FROM code_guesses")[0].wrong == 0


def test_the_code_page_says_where_to_call_in_the_readers_language(
    phones: Phones, mother: Walker, receipt: str, code: str
) -> None:
    assert "press 7" in mother.shown
    assert "+49 30" in mother.shown
    assert timedelta(minutes=30) == phone_codes.GOOD_FOR


def test_where_several_keys_are_keyed_zero_is_said_with_the_key_that_ends_them(
    phones: Phones, house: House
) -> None:
    sid = phones.call("1 7 0#")

    phones.hears(sid, "If someone is in danger now, press 0 and then the hash key.")
    phones.hears(sid, "hang up and call 112")
    assert house.count("danger_declaration") == 0
