"""Nobody of ours sits alone in a conference, whatever was lost, and looks busy there for ever."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Final, cast

import pytest
from flask.typing import ResponseReturnValue

from tests.contacts import contact
from tests.house import House
from tests.intake.calls.calling_back import Story
from tests.intake.calls.conftest import CARRIER, AtWork, Phones
from tests.intake.calls.talk import POLICE, a_talk
from tests.intake.calls.test_calling_back import story
from tests.intake.calls.test_in_call_failing import nothing_is_told

__all__ = ["contact", "story"]

OTHER: Final = "CA" + "9" * 32
Page = Callable[..., ResponseReturnValue]


@dataclass
class Accepted:
    """A mother waits, and Maria has said yes."""

    phones: Phones
    house: House
    mother: str
    maria: str

    def is_over(self) -> None:
        """The caller is gone, and Maria can be rung again."""
        self.phones.is_over(self.maria)
        self.phones.until(lambda: self.phones.row(self.mother)["state"] == "ended")
        self.phones.until(lambda: self.house.count("call_leg", "state <> 'ended'") == 0)


@pytest.fixture
def accepted(phones: Phones, house: House, at_work: AtWork) -> Accepted:
    at_work("maria")
    mother, maria = phones.waiting_call(), phones.ringing("maria")
    phones.remote.answer(maria, "1")
    phones.soon(lambda: phones.row(mother)["state"] == "accepted")
    phones.soon(lambda: bool(phones.remote.call(maria)["conference"]))
    return Accepted(phones, house, mother, maria)


@pytest.fixture
def dies(house: House, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The web process dies over these pages, before anything was done or before it can say so."""

    def dies(*pages: str, is_done: bool = False) -> None:
        ours = cast("dict[str, Page]", house.public.view_functions)
        for page in pages:
            name = f"calls.{page}"
            monkeypatch.setitem(ours, name, _dying(ours[name], is_done=is_done))

    return dies


def _dying(page: Page, *, is_done: bool) -> Page:
    @wraps(page)  # what guards it
    def die(**where: object) -> ResponseReturnValue:
        if is_done:
            page(**where)
        return "", HTTPStatus.SERVICE_UNAVAILABLE

    return die


@pytest.mark.parametrize("is_done", [False, True])
def test_whoever_accepted_a_caller_who_never_arrives_is_free_again(
    accepted: Accepted, dies: Callable[..., None], monkeypatch: pytest.MonkeyPatch, *, is_done: bool
) -> None:
    """No page was there for the caller when they were moved, and nobody told us of their end."""
    phones = accepted.phones
    nothing_is_told(phones)
    dies("join", is_done=is_done)
    dies("fallback")
    phones.is_over(accepted.mother)
    monkeypatch.undo()
    assert phones.remote.call(accepted.maria)["conference"]

    phones.later(seconds=35)
    phones.settle()
    phones.later(seconds=35)

    accepted.is_over()


@pytest.mark.parametrize("is_done", [False, True])
def test_a_caller_who_was_passed_on_to_the_duty_phone_comes_to_whoever_accepted(
    accepted: Accepted, dies: Callable[..., None], monkeypatch: pytest.MonkeyPatch, *, is_done: bool
) -> None:
    phones = accepted.phones
    dies("join", is_done=is_done)
    phones.hears(accepted.mother, "the person on duty")
    monkeypatch.undo()

    phones.later(seconds=35)
    phones.settle()
    phones.later(seconds=35)

    phones.are_together(accepted.mother, accepted.maria)
    assert phones.row(accepted.mother)["state"] == "talking"


