"""A hundred schedules of faults; afterwards everything is counted: nothing lost, nothing twice.

HELPLINE_SURVIVAL_SEED draws the same schedules again; how processes interleave is not drawn.
Mails and rings about danger may come twice by design (docs/adr/0001): better than not at all.
Each kind of call that a slow machine had no time for is made up for when all is calm again.
"""

from collections import Counter
from typing import Final

import pytest

from helpline import clock
from helpline.intake.models import (
    Call,
    Callback,
    CallOrder,
    CallState,
    Channel,
    Contact,
    DangerDeclaration,
    Mailbox,
    OrderKind,
)
from helpline.messages.models import EnquirerText, State, TextState
from helpline.outbox.models import Obligation
from helpline.providers.practice.remote import Remote
from helpline.referrals.models import Referral
from helpline.triage.danger.models import Danger, LadderStep
from tests.running import eventually
from tests.survival.acting import NUMBER, Remembered
from tests.survival.counting import Books, arrived, times_of
from tests.survival.playing import Stage
from tests.survival.talking import THIRDS

pytestmark = [pytest.mark.xdist_group("survival"), pytest.mark.timeout(900)]


def test_every_contact_is_there_once(books: Books, remembered: Remembered) -> None:
    said = books.said(from_us=False)

    assert len(remembered.written) > 10
    assert times_of(remembered.written, said) == {}
    from_forms = books.rows(Contact, Contact.channel == Channel.FORM)
    assert len(from_forms) == len(books.rows(Mailbox)) == len(remembered.written)


def test_what_somebody_added_is_there_once(books: Books, remembered: Remembered) -> None:
    assert len(remembered.added) > 5
    assert times_of(remembered.added, books.said(from_us=False)) == {}


def test_every_voice_note_is_there_once(books: Books, remembered: Remembered) -> None:
    kept = books.sent_along()

    assert len(remembered.sent_along) > 10
    assert times_of(remembered.sent_along, kept) == {}
    assert len(kept) == len(remembered.sent_along)


def test_every_reply_is_there_once(books: Books, remembered: Remembered) -> None:
    said = books.said(from_us=True)

    assert len(remembered.answered) > 10
    assert times_of(remembered.answered, said) == {}
    assert len(said) == len(remembered.answered)


def test_every_danger_is_there_once_and_was_taken_up(books: Books, remembered: Remembered) -> None:
    dangers = books.rows(Danger)
    written = books.rows(DangerDeclaration, DangerDeclaration.call_id.is_(None))
    climbed = {step.danger_id for step in books.rows(LadderStep)}

    assert len(remembered.dangers) > 5
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

    assert confirmed
    assert {id_: raised[id_] for id_ in confirmed if raised[id_] != 1} == {}
    assert set(raised.values()) == {1}


def test_every_call_back_that_was_promised_on_the_phone_is_there_once(
    books: Books, remembered: Remembered
) -> None:
    calls = books.calls()
    kept = Counter(row.contact_id for row in books.rows(Callback))
    contacts = [calls[reference].contact_id for reference in remembered.by_phone["callback"]]

    assert contacts
    assert len(set(contacts)) == len(contacts)
    assert {id_: kept[id_] for id_ in contacts if kept[id_] != 1} == {}


def test_every_message_left_on_the_phone_is_kept_once_sealed(
    books: Books, remembered: Remembered
) -> None:
    calls, spoken = books.calls(), books.spoken()
    thanked = remembered.by_phone["message"]
    left = {calls[reference].id: remembered.spoken[reference] for reference in thanked}
    kept = {call_id: [words for of, words in spoken if of == call_id] for call_id in left}

    assert left
    assert {id_: kept[id_] for id_ in left if kept[id_] != [left[id_]]} == {}
    assert max(Counter(words for _call, words in spoken).values()) == 1


