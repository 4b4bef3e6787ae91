"""A relay that is slower than the lease: a second worker comes by meanwhile."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

import pytest
from rq import Queue

from helpline import clock
from helpline.providers import Mail, MailUnavailable
from helpline.wiring import DUTIES
from tests.contacts import text_of
from tests.house import House
from tests.messages.test_sending import Settle, Staff, mail, state
from tests.outbox.work import carry

AFTER_THE_LEASE: Final = timedelta(minutes=5)
RelayIsSlow = Callable[[Callable[[], None]], None]


@dataclass
class SlowRelay:
    """Takes no mail in the end; something happens before it says so."""

    meanwhile: Callable[[], None]

    def send(self, _mail: Mail) -> None:
        self.meanwhile()
        raise MailUnavailable("the relay answered 451")


@pytest.fixture
def relay_is_slow(house: House, monkeypatch: pytest.MonkeyPatch) -> RelayIsSlow:
    """While it is, this happens."""
    mailer = "helpline.mailer"
    return lambda meanwhile: monkeypatch.setitem(
        house.worker.extensions, mailer, SlowRelay(meanwhile)
    )


def owed(house: House) -> UUID:
    mail(house)
    found: UUID = house.rows("SELECT id FROM obligation WHERE kind = 'messages.send'")[0].id
    return found


def test_what_was_left_to_a_person_stays_with_them_when_the_first_worker_fails_late(
    house: House, relay_is_slow: RelayIsSlow, settle: Settle, staff: Staff
) -> None:
    obligation = owed(house)

    def another_comes_by() -> None:
        clock.move(AFTER_THE_LEASE)
        second = threading.Thread(target=carry, args=(house, obligation))
        second.start()
        second.join()

    relay_is_slow(another_comes_by)
    carry(house, obligation)
    settle()

    assert state(house) == "unclear"
    page = text_of(staff("sara").get("/supervisors/messages").get_data(as_text=True))
    assert "You have a new message" in page


def test_a_late_failure_says_nothing_of_a_newer_attempt(
    house: House, relay_is_slow: RelayIsSlow, settle: Settle
) -> None:
    """Somebody let it go out again, and nobody knows whether that one has left."""
    obligation = owed(house)

    def another_sends_it() -> None:
        clock.move(AFTER_THE_LEASE)
        house.change("UPDATE outgoing SET tries = tries + 1")
        house.change("UPDATE obligation SET attempt = attempt + 1")

    relay_is_slow(another_sends_it)
    carry(house, obligation)
    assert state(house) == "sending"
    settle()

    assert state(house) == "unclear"


@pytest.mark.parametrize("kind", ["messages.send", "voicemail.fetch"])
def test_whatever_may_take_long_is_overtaken_by_nobody_while_it_runs(kind: str) -> None:
    assert DUTIES[kind].lease > timedelta(seconds=Queue.DEFAULT_TIMEOUT)
