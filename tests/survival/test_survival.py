"""A hundred schedules of faults; afterwards everything is counted: nothing lost, nothing twice.

HELPLINE_SURVIVAL_SEED draws the same schedules again; how processes interleave is not drawn.
Mails and rings about danger may come twice by design (docs/adr/0001): better than not at all.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from helpline import clock
from helpline.intake.models import Channel, Contact, DangerDeclaration, Mailbox
from helpline.intake.models.contact import Callback
from helpline.messages.models import State
from helpline.outbox.models import Obligation
from helpline.referrals.models import Referral
from helpline.triage.danger.models import Danger, LadderStep
from tests.running import running_system
from tests.survival.acting import Remembered
from tests.survival.calling import Caller
from tests.survival.counting import Books, arrived, times_of
from tests.survival.playing import Stage
from tests.survival.schedule import SCHEDULES, draw

pytestmark = [pytest.mark.xdist_group("survival"), pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def stage(survival_seed: int) -> Iterator[Stage]:
    """The house, after all of it."""
    with running_system(HELPLINE_PRACTICE_SPEED="0.02") as system, follow(system.clock_file):
        stage = Stage.of(system)
        caller = Caller(system, stage.remembered, survival_seed)
        caller.start()
        try:
            for number in range(SCHEDULES):
                stage.play(draw(survival_seed, number))
        finally:
            caller.stop()
        stage.settle()
        yield stage


@contextmanager
def follow(clock_file: Path) -> Iterator[None]:
    """See the time as the running house sees it."""
    clock.follow(clock_file)
    try:
        yield
    finally:
        clock.follow(None)


@pytest.fixture
def remembered(stage: Stage) -> Remembered:
    return stage.remembered


@pytest.fixture
def books(stage: Stage) -> Iterator[Books]:
    with stage.books() as books:
        yield books


def test_every_contact_is_there_once(books: Books, remembered: Remembered) -> None:
    said = books.said(from_us=False)

    assert len(remembered.written) > 20
    assert times_of(remembered.written, said) == {}
    from_forms = books.rows(Contact, Contact.channel == Channel.FORM)
    assert len(from_forms) == len(books.rows(Mailbox)) == len(remembered.written)


def test_what_somebody_added_is_there_once(books: Books, remembered: Remembered) -> None:
    assert len(remembered.added) > 10
    assert times_of(remembered.added, books.said(from_us=False)) == {}


def test_every_reply_is_there_once(books: Books, remembered: Remembered) -> None:
    said = books.said(from_us=True)

    assert len(remembered.answered) > 20
    assert times_of(remembered.answered, said) == {}
    assert len(said) == len(remembered.answered)


def test_every_danger_is_there_once_and_was_taken_up(books: Books, remembered: Remembered) -> None:
    dangers = books.rows(Danger)
    written = books.rows(DangerDeclaration, DangerDeclaration.call_id.is_(None))
    climbed = {step.danger_id for step in books.rows(LadderStep)}

    assert len(remembered.dangers) > 10
    assert times_of(remembered.dangers, books.places_of_danger()) == {}
    assert len(written) == len(remembered.dangers)
    assert len(dangers) == len(books.rows(DangerDeclaration))
    assert {danger.id for danger in dangers} <= climbed | ended_by_a_person(books)


def ended_by_a_person(books: Books) -> set[object]:
    """Before anybody could be rung."""
    return {danger.id for danger in books.rows(Danger) if danger.accepted_at or danger.ended_at}


def test_every_danger_that_a_caller_confirmed_was_raised_once(
    books: Books, remembered: Remembered
) -> None:
    calls = books.calls()
    raised = Counter(row.call_id for row in books.rows(DangerDeclaration) if row.call_id)
    confirmed = [calls[reference].id for reference in remembered.by_phone["danger"]]

    assert len(confirmed) > 2
    assert {id_: raised[id_] for id_ in confirmed if raised[id_] != 1} == {}
    assert set(raised.values()) == {1}


def test_every_call_back_that_was_promised_on_the_phone_is_there_once(
    books: Books, remembered: Remembered
) -> None:
    calls = books.calls()
    kept = Counter(row.contact_id for row in books.rows(Callback))
    contacts = [calls[reference].contact_id for reference in remembered.by_phone["callback"]]

    assert len(contacts) > 2
    assert len(set(contacts)) == len(contacts)
    assert {id_: kept[id_] for id_ in contacts if kept[id_] != 1} == {}


def test_every_promised_call_is_there_once(books: Books, remembered: Remembered) -> None:
    assert len(remembered.calls) > 5
    assert times_of(remembered.calls, books.names_to_say()) == {}


def test_somebody_is_reminded_of_every_promised_call_once(books: Books) -> None:
    promised = books.rows(Callback, Callback.agreed_by.is_not(None))
    due = {row.id for row in promised if row.wanted_at <= clock.now()}
    reminders = Counter(
        mail.subject_id for mail in books.mails(danger=False) if mail.template == "callback_soon"
    )

    assert len(due) > 5
    assert {id_: reminders[id_] for id_ in due if reminders[id_] != 1} == {}


def test_every_referral_is_there_once_and_the_partner_told_once(
    books: Books, remembered: Remembered
) -> None:
    told = Counter(
        mail.subject_id for mail in books.mails(danger=False) if mail.template == "partner_new"
    )

    assert len(remembered.referred) > 10
    assert times_of(remembered.referred, books.packages()) == {}
    assert len(books.rows(Referral)) == len(remembered.referred)
    assert sorted(told.values()) == [1] * len(remembered.referred)


def test_every_mail_arrived_and_none_twice(stage: Stage, books: Books) -> None:
    """Of one whose fate nobody knows a person decides: it may have arrived, and only once."""
    copies, mails = arrived(stage.system), books.mails(danger=False)
    wrong = [
        (mail.template, mail.state, copies[str(mail.id)])
        for mail in mails
        if (mail.state, copies[str(mail.id)]) not in RIGHT
    ]

    assert len(mails) > 20
    assert wrong == []


RIGHT: Final = ((State.SENT, 1), (State.UNCLEAR, 0), (State.UNCLEAR, 1))


def test_every_mail_about_danger_arrived(stage: Stage, books: Books) -> None:
    copies = arrived(stage.system)
    lost = [
        (mail.template, mail.state) for mail in books.mails(danger=True) if copies[str(mail.id)] < 1
    ]

    assert lost == []


def test_nothing_is_left_undone(books: Books) -> None:
    late = [
        row.kind
        for row in books.rows(Obligation, Obligation.state == "open")
        if row.due_at < clock.now() and row.failures > 0
    ]

    assert late == []