def test_every_text_that_was_taken_is_there_once(
    stage: Stage, books: Books, remembered: Remembered
) -> None:
    """The carrier says what the house had taken; what met a dead process nobody has."""
    said = books.said(from_us=False)
    times = {sid: sum(mark in words for words in said) for sid, mark in remembered.texted.items()}
    line = Remote(stage.system.practice)
    wrong = {sid: times[sid] for sid in times if times[sid] != 1 and line.text(sid)["is_taken"]}

    assert any(times.values())
    assert max(times.values()) == 1
    assert wrong == {}


def test_no_text_of_ours_left_twice_and_none_was_lost(
    stage: Stage, books: Books, remembered: Remembered
) -> None:
    """Words of ours wait for the morning, and are sent once; of some nobody knows whether."""
    texts = Remote(stage.system.practice).messages()
    to_them = [text["words"] for text in texts if text["to"] == NUMBER.replace(" ", "")]
    states = Counter(row.state for row in books.rows(EnquirerText))
    sure = sum(states[state] for state in ARRIVED)
    answers = [sum(mark in words for words in to_them) for mark in remembered.answered_by_text]

    assert states.keys() <= {*ARRIVED, TextState.UNCLEAR, TextState.WAITING, TextState.WITHDRAWN}
    assert states.total() >= len(remembered.answered_by_text) > 0
    assert sure <= len(to_them) <= sure + states[TextState.UNCLEAR]
    assert max(answers) <= 1


ARRIVED: Final = (TextState.QUEUED, TextState.SENT, TextState.DELIVERED)


def test_nobody_is_left_alone_in_a_conference(stage: Stage, remembered: Remembered) -> None:
    """Neither a caller whom all of ours have left, nor anybody of ours or a third."""
    line = Remote(stage.system.practice)

    assert remembered.by_phone["talk"]
    assert eventually(lambda: not alone(line), 60), alone(line)


def alone(line: Remote) -> list[str]:
    """Addresses of those who are the only one in a conference."""
    calls = [call for call in line.get("calls")["calls"] if not call["over"] and call["conference"]]
    crowd = Counter(call["conference"] for call in calls)
    return [call["to"] for call in calls if crowd[call["conference"]] < len({"one", "other"})]


def test_no_talk_goes_on_for_us_that_is_over_for_its_caller(stage: Stage, books: Books) -> None:
    """Or whoever took it would look busy, and never be rung."""
    line = Remote(stage.system.practice)

    def left_over() -> list[str]:
        talking = books.rows(Call, Call.state == CallState.TALKING)
        return [row.carrier_ref for row in talking if line.call(row.carrier_ref)["over"]]

    assert eventually(lambda: not left_over(), 60), left_over()


def test_nobody_is_rung_twice_for_one_wish(stage: Stage, books: Books) -> None:
    calls = Remote(stage.system.practice).get("calls")["calls"]
    rung = [call for call in calls if call["to"] in THIRDS]
    asked = books.rows(CallOrder, CallOrder.third_leg_id.is_not(None), CallOrder.kind.in_(BRINGS))

    assert 0 < len(rung) <= len(asked)


BRINGS: Final = (OrderKind.BRING_IN, OrderKind.CONSULT)


def test_every_promised_call_is_there_once(books: Books, remembered: Remembered) -> None:
    assert len(remembered.calls) > 2
    assert times_of(remembered.calls, books.names_to_say()) == {}


def test_somebody_is_reminded_of_every_promised_call_once(books: Books) -> None:
    promised = books.rows(Callback, Callback.agreed_by.is_not(None))
    due = {row.id for row in promised if row.wanted_at <= clock.now()}
    reminders = Counter(
        mail.subject_id for mail in books.mails(danger=False) if mail.template == "callback_soon"
    )

    assert len(due) > 2
    assert {id_: reminders[id_] for id_ in due if reminders[id_] != 1} == {}


def test_every_referral_is_there_once_and_the_partner_told_once(
    books: Books, remembered: Remembered
) -> None:
    told = Counter(
        mail.subject_id for mail in books.mails(danger=False) if mail.template == "partner_new"
    )

    assert len(remembered.referred) > 3
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

    assert len(mails) > 10
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
