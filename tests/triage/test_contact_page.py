"""Taking, noting, answering and closing, as handlers do it in their browsers."""

import re
from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk, Role
from helpline.intake.actions import answering
from helpline.intake.models import Call, Contact
from helpline.intake.models.calls import CallState
from tests.contacts import Arrive, text_of
from tests.house import OPERATOR, House, Visitor, inside
from tests.intake.test_callbacks import MARIA

Staff = Callable[..., Visitor]


def _page(contact_id: UUID, desk: str = "support") -> str:
    return f"/{desk}/{contact_id}"


def test_a_handler_takes_a_contact_answers_and_closes_it(
    staff: Staff, contact: Arrive, house: House
) -> None:
    maria, father = staff("maria"), contact("support", "I am afraid for my son.")
    page = _page(father)
    assert "I am afraid for my son." in maria.get(page).text

    maria.submit(f"{page}/take", at=page)
    assert "You have it" in maria.get(page).text

    maria.submit(f"{page}/replies", {"words": "Thank you for writing."}, at=page)
    assert "Thank you for writing." in maria.get(page).text

    maria.submit(f"{page}/close", at=page)
    assert house.rows("SELECT state FROM contact")[0].state == "closed"


def test_what_we_answer_can_be_opened_with_the_thread_key_alone(
    staff: Staff, contact: Arrive, house: House
) -> None:
    maria, father = staff("maria"), contact("support")
    maria.submit(f"{_page(father)}/replies", {"words": "We can talk."}, at=_page(father))

    with inside(house.staff, Role.SUPPORT):
        said = answering.conversation(db.session.get_one(Contact, father))

    assert [(part.from_us, part.words) for part in said] == [
        (False, "My son has changed."),
        (True, "We can talk."),
    ]


def test_a_reply_posted_twice_is_sent_once(staff: Staff, contact: Arrive, house: House) -> None:
    maria, father = staff("maria"), contact("support")
    typed = {"words": "We can talk.", "once": "0123456789abcdef0123456789abcdef"}

    answers = [
        maria.submit(f"{_page(father)}/replies", typed, at=_page(father)).status_code
        for _ in range(2)
    ]

    assert answers == [HTTPStatus.FOUND, HTTPStatus.FOUND]
    assert house.count("message", "from_us") == 1
    assert house.count("audit_entry", "action = 'reply.written'") == 1