def test_one_wrong_word_of_the_carrier_moves_nobody_out_of_a_talk(
    phones: Phones, house: House, at_work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = a_talk(phones, house, at_work)
    carrier = house.worker.extensions[CARRIER]
    monkeypatch.setattr(carrier, "present", lambda _name: frozenset({talk.maria}))
    phones.later(seconds=35)
    phones.settle()
    monkeypatch.undo()

    phones.later(seconds=35)
    phones.settle()

    assert talk.hears(talk.mother) == {talk.maria}
    assert phones.heard(talk.mother).count("joined with") == 1


@pytest.mark.parametrize("is_known", [True, False])
def test_whoever_seemed_to_be_gone_and_sits_there_still_is_sent_off(
    accepted: Accepted, *, is_known: bool
) -> None:
    phones, house = accepted.phones, accepted.house
    (leg,) = house.rows("SELECT id FROM call_leg")
    phones.post(f"/voice/leg/{leg.id}/status", accepted.maria, CallStatus="completed")
    assert phones.row(accepted.mother)["state"] == "waiting"
    if not is_known:
        house.change("UPDATE call_leg SET carrier_ref = NULL")

    phones.later(seconds=35)

    phones.is_over(accepted.maria)
    assert ("The caller has left" in phones.heard(accepted.maria)) is is_known
    again = phones.ringing("maria")
    phones.remote.answer(again, "1")
    phones.are_together(accepted.mother, again)


def test_whoever_is_out_for_us_hears_no_talk(phones: Phones, house: House, at_work: AtWork) -> None:
    """They came late, when we had given them up or taken them out: no console shows them."""
    talk = a_talk(phones, house, at_work)
    talk.bring_in("police:police", how="bring_in")
    police = phones.ringing_at(POLICE)
    phones.remote.answer(police, "1")
    phones.are_together(talk.mother, police)
    talk.is_done("bring_in")
    house.change("UPDATE call_leg SET state = 'ended' WHERE purpose = 'consult'")

    phones.later(seconds=35)

    phones.is_over(police)
    assert talk.hears(talk.mother) == {talk.maria}


def test_a_talk_is_over_though_only_its_handler_told_us(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    talk = a_talk(phones, house, at_work)
    nothing_is_told(phones)

    phones.remote.hang_up(talk.mother)
    phones.soon(lambda: bool(phones.remote.call(talk.maria)["over"]))
    assert phones.row(talk.mother)["state"] == "talking"
    phones.later(seconds=35)

    phones.until(lambda: phones.row(talk.mother)["state"] == "ended")
    assert phones.row(talk.mother)["ending"] == "talked"


def test_whoever_called_somebody_back_who_is_gone_is_free_again(
    story: Story, dies: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They picked up, and our answer was lost. No machine of ours speaks to them again."""
    phones = story.phones
    story.promise().press("now")
    ours = phones.ringing("maria")
    phones.remote.answer(ours, "1")
    theirs = story.their_phone()
    dies("back_them", is_done=True)
    phones.remote.answer(theirs)
    phones.hears(theirs, "the person on duty")
    monkeypatch.undo()
    assert phones.remote.call(ours)["conference"]

    phones.later(seconds=35)
    phones.settle()
    phones.later(seconds=35)

    phones.is_over(ours)
    phones.is_over(theirs)
    assert "connected" not in phones.heard(theirs)
    story.is_over()
    assert phones.house.count("call", "ending = 'talked'") == 1


def test_a_phone_whose_ring_nobody_noted_names_itself(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    """The worker died as it rang, and the reports met a dead process."""
    at_work("maria")
    mother, maria = phones.waiting_call(), phones.ringing("maria")
    nothing_is_told(phones)
    house.change("UPDATE call_leg SET carrier_ref = NULL")

    phones.remote.answer(maria, "1")
    phones.soon(lambda: phones.row(mother)["state"] == "accepted")
    assert house.rows("SELECT carrier_ref FROM call_leg") == [(maria,)]
    phones.post("/voice/status", mother, CallStatus="completed")

    phones.is_over(maria)
    phones.until(lambda: house.count("call_leg", "state <> 'ended'") == 0)


def test_of_two_phones_that_rang_for_one_danger_the_one_that_was_answered_counts(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    """After doubt it is rung once more; the other one rings out while they talk."""
    at_work("maria")
    mother, maria = phones.waiting_call(), phones.ringing("maria")
    house.change("UPDATE call_leg SET carrier_ref = :sid", sid=OTHER)
    phones.remote.answer(maria, "1")
    phones.are_together(mother, maria)
    (leg,) = house.rows("SELECT id FROM call_leg")

    phones.post(f"/voice/leg/{leg.id}/status", OTHER, CallStatus="no-answer", SequenceNumber="9")
    phones.later(seconds=35)
    phones.settle()

    assert phones.row(mother)["state"] == "talking"
    phones.are_together(mother, maria)
