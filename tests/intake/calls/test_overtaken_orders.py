"""The carrier is slower than a lease: a second worker does it, and then the first is heard of."""

import threading
from collections.abc import Callable
from typing import Final
from uuid import UUID

import pytest

from helpline.providers import CarrierUnavailable
from tests.house import House
from tests.intake.calls.conftest import CARRIER, AtWork, Phones
from tests.intake.calls.talk import POLICE, Talk, a_talk
from tests.outbox.work import carry

POLICE_KEY: Final = "police:police"


@pytest.fixture
def talk(phones: Phones, house: House, at_work: AtWork) -> Talk:
    return a_talk(phones, house, at_work)


@pytest.fixture
def slow(house: House, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """One way of asking the carrier, once: something happens, and there is no connection."""

    def slow(verb: str, meanwhile: Callable[[], None]) -> None:
        def ask(*_args: object, **_more: object) -> None:
            monkeypatch.undo()
            meanwhile()
            raise CarrierUnavailable("no connection in time")

        monkeypatch.setattr(house.worker.extensions[CARRIER], verb, ask)

    return slow


def owed(house: House) -> UUID:
    """The one wish that is open."""
    query = "SELECT id FROM obligation WHERE kind = 'call.order' AND state = 'open'"
    [row] = house.rows(query)
    return UUID(str(row.id))


def another(phones: Phones, obligation: UUID) -> None:
    """The lease is over, and another worker carries it out, whole."""
    phones.later(seconds=11)
    worker = threading.Thread(target=carry, args=(phones.house, obligation))
    worker.start()
    worker.join()


def test_whom_another_worker_rang_is_not_dropped_by_the_first_ones_last_failure(
    phones: Phones, house: House, talk: Talk, slow: Callable[..., None]
) -> None:
    talk.bring_in(POLICE_KEY)
    order = owed(house)
    house.change("UPDATE call_order SET tries = 2")
    slow("hold", lambda: another(phones, order))

    carry(house, order)

    assert [one.state for one in talk.orders()] == ["under_way"]
    assert phones.row(talk.mother)["hold_wanted"] is True
    phones.remote.answer(phones.ringing_at(POLICE), "1")
    talk.is_done("consult")


def test_whoever_was_taken_out_by_another_worker_stays_so(
    phones: Phones, house: House, talk: Talk, slow: Callable[..., None]
) -> None:
    with_the_police(phones, talk)
    talk.ask("leave")
    order = owed(house)
    slow("remove", lambda: another(phones, order))

    carry(house, order)

    assert [one.state for one in talk.orders()] == ["done", "done"]
    assert house.count("call_leg", "is_sent_out AND state = 'ended'") == 1


def test_a_caller_is_handed_over_once(
    phones: Phones, house: House, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In danger it is announced, and a slower worker does not announce it again."""
    with_the_police(phones, talk)
    house.change("UPDATE call SET is_danger = true")
    talk.ask("leave")
    order = owed(house)
    carrier = house.worker.extensions[CARRIER]
    remove = carrier.remove

    def overtaken(conference_ref: str, call_ref: str) -> None:
        monkeypatch.undo()
        another(phones, order)
        remove(conference_ref, call_ref)

    monkeypatch.setattr(carrier, "remove", overtaken)
    carry(house, order)

    assert house.count("obligation", "kind = 'danger.note_handover'") == 1


def test_a_phone_that_was_stopped_before_it_rang_is_not_rung_after_all(
    phones: Phones, house: House, talk: Talk, slow: Callable[..., None]
) -> None:
    def stopped() -> None:
        house.change("UPDATE call_leg SET state = 'ended' WHERE purpose = 'consult'")

    talk.bring_in(POLICE_KEY, how="bring_in")
    slow("ring", stopped)

    carry(house, owed(house))

    assert house.count("call_leg", "purpose = 'consult' AND state = 'ended'") == 1


def with_the_police(phones: Phones, talk: Talk) -> None:
    """All three hear one another."""
    talk.bring_in(POLICE_KEY, how="bring_in")
    police = phones.ringing_at(POLICE)
    phones.remote.answer(police, "1")
    phones.are_together(talk.mother, police)
    talk.is_done("bring_in")
