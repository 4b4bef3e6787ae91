"""A worker that dies before it has said that it was done: the next one does it again, or not."""

import threading

import pytest

from tests.contacts import Arrive, contact
from tests.house import House
from tests.intake.calls.calling_back import Story
from tests.intake.calls.conftest import CARRIER, AtWork, Phones
from tests.intake.calls.talk import POLICE, a_talk
from tests.intake.calls.test_voicemail import is_stored, leave, states
from tests.outbox.work import carry

__all__ = ["contact"]


def again(phones: Phones, kind: str) -> None:
    """As if nobody had noted that it was done."""
    phones.house.reopen(kind)
    while phones.settle():
        pass


def rung(phones: Phones, address: str) -> int:
    """How often the carrier was asked to ring there."""
    asked = (entry for entry in phones.remote.log() if entry.get("method") == "POST")
    rings = (entry for entry in asked if entry.get("path", "").endswith("/Calls.json"))
    return sum(entry["parameters"].get("To") == [address] for entry in rings)


def test_a_handler_is_rung_once_for_a_caller(phones: Phones, at_work: AtWork) -> None:
    at_work("maria")
    phones.waiting_call()
    phones.ringing("maria")

    again(phones, "call.ring_leg")

    assert rung(phones, "client:maria") == 1


def test_whom_a_handler_brings_in_is_rung_once(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    talk = a_talk(phones, house, at_work)
    talk.bring_in("police:police", how="bring_in")
    phones.ringing_at(POLICE)

    again(phones, "call.order")

    assert rung(phones, POLICE) == 1


def test_a_handler_is_rung_once_for_a_promised_call(
    phones: Phones, at_work: AtWork, contact: Arrive
) -> None:
    story = Story(phones, at_work("maria"), contact("support"))
    story.promise().press("now")
    phones.ringing("maria")

    again(phones, "callback.ring_handler")

    assert rung(phones, "client:maria") == 1


def test_a_message_that_is_stored_stays_so_though_the_carrier_has_it_no_more(
    phones: Phones, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(phones)
    is_stored(phones, house)
    phones.until(lambda: not phones.line.exchange.recordings)
    before = house.rows("SELECT sound FROM voicemail")
    fetched: list[str] = []
    monkeypatch.setattr(house.worker.extensions[CARRIER], "fetch_recording", fetched.append)

    again(phones, "voicemail.fetch")

    assert fetched == []
    assert states(house) == ["stored"]
    assert house.rows("SELECT sound FROM voicemail") == before


def test_a_message_that_another_has_stored_and_deleted_meanwhile_is_not_lost(
    phones: Phones, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(phones)
    phones.soon(lambda: states(house) == ["reported"])
    owed = house.rows("SELECT id FROM obligation WHERE kind = 'voicemail.fetch'")[0].id
    carrier = house.worker.extensions[CARRIER]
    fetch = carrier.fetch_recording

    def overtaken(recording_ref: str) -> bytes:
        monkeypatch.undo()
        phones.later(minutes=5)
        other = threading.Thread(target=carry, args=(house, owed))
        other.start()
        other.join()
        return bytes(fetch(recording_ref))

    monkeypatch.setattr(carrier, "fetch_recording", overtaken)
    carry(house, owed)

    assert states(house) == ["stored"]
    assert not phones.line.exchange.recordings
    assert house.count("audit_entry", "action = 'voicemail.lost'") == 0
