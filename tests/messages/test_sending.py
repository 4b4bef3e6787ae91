"""Every word that we send: nothing about anybody, sent once, and nothing dropped in silence."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from helpline import demonstration
from helpline.db import db
from helpline.doors import Role
from helpline.i18n import speaking
from helpline.messages import Letter, Medium, Recipient, tell, write
from helpline.messages.templates import TEMPLATES
from helpline.people.queries import reachable
from tests.contacts import text_of
from tests.house import OPERATOR, House, Visitor, inside
from tests.outside import Outside

Settle = Callable[[], int]
Move = Callable[[timedelta], None]
Staff = Callable[..., Visitor]
SUBJECT = UUID(int=5)
MARIA = demonstration.id_of(OPERATOR, "account", "maria")
ADDRESS = "maria@helpline.example.org"


def mail(house: House, letter: Letter | None = None, *, role: Role = Role.SUPPORT) -> UUID | None:
    to = Recipient(MARIA, Medium.MAIL, ADDRESS, "en")
    with inside(house.staff, role):
        return write(letter or Letter("new_message", SUBJECT), to)


def state(house: House) -> str:
    return str(house.rows("SELECT state FROM outgoing")[0].state)


def addresses(house: House) -> int:
    return house.count("outgoing", "address IS NOT NULL")


@pytest.mark.parametrize("role", [Role.HOTLINE, Role.ADVICE, Role.SUPPORT, Role.DANGER, Role.STAFF])
def test_whoever_writes_a_message_cannot_read_its_address(house: House, role: Role) -> None:
    assert mail(house, role=role) is not None

    stored = bytes(house.rows("SELECT address FROM outgoing")[0].address)
    assert ADDRESS.encode() not in stored
    with pytest.raises(Exception, match="permission denied"), inside(house.staff, role):
        db.session.execute(text("SELECT address FROM outgoing"))


def test_a_message_leaves_and_its_address_is_destroyed(
    house: House, outside: Outside, settle: Settle
) -> None:
    mail(house)

    settle()

    assert [sent.to for sent in outside.mails] == [ADDRESS]
    assert state(house) == "sent"
    assert addresses(house) == 0


def test_the_same_letter_for_the_same_occasion_leaves_once(
    house: House, outside: Outside, settle: Settle
) -> None:
    assert mail(house) is not None
    assert mail(house) is None
    assert mail(house, Letter("new_message", SUBJECT, occasion="tomorrow")) is not None

    settle()

    assert len(outside.mails) == 2


def test_carried_out_twice_it_leaves_once(house: House, outside: Outside, settle: Settle) -> None:
    mail(house)
    settle()
    house.reopen("messages.send")

    settle()

    assert len(outside.mails) == 1


def test_an_absent_relay_is_tried_again(
    house: House, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    outside.fail(mail="451")
    mail(house)
    settle()
    assert (state(house), addresses(house)) == ("waiting", 1)

    move_clock(timedelta(seconds=3))
    settle()

    assert (state(house), len(outside.mails)) == ("sent", 2)


def test_each_attempt_is_the_same_mail(
    house: House, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    """So that a relay or a reader can tell a double."""
    outside.fail(mail="451")
    mail(house)
    settle()
    move_clock(timedelta(seconds=3))
    settle()

    assert len({sent.message_id for sent in outside.mails}) == 1


def test_a_refused_message_is_not_tried_again_and_stands_before_the_supervisors(
    house: House, outside: Outside, settle: Settle, move_clock: Move, staff: Staff
) -> None:
    outside.fail(mail="550")
    mail(house)
    settle()
    move_clock(timedelta(hours=1))
    settle()

    assert (state(house), len(outside.mails), addresses(house)) == ("refused", 1, 0)
    page = text_of(staff("sara").get("/supervisors/messages").get_data(as_text=True))
    assert "Could not be delivered" in page
    assert "You have a new message" in page


@pytest.fixture
def unclear(house: House, outside: Outside, settle: Settle) -> UUID:
    """A mail of which nobody knows whether it left."""
    outside.fail(mail="lost")
    outgoing = mail(house)
    settle()
    assert outgoing is not None
    return outgoing


def test_a_message_that_may_have_left_waits_for_a_person(
    house: House, unclear: UUID, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    move_clock(timedelta(days=1))
    settle()

    assert (state(house), len(outside.mails)) == ("unclear", 1)


def test_the_person_lets_it_be_sent_again(
    house: House, unclear: UUID, outside: Outside, settle: Settle, staff: Staff
) -> None:
    sara, way = staff("sara"), "/supervisors/messages"
    assert ADDRESS not in sara.get(way).get_data(as_text=True)

    sara.submit(f"{way}/{unclear}/again", at=way)
    twice = sara.post(f"{way}/{unclear}/again")
    settle()

    assert twice.status_code != 302
    assert (state(house), len(outside.mails), addresses(house)) == ("sent", 2, 0)
    assert house.count("audit_entry", "action = 'message.sent_again' AND actor_id IS NOT NULL") == 1


def test_or_leaves_it_and_its_address_is_destroyed(
    house: House, unclear: UUID, outside: Outside, settle: Settle, staff: Staff
) -> None:
    staff("sara").submit(f"/supervisors/messages/{unclear}/leave", at="/supervisors/messages")
    settle()

    assert (state(house), len(outside.mails), addresses(house)) == ("left", 1, 0)


def test_only_supervisors_decide(unclear: UUID, staff: Staff) -> None:
    assert staff("maria").get("/supervisors/messages").status_code == 403


def test_a_worker_that_died_while_sending_leaves_the_question_to_a_person(
    house: House, outside: Outside, settle: Settle
) -> None:
    mail(house)
    house.change("UPDATE outgoing SET state = 'sending'")

    settle()

    assert (state(house), outside.mails) == ("unclear", [])


def test_danger_goes_out_again_at_once_when_it_is_unclear(
    house: House, outside: Outside, settle: Settle
) -> None:
    outside.fail(rest="lost")
    with inside(house.worker, Role.DANGER):
        maria = reachable(MARIA)
        assert maria is not None
        tell(Letter("danger", SUBJECT, is_danger=True), maria, Medium.TEXT)
    assert house.count("obligation", "queue = 'danger'") == 1

    settle()

    assert len(outside.texts) == 2
    assert state(house) == "sent"


def test_a_reader_is_written_to_in_their_language(
    house: House, outside: Outside, settle: Settle
) -> None:
    with inside(house.worker, Role.WORKER):
        omar = reachable(demonstration.id_of(OPERATOR, "account", "omar"))
        assert omar is not None
        tell(Letter("new_message", SUBJECT), omar)

    settle()

    assert house.rows("SELECT language FROM outgoing")[0].language == "ar"
    assert "http://127.0.0.1:8001/" in outside.mails[0].words


def test_no_template_takes_anything_of_a_contact(house: House) -> None:
    with house.worker.app_context():
        for language in ("en", "de", "ar"):
            with speaking(language):
                for template in TEMPLATES.values():
                    assert "%" not in f"{template.subject}{template.words}"
                    assert len(str(template.words)) < 160


def test_a_staff_process_holds_no_key_to_addresses(house: House) -> None:
    keyring = house.staff.extensions["helpline.keyring"]

    assert not any(key.startswith("dispatch") for key in keyring.key_ids)
