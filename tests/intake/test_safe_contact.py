"""R28: what makes a call safe is asked, sealed, shown to whoever calls, obeyed, and forgotten."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from helpline.db import db
from helpline.doors import Role
from helpline.intake.actions import callbacks
from helpline.intake.actions.callbacks import Promise
from helpline.intake.callback_errors import CallbackUnsafe
from helpline.intake.errors import NotACallableNumber
from helpline.intake.models import Contact
from helpline.intake.safe_times import SafeTimes
from tests.contacts import Arrive
from tests.house import House, Visitor, inside
from tests.intake.test_callbacks import ISTANBUL, MARIA, NUMBER, at_support, tomorrow_at

CODE_WORD = "Zwergpinscher"
BERLIN = ZoneInfo("Europe/Berlin")


def planned(**plan: Any) -> Promise:  # noqa: ANN401
    asked = {"wall": tomorrow_at(18), "time_zone": ISTANBUL, "number": NUMBER}
    return Promise(**{**asked, **plan})


def agree(house: House, contact_id: UUID, **plan: Any) -> None:  # noqa: ANN401
    with inside(house.staff, Role.SUPPORT):
        found = db.session.get_one(Contact, contact_id)
        callbacks.agree_callback(found, planned(**plan), by=MARIA)


def test_the_code_word_is_sealed_and_shown_to_whoever_calls(
    house: House, contact: Arrive, staff: Callable[..., Visitor]
) -> None:
    contact_id = contact("support")
    agree(house, contact_id, code_word=CODE_WORD, safe_days="0123456", safe_from=17 * 60)

    stored = repr(house.rows("SELECT * FROM callback"))
    assert CODE_WORD not in stored
    page = staff("maria").get(f"/support/{contact_id}").get_data(as_text=True)
    for said in (CODE_WORD, "every day", "17:00 to 24:00"):
        assert said in page
    assert "leave no words" in page


def test_when_it_is_over_nothing_of_the_plan_is_left(house: House, contact: Arrive) -> None:
    contact_id = contact("support")
    agree(house, contact_id, code_word=CODE_WORD, name_to_say="Mr Kaya", texts_allowed=True)
    assert house.count("callback", "number_hash IS NOT NULL") == 1

    with at_support(house, contact_id) as found:
        (callback,) = callbacks.callbacks_of(found)
        callbacks.note_done(callback, by=MARIA)

    gone = ("number", "name_to_say", "code_word", "number_hash")
    assert house.count("callback", " AND ".join(f"{name} IS NULL" for name in gone)) == 1


def test_no_call_is_promised_outside_their_safe_times(house: House, contact: Arrive) -> None:
    contact_id = contact("support")

    with pytest.raises(CallbackUnsafe):
        agree(house, contact_id, safe_from=8 * 60, safe_until=12 * 60)
    assert house.count("callback") == 0


@pytest.mark.parametrize(
    "number",
    [
        *("", "anonymous", "Anonymous", "+266696687", "+7378742833", "+86282452253"),
        *("client:anna", "sip:anna@example.org", "112", "110", "+49112", "911", "+1 911 555 0123"),
        *("+49 900 1234567", "+44 70 1234 5678", "+979 123456789", "call me", "+"),
        *("+49 30 23125 100", "+49 30 23125 101", "+49 30 23125 110"),
    ],
)
def test_no_call_is_promised_to_a_number_that_is_nobodys_own(
    house: House, contact: Arrive, number: str
) -> None:
    contact_id = contact("support")

    with pytest.raises(NotACallableNumber):
        agree(house, contact_id, number=number)
    assert house.count("callback") == 0


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """In the first week of January 2035, which begins on a Monday."""
    return datetime(2035, 1, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("safe", "at", "allowed"),
    [
        ({}, moment(6, 3), True),
        ({"days": "01234"}, moment(6, 12), False),
        ({"days": "01234"}, moment(5, 12), True),
        ({"from_": 18 * 60}, moment(2, 17, 59), False),
        ({"from_": 18 * 60}, moment(2, 18), True),
        ({"until": 9 * 60}, moment(2, 9), False),
        ({"from_": 22 * 60, "until": 2 * 60}, moment(2, 23), True),
        ({"from_": 22 * 60, "until": 2 * 60}, moment(3, 1, 59), True),
        ({"from_": 22 * 60, "until": 2 * 60}, moment(3, 2), False),
        ({"from_": 22 * 60, "until": 2 * 60, "days": "0"}, moment(2, 1), True),
        ({"from_": 22 * 60, "until": 2 * 60, "days": "0"}, moment(1, 1), False),
    ],
)
def test_safe_times_are_read_on_their_own_clock(
    safe: dict[str, Any], at: datetime, *, allowed: bool
) -> None:
    assert SafeTimes(zone=BERLIN, **safe).allow(at) is allowed


def test_the_next_safe_time_is_one_at_which_somebody_is_here() -> None:
    safe = SafeTimes(zone=BERLIN, days="5", from_=10 * 60, until=12 * 60)

    found = safe.next_from(moment(1, 9), lambda at: at >= moment(6, 11))

    assert found == moment(6, 11)
    assert safe.next_from(moment(1, 9), lambda _at: False) is None


def test_more_of_the_plan_is_noted_when_a_call_is_agreed_or_moved(
    house: House, contact: Arrive, staff: Callable[..., Visitor]
) -> None:
    contact_id = contact("support")
    agree(house, contact_id, name_to_say="Mr Kaya", safe_days="0123456")
    callback_id = house.rows("SELECT id FROM callback")[0].id
    maria, path = staff("maria"), f"/support/{contact_id}/callbacks?callback={callback_id}"
    assert "Mr Kaya" in maria.get(path).get_data(as_text=True)

    later = tomorrow_at(20)
    asked = {"callback": str(callback_id), "day": f"{later:%Y-%m-%d}", "time": "20:00"}
    asked |= {"time_zone": ISTANBUL, "code_word": CODE_WORD, "name_to_say": "Mr Kaya"}
    assert maria.submit(path, asked).status_code == 302

    page = maria.get(f"/support/{contact_id}").get_data(as_text=True)
    assert CODE_WORD in page
    assert house.count("callback") == 1
