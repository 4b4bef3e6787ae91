"""Story 5: a call agreed for tomorrow at 18:00 where the enquirer lives is made, or seen missed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from helpline import clock, demonstration
from helpline.db import db
from helpline.doors import Desk, Role
from helpline.intake.actions import callbacks
from helpline.intake.actions.callbacks import Promise
from helpline.intake.errors import (
    CallbackInThePast,
    CallbackOutsideHours,
    CallbackOver,
    NotACallableNumber,
    UnknownTimeZone,
)
from helpline.intake.events import CallbackAsked
from helpline.intake.models import Callback, Contact
from helpline.people import Staff
from tests.contacts import Arrive, text_of
from tests.house import OPERATOR, House, Visitor, inside
from tests.outside import Outside

Settle = Callable[[], int]
Move = Callable[[timedelta], None]
SignedIn = Callable[..., Visitor]
ISTANBUL = "Europe/Istanbul"
NUMBER = "+90 212 555 0134"
MINUTES = timedelta(minutes=1)
MARIA = Staff(
    id=demonstration.id_of(OPERATOR, "account", "maria"),
    session_id=UUID(int=1),
    username="maria",
    display_name="Maria Sommer",
    desks=(Desk.SUPPORT,),
    languages=("en",),
    is_supervisor=False,
    desk=Desk.SUPPORT,
    is_on_duty=True,
)


def tomorrow_at(hour: int, zone: str = ISTANBUL) -> datetime:
    """As a clock on the wall there shows it."""
    there = clock.now().astimezone(ZoneInfo(zone)) + timedelta(days=1)
    return there.replace(hour=hour, minute=0, second=0, microsecond=0, tzinfo=None)


def promise(wall: datetime, number: str = NUMBER) -> Promise:
    return Promise(wall=wall, time_zone=ISTANBUL, number=number, name_to_say="Mr Kaya")


@contextmanager
def at_support(house: House, contact_id: UUID) -> Iterator[Contact]:
    with inside(house.staff, Role.SUPPORT):
        yield db.session.get_one(Contact, contact_id)


@dataclass(frozen=True)
class Agreed:
    """A promised call, and the time until it."""

    id: UUID
    contact_id: UUID
    wanted_at: datetime

    @property
    def ahead(self) -> timedelta:
        return self.wanted_at - clock.now()


@pytest.fixture
def agreed(house: House, contact: Arrive, outside: Outside) -> Agreed:
    """Tomorrow at 18:00 in Istanbul."""
    contact_id = contact("support")
    with at_support(house, contact_id) as found:
        callback = callbacks.agree_callback(found, promise(tomorrow_at(18)), by=MARIA)
        return Agreed(callback.id, contact_id, callback.wanted_at)


def state(house: House) -> str:
    return str(house.rows("SELECT state FROM callback")[0].state)


def test_tomorrow_at_18_is_18_on_the_enquirers_own_clock(agreed: Agreed) -> None:
    assert agreed.wanted_at.astimezone(ZoneInfo(ISTANBUL)).hour == 18
    assert agreed.wanted_at.astimezone(ZoneInfo("UTC")).hour == 15


def test_the_number_is_sealed_and_opens_for_the_desk(house: House, agreed: Agreed) -> None:
    stored = bytes(house.rows("SELECT number FROM callback")[0].number)
    assert b"212555" not in stored

    with at_support(house, agreed.contact_id) as contact:
        (callback,) = callbacks.callbacks_of(contact)
        opened = callbacks.opened(callback, contact)

    assert (opened.number, opened.name_to_say) == ("+902125550134", "Mr Kaya")


def test_the_handler_is_reminded_in_time_and_once(
    agreed: Agreed, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    move_clock(agreed.ahead - 16 * MINUTES)
    settle()
    assert outside.mailed("You promised a call") == []

    move_clock(MINUTES)
    settle()
    settle()

    assert outside.mailed("You promised a call") == ["maria@helpline.example.org"]
    reminders = [to for to, words in outside.texts if words.startswith("You promised to call")]
    assert reminders == ["+12025550122"]
    assert NUMBER not in outside.mails[0].words


def test_killed_in_the_middle_the_reminder_still_comes_once(
    house: House, agreed: Agreed, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    move_clock(agreed.ahead - 15 * MINUTES)
    settle()
    house.reopen("callback.remind", "messages.send")

    settle()

    assert len(outside.mailed("You promised a call")) == 1


def test_if_the_handler_is_off_duty_somebody_who_is_here_is_told(
    house: House, agreed: Agreed, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    house.change("DELETE FROM shift WHERE account_id = :maria", maria=MARIA.id)
    move_clock(agreed.ahead - 15 * MINUTES)

    settle()

    assert outside.mailed("You promised a call") == ["maria@helpline.example.org"]
    assert {sent.to.partition("@")[0] for sent in outside.mails} == {"maria", "omar", "sara"}


def test_a_missed_call_goes_to_the_supervisor_and_stays_until_somebody_has_it(
    agreed: Agreed, outside: Outside, settle: Settle, move_clock: Move, staff: SignedIn
) -> None:
    move_clock(agreed.ahead + 29 * MINUTES)
    settle()
    assert outside.mailed("A promised call was not made") == []

    move_clock(2 * MINUTES)
    settle()
    settle()

    assert outside.mailed("A promised call was not made") == ["sara@helpline.example.org"]
    page = text_of(staff("sara").get("/supervisors").get_data(as_text=True))
    assert "A callback was missed" in page


def test_a_call_that_was_made_reminds_nobody_and_forgets_the_number(
    house: House, agreed: Agreed, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    with at_support(house, agreed.contact_id) as contact:
        (callback,) = callbacks.callbacks_of(contact)
        callbacks.note_done(callback, by=MARIA)

    move_clock(agreed.ahead + 40 * MINUTES)
    settle()

    assert state(house) == "done"
    assert outside.mailed("You promised a call") == []
    assert outside.mailed("A promised call was not made") == []
    assert house.count("callback", "number IS NULL AND name_to_say IS NULL") == 1


def test_a_missed_call_can_still_be_made(
    house: House, agreed: Agreed, settle: Settle, move_clock: Move
) -> None:
    move_clock(agreed.ahead + 40 * MINUTES)
    settle()
    assert state(house) == "missed"

    with at_support(house, agreed.contact_id) as contact:
        (callback,) = callbacks.callbacks_of(contact)
        callbacks.note_done(callback, by=MARIA)
        with pytest.raises(CallbackOver):
            callbacks.cancel_callback(callback, by=MARIA)

    assert house.count("obligation", "kind = 'callback.missed' AND state = 'open'") == 0


def test_a_moved_promise_is_kept_at_its_new_time(
    house: House, agreed: Agreed, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    later = tomorrow_at(20)
    with at_support(house, agreed.contact_id) as contact:
        (callback,) = callbacks.callbacks_of(contact)
        callbacks.agree_to(callback, later, by=MARIA)

    move_clock(agreed.ahead)
    settle()
    assert outside.mailed("You promised a call") == []

    move_clock(timedelta(hours=2) - 14 * MINUTES)
    settle()
    assert len(outside.mailed("You promised a call")) == 1


def test_a_wish_that_nobody_answers_goes_to_the_supervisor(
    house: House, agreed: Agreed, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    house.change("UPDATE callback SET state = 'asked'")
    with at_support(house, agreed.contact_id) as contact:
        (callback,) = callbacks.callbacks_of(contact)
        callbacks.announce(callbacks_asked(callback))

    move_clock(timedelta(days=8))
    settle()

    assert "sara@helpline.example.org" in outside.mailed("Somebody waits for an answer")


def callbacks_asked(callback: Callback) -> CallbackAsked:
    return CallbackAsked(callback.id, callback.desk)


class TestAPromiseThatIsNotMade:
    """The software refuses what nobody could keep (R21)."""

    def refused(self, house: House, contact_id: UUID, asked: Promise, reason: type) -> None:
        desk = Role(house.rows("SELECT desk FROM contact")[0].desk)
        with inside(house.staff, desk):
            found = db.session.get_one(Contact, contact_id)
            with pytest.raises(reason):
                callbacks.agree_callback(found, asked, by=MARIA)
        assert house.count("callback") == 0
        assert house.count("obligation", "kind LIKE 'callback%'") == 0

    def test_outside_staffed_hours(self, house: House, contact: Arrive) -> None:
        there = tomorrow_at(3, "Europe/Berlin")

        self.refused(house, contact("advice"), promise(there), CallbackOutsideHours)

    def test_in_the_past(self, house: House, contact: Arrive) -> None:
        there = tomorrow_at(12) - timedelta(days=2)

        self.refused(house, contact("support"), promise(there), CallbackInThePast)

    def test_to_something_that_is_no_number(self, house: House, contact: Arrive) -> None:
        asked = promise(tomorrow_at(18), number="call me maybe")

        self.refused(house, contact("support"), asked, NotACallableNumber)

    def test_in_a_zone_that_does_not_exist(self, house: House, contact: Arrive) -> None:
        asked = Promise(wall=tomorrow_at(18), time_zone="Mars/Olympus", number=NUMBER)

        self.refused(house, contact("support"), asked, UnknownTimeZone)
