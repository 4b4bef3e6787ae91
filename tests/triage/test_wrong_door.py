"""The enquirer meant another desk: a new record there, the original stays."""

from collections.abc import Callable
from uuid import UUID

import pytest

from helpline.db import db
from helpline.doors import Role
from helpline.intake.actions import answering
from helpline.intake.models import Contact
from tests.contacts import Arrive
from tests.house import House, Visitor, inside

Staff = Callable[..., Visitor]


@pytest.fixture
def father(contact: Arrive) -> str:
    return f"/support/{contact('support', 'A group meets in our street.')}"


def _message(house: House) -> str:
    return str(house.rows("SELECT id FROM message WHERE NOT from_us LIMIT 1")[0].id)


def _yes(house: House, **changes: object) -> dict[str, object]:
    return {
        "to": "hotline",
        "released": [_message(house)],
        "said_yes": "y",
        "how": "on the phone today",
        **changes,
    }


def test_a_yes_makes_a_new_contact_at_the_other_desk(
    staff: Staff, father: str, house: House
) -> None:
    maria = staff("maria")
    maria.submit(f"{father}/notes", {"words": "Our own note."}, at=father)

    maria.submit(f"{father}/wrong-door", _yes(house))

    new = house.rows("SELECT * FROM contact WHERE desk = 'hotline'")[0]
    page = staff("jonas").get(f"/hotline/{new.id}").text
    assert "A group meets in our street." in page
    assert "Our own note." not in page
    assert maria.get(father).status_code == 200


def test_the_keys_of_the_new_contact_are_its_own(staff: Staff, father: str, house: House) -> None:
    staff("maria").submit(f"{father}/wrong-door", _yes(house))

    blobs = house.rows("SELECT thread_for_desk, file_for_desk, thread_for_mailbox FROM contact")
    assert len({bytes(blob) for row in blobs for blob in row}) == 6
    mailboxes = house.rows("SELECT DISTINCT mailbox_id FROM contact")
    assert len(mailboxes) == 1
    new = UUID(str(house.rows("SELECT id FROM contact WHERE desk = 'hotline'")[0].id))
    with inside(house.staff, Role.HOTLINE):
        said = answering.conversation(db.session.get_one(Contact, new))
    assert [part.words for part in said] == ["A group meets in our street."]


def test_how_they_said_yes_is_written_on_the_original(
    staff: Staff, father: str, house: House
) -> None:
    maria = staff("maria")

    maria.submit(f"{father}/wrong-door", _yes(house))

    assert "on the phone today" in maria.get(father).text
    assert house.count("audit_entry", "action = 'contact.wrong_door.hotline'") == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"said_yes": ""}, "Without their yes nothing is passed on."),
        ({"released": []}, "Choose at least one message"),
        ({"how": ""}, "Please write something here."),
        ({"to": "support"}, "Not a valid choice"),
    ],
)
def test_without_a_whole_yes_nothing_is_made(
    staff: Staff, father: str, house: House, changes: dict[str, object], reason: str
) -> None:
    answer = staff("maria").submit(f"{father}/wrong-door", _yes(house, **changes))

    assert answer.status_code == 422
    assert reason in answer.text
    assert house.count("contact") == 1


def test_another_contacts_message_cannot_be_released(
    staff: Staff, father: str, house: House, contact: Arrive
) -> None:
    contact("support", "Somebody else's words.")
    other = house.rows("SELECT id FROM message ORDER BY written_at DESC LIMIT 1")[0].id

    answer = staff("maria").submit(f"{father}/wrong-door", _yes(house, released=[str(other)]))

    assert answer.status_code == 422
    assert house.count("contact", "desk = 'hotline'") == 0


def test_nothing_is_copied_from_a_question_to_the_hotline(
    staff: Staff, contact: Arrive, house: House
) -> None:
    peter = staff("peter")
    question = f"/advice/{contact('advice', 'A pupil said something.')}"

    answer = peter.submit(f"{question}/wrong-door", _yes(house))
    assert answer.status_code == 422

    peter.submit(f"{question}/tell-anew", at=f"{question}/wrong-door")
    assert "please tell it to the hotline anew" in peter.get(question).text
    assert "/en/contact" in peter.get(question).text
    assert house.count("contact", "desk = 'hotline'") == 0


def test_a_question_may_go_to_support_with_a_yes(
    staff: Staff, contact: Arrive, house: House
) -> None:
    question = f"/advice/{contact('advice', 'It is my own child, in truth.')}"

    staff("peter").submit(f"{question}/wrong-door", _yes(house, to="support"))

    assert house.count("contact", "desk = 'support'") == 1