def test_an_empty_reply_is_refused_with_a_reason(
    staff: Staff, contact: Arrive, house: House
) -> None:
    father = contact("support")

    answer = staff("maria").submit(
        f"{_page(father)}/replies", {"words": " \u202e\x00 "}, at=_page(father)
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Please write something here." in answer.text
    assert house.count("message", "from_us") == 0


def test_a_note_is_for_the_desk_and_never_for_the_mailbox(
    staff: Staff, contact: Arrive, house: House
) -> None:
    maria, father = staff("maria"), contact("support")

    maria.submit(f"{_page(father)}/notes", {"words": "Speaks softly."}, at=_page(father))

    assert "Speaks softly." in staff("omar").get(_page(father)).text
    assert house.count("note") == 1
    assert house.count("message", "from_us") == 0


def test_a_note_posted_twice_is_kept_once(staff: Staff, contact: Arrive, house: House) -> None:
    maria, father = staff("maria"), contact("support")
    once = re.search(r'id="note-once"[^>]*value="([0-9a-f]{32})"', maria.get(_page(father)).text)
    assert once
    typed = {"words": "Speaks softly.", "once": once.group(1)}

    for _ in range(2):
        maria.submit(f"{_page(father)}/notes", typed, at=_page(father))
    assert house.count("note") == 1
    assert house.count("audit_entry", "action = 'note.written'") == 1

    maria.submit(f"{_page(father)}/notes", {"words": "Speaks softly."}, at=_page(father))
    assert house.count("note") == 2


def test_the_second_to_take_a_contact_is_told_who_has_it(staff: Staff, contact: Arrive) -> None:
    maria, omar, father = staff("maria"), staff("omar"), contact("support")
    page = _page(father)
    maria.submit(f"{page}/take", at=page)

    answer = omar.submit(f"{page}/replies", {"words": "I typed this for long."}, at=page)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Maria Sommer has this contact now." in answer.text
    assert "I typed this for long." in answer.text


def test_a_contact_handed_back_waits_for_everybody_again(
    staff: Staff, contact: Arrive, house: House
) -> None:
    maria, father = staff("maria"), contact("support")
    page = _page(father)
    maria.submit(f"{page}/take", at=page)

    maria.submit(f"{page}/hand-back", at=page)

    row = house.rows("SELECT state, taken_by FROM contact")[0]
    assert (row.state, row.taken_by) == ("new", None)


def test_nobody_hands_back_what_a_colleague_has(staff: Staff, contact: Arrive) -> None:
    maria, omar, father = staff("maria"), staff("omar"), contact("support")
    page = _page(father)
    maria.submit(f"{page}/take", at=page)

    assert omar.submit(f"{page}/hand-back", at=page).status_code == HTTPStatus.CONFLICT


def test_only_a_supervisor_takes_over_from_a_colleague(
    staff: Staff, contact: Arrive, house: House
) -> None:
    maria, omar, sara = staff("maria"), staff("omar"), staff("sara", "support")
    page = _page(contact("support"))
    maria.submit(f"{page}/take", at=page)

    assert omar.submit(f"{page}/take-over", at=page).status_code == HTTPStatus.FORBIDDEN
    assert sara.submit(f"{page}/take-over", at=page).status_code == HTTPStatus.FOUND
    assert "You have it" in sara.get(page).text


def test_reading_a_contact_is_audited_once_a_request(
    staff: Staff, contact: Arrive, house: House
) -> None:
    maria, father = staff("maria"), contact("support")

    maria.get(_page(father))
    maria.get(_page(father))

    assert house.count("audit_entry", "action = 'contact.read'") == 2


def _followed(page: str) -> tuple[str, dict[str, str]]:
    """Where an open page asks for what is new, and with which mark, as its script does."""
    part = re.search(r'data-poll="([^"]+/said\?poll=1)" data-mark=\'([^\']+)\'', page)
    assert part
    return part.group(1), {"If-None-Match": part.group(2)}


def test_a_new_message_appears_on_an_open_page_and_is_noted_as_read(
    staff: Staff, contact: Arrive, house: House
) -> None:
    maria, father = staff("maria"), contact("support")
    said, mark = _followed(maria.get(_page(father)).text)
    assert maria.get(said, headers=mark).status_code == HTTPStatus.NOT_MODIFIED
    assert house.count("audit_entry", "action = 'contact.read'") == 1

    with inside(house.staff, Role.SUPPORT):
        answering.reply(db.session.get_one(Contact, father), "I am here.", by=MARIA)
    fresh = maria.get(said, headers=mark)

    assert "I am here." in fresh.text
    assert "<form" not in fresh.text
    assert house.count("audit_entry", "action = 'contact.read'") == 2
    known = {"If-None-Match": fresh.headers["ETag"]}
    assert maria.get(said, headers=known).status_code == HTTPStatus.NOT_MODIFIED


def test_what_was_erased_meanwhile_goes_from_an_open_page(
    staff: Staff, contact: Arrive, house: House
) -> None:
    maria, father = staff("maria"), contact("support")
    said, mark = _followed(maria.get(_page(father)).text)
    house.change(
        "UPDATE contact SET state = 'erased', thread_for_desk = NULL, file_for_desk = NULL"
    )

    assert maria.get(said, headers=mark).status_code == HTTPStatus.GONE


def test_the_page_of_a_call_says_how_the_call_stands(
    staff: Staff, contact: Arrive, house: House
) -> None:
    maria, mother = staff("maria"), contact("support")
    with inside(house.public, Role.PUBLIC, call="CA1"):
        db.session.add(_waiting_call())
    house.change("UPDATE call SET contact_id = :i", i=mother)
    house.change("UPDATE contact SET channel = 'call'")
    page = maria.get(_page(mother)).text
    assert "The caller is waiting for somebody." in page
    said, mark = _followed(page)

    house.change("UPDATE call SET state = 'talking', joined_at = started_at")

    assert "The call is under way." in maria.get(said, headers=mark).text


def _waiting_call() -> Call:
    return Call(
        operator=OPERATOR,
        carrier_ref="CA1",
        room="room",
        desk=Desk.SUPPORT,
        state=CallState.WAITING,
        started_at=now(),
        waiting_since=now(),
    )


def test_an_erased_contact_says_so_and_nothing_else(
    staff: Staff, contact: Arrive, house: House
) -> None:
    father = contact("support")
    house.change(
        "UPDATE contact SET state = 'erased', thread_for_desk = NULL, file_for_desk = NULL"
    )

    page = staff("maria").get(_page(father))

    assert page.status_code == HTTPStatus.OK
    assert "This contact was erased." in text_of(page.text)


def test_a_handler_of_another_desk_is_refused(staff: Staff, contact: Arrive) -> None:
    signal = contact("hotline", "There is a group in our street.")

    answer = staff("maria").get(_page(signal, "hotline"))

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "group in our street" not in answer.text


def test_another_desks_contact_is_not_there_under_our_own_address(
    staff: Staff, contact: Arrive
) -> None:
    signal = contact("hotline", "There is a group in our street.")

    answer = staff("maria").get(_page(signal, "support"))

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_somebody_trained_for_two_desks_works_at_one_at_a_time(
    staff: Staff, contact: Arrive
) -> None:
    question, father = contact("advice", "What is a sign?"), contact("support")
    sara = staff("sara", "support")

    assert sara.get(_page(father)).status_code == HTTPStatus.OK
    assert sara.get(_page(question, "advice")).status_code == HTTPStatus.FORBIDDEN
