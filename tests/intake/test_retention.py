"""What is kept no longer is gone: keys, words, numbers; a promise carried out, class by class."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from helpline import clock
from helpline.db import db
from helpline.doors import Desk, Role
from helpline.intake.actions import answering, erasing
from helpline.intake.actions.arriving import Known, wrote
from helpline.intake.actions.callbacks import Promise, agree_callback
from helpline.intake.content import Erased
from helpline.intake.events import ContactClosed, DeletionAsked
from helpline.intake.models import Call, Contact, ContactState, WebhookAnswer
from helpline.outbox import HOUSE, announce, owe
from helpline.outbox.standing import keep_standing
from helpline.policy import executed
from helpline.vault import ContentKey
from tests.contacts import Arrive
from tests.house import OPERATOR, House, inside
from tests.intake.hands import DAYS, PERIODS, YEARS, Hands
from tests.intake.test_callbacks import ISTANBUL, MARIA, NUMBER, tomorrow_at
from tests.outside import Outside

A_CALL = "CA" + "1" * 32  # the carrier refuses what looks otherwise


def is_erased(house: House, contact_id: UUID) -> bool:
    row = house.rows("SELECT * FROM contact WHERE id = :i", i=contact_id)[0]
    gone = [row.thread_for_desk, row.file_for_desk, row.thread_for_mailbox, row.mailbox_id]
    words = house.count("message", f"contact_id = '{contact_id}'")
    if row.state == "erased":
        assert gone == [None] * 4
        assert words == 0
        assert house.count("erasure", f"subject_id = '{contact_id}'") == 1
    return str(row.state) == "erased"


@pytest.mark.parametrize("desk", sorted(PERIODS))
def test_a_contact_is_kept_for_its_time_after_our_last_contact_and_no_longer(
    house: House, contact: Arrive, hands: Hands, desk: str
) -> None:
    contact_id = contact(desk)
    hands.later(10 * DAYS)
    hands.reply(contact_id)

    hands.later(PERIODS[desk] - 10 * DAYS)
    assert not is_erased(house, contact_id)

    hands.later(10 * DAYS)
    assert is_erased(house, contact_id)


def test_nothing_of_an_erased_contact_can_be_opened(
    house: House, contact: Arrive, hands: Hands
) -> None:
    contact_id = contact("support")
    hands.reply(contact_id)
    hands.later(3 * YEARS)

    with inside(house.staff, Role.SUPPORT):
        erased = db.session.get_one(Contact, contact_id)
        with pytest.raises(Erased):
            answering.conversation(erased)


def test_the_mailbox_goes_with_its_last_contact(
    house: House, contact: Arrive, hands: Hands
) -> None:
    first = contact("support")
    second = contact("advice")
    house.change(
        "UPDATE contact SET mailbox_id = (SELECT mailbox_id FROM contact WHERE id = :f)"
        " WHERE id = :s",
        f=first,
        s=second,
    )
    for each in (first, second):
        hands.reply(each)

    hands.later(100 * DAYS)
    assert (is_erased(house, first), is_erased(house, second)) == (False, True)
    assert house.count("mailbox", f"id IN (SELECT mailbox_id FROM contact WHERE id = '{first}')")

    hands.later(2 * YEARS)
    assert is_erased(house, first)
    assert house.count("mailbox") == 1  # the second one's own, which nothing refers to


def test_somebody_who_waits_for_us_is_not_erased(
    house: House, contact: Arrive, hands: Hands
) -> None:
    contact_id = contact("advice")

    hands.later(200 * DAYS)
    assert not is_erased(house, contact_id)

    hands.reply(contact_id)
    hands.close(contact_id)
    hands.later(91 * DAYS)
    assert is_erased(house, contact_id)


def test_a_promised_call_is_not_erased(house: House, contact: Arrive, hands: Hands) -> None:
    contact_id = contact("support")
    hands.reply(contact_id)
    with inside(house.staff, Role.SUPPORT):
        promise = Promise(wall=tomorrow_at(18), time_zone=ISTANBUL, number=NUMBER)
        agree_callback(db.session.get_one(Contact, contact_id), promise, by=MARIA)

    hands.later(3 * YEARS)

    assert not is_erased(house, contact_id)


def write_again(house: House, contact_id: UUID) -> None:
    """Through the mailbox of a contact that was closed."""
    lookup = house.rows(
        "SELECT lookup FROM mailbox WHERE id = (SELECT mailbox_id FROM contact WHERE id = :i)",
        i=contact_id,
    )[0].lookup
    desk = Desk(house.rows("SELECT desk FROM contact WHERE id = :i", i=contact_id)[0].desk)
    known = Known(contact_id, desk, ContentKey.new(), ContactState.CLOSED)
    with inside(house.public, Role.PUBLIC, mailbox=bytes(lookup)):
        wrote(known)


class TestASignal:
    """Kept from the end of the matter; for the shorter time where no concern was found."""

    @pytest.fixture
    def signal(self, contact: Arrive, hands: Hands) -> UUID:
        contact_id = contact("hotline")
        hands.reply(contact_id)
        return contact_id

    def test_while_the_matter_is_open_it_is_kept(
        self, house: House, signal: UUID, hands: Hands
    ) -> None:
        hands.later(4 * YEARS)
        assert not is_erased(house, signal)

        hands.close(signal)
        hands.later(2 * YEARS - DAYS * 7)
        assert not is_erased(house, signal)
        hands.later(8 * DAYS)
        assert is_erased(house, signal)

    def test_without_concern_it_is_gone_after_the_shorter_time(
        self, house: House, signal: UUID, hands: Hands
    ) -> None:
        with inside(house.staff, Role.HOTLINE):
            erasing.shorten(signal)

        hands.later(29 * DAYS)
        assert not is_erased(house, signal)
        hands.later(2 * DAYS)
        assert is_erased(house, signal)

    def test_whoever_writes_again_opens_it_and_its_time_begins_with_the_next_closing(
        self, house: House, signal: UUID, hands: Hands
    ) -> None:
        hands.close(signal)
        hands.later(YEARS)
        write_again(house, signal)

        with inside(house.staff, Role.HOTLINE):
            opened = db.session.get_one(Contact, signal)
            assert (opened.closed_at, erasing.erasure_due(opened)) == (None, None)

        hands.close(signal)
        hands.later(YEARS + 30 * DAYS)
        assert not is_erased(house, signal)

    def test_a_concern_found_after_all_lengthens_it_again(
        self, house: House, signal: UUID, hands: Hands
    ) -> None:
        with inside(house.staff, Role.HOTLINE):
            erasing.shorten(signal)
            erasing.lengthen(signal)

        hands.later(60 * DAYS)

        assert not is_erased(house, signal)


def ask_for_deletion(house: House, contact_id: UUID, desk: Desk = Desk.SUPPORT) -> None:
    with inside(house.public, Role.PUBLIC):
        announce(DeletionAsked(contact_id, desk))


def test_whoever_wants_to_be_forgotten_is(house: House, contact: Arrive, hands: Hands) -> None:
    contact_id = contact("support")
    ask_for_deletion(house, contact_id)

    hands.settle()

    assert is_erased(house, contact_id)
    assert house.count("erasure", "reason = 'asked'") == 1
    assert house.count("mailbox") == 0


def test_asked_twice_and_carried_out_twice_it_is_done_once(
    house: House, contact: Arrive, hands: Hands
) -> None:
    contact_id = contact("support")
    ask_for_deletion(house, contact_id)
    ask_for_deletion(house, contact_id)
    hands.settle()
    house.reopen("deletion.carry_out")

    hands.settle()

    assert house.count("erasure") == 1


def test_what_a_disclosure_still_needs_is_held_and_then_erased(
    house: House, contact: Arrive, hands: Hands
) -> None:
    contact_id = contact("hotline")
    with inside(house.staff, Role.HOTLINE):
        erasing.hold(contact_id, clock.now() + 30 * DAYS)
    ask_for_deletion(house, contact_id, Desk.HOTLINE)

    hands.later(29 * DAYS)
    assert not is_erased(house, contact_id)

    hands.later(2 * DAYS)
    assert is_erased(house, contact_id)


def test_details_of_calls_and_messages_go_after_the_policys_days(
    house: House, hands: Hands, outside: Outside
) -> None:
    with inside(house.public, Role.PUBLIC, call=A_CALL):
        db.session.add(
            Call(operator=OPERATOR, carrier_ref=A_CALL, room="room", started_at=clock.now())
        )
        db.session.add(
            WebhookAnswer(
                operator=OPERATOR, key="k", call_ref=A_CALL, answer="", answered_at=clock.now()
            )
        )
    with house.worker.app_context():
        keep_standing()
        db.session.remove()

    hands.later(6 * DAYS)
    assert (house.count("call"), house.count("webhook_answer")) == (1, 1)

    hands.later(1 * DAYS + timedelta(hours=1))
    hands.later(1 * DAYS)
    assert (house.count("call"), house.count("webhook_answer")) == (0, 0)
    assert house.count("obligation", "kind = 'house.sweep_out' AND state = 'open'") == 1


def test_what_is_no_longer_owed_goes_after_the_policys_days_and_what_is_owed_stays(
    house: House, hands: Hands
) -> None:
    done, dropped, owed = uuid4(), uuid4(), uuid4()
    year = clock.now() + YEARS
    with inside(house.public, Role.PUBLIC):
        owe("mailbox.remove", done, desk=HOUSE)
        owe("mailbox.remove", owed, desk=HOUSE, due_at=year)
        owe("mailbox.remove", dropped, desk=HOUSE, due_at=year)
    house.change(
        "UPDATE obligation SET state = 'cancelled', done_at = created_at WHERE subject_id = :i",
        i=dropped,
    )
    with house.worker.app_context():
        keep_standing()
        db.session.remove()
    hands.settle()

    def kept() -> set[UUID]:
        rows = house.rows("SELECT subject_id FROM obligation WHERE kind = 'mailbox.remove'")
        return {row.subject_id for row in rows}

    hands.later(6 * DAYS)
    assert kept() == {done, dropped, owed}
    hands.later(2 * DAYS)
    assert kept() == {owed}


def test_closing_plans_one_erasure_and_not_two(house: House, contact: Arrive, hands: Hands) -> None:
    contact_id = contact("hotline")
    hands.close(contact_id)
    for _ in range(2):
        with inside(house.staff, Role.HOTLINE):
            announce(ContactClosed(contact_id, "hotline"))

    assert house.count("obligation", "kind = 'retention.erase' AND state = 'open'") == 1


def test_every_promise_about_keeping_is_carried_out(house: House) -> None:
    kept = {name for name in executed.EXECUTORS if name.startswith(("retention.", "deletion."))}

    assert kept - {"retention.draft"} <= executed.registered()
