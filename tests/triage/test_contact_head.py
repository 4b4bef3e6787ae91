"""The head of a contact's page: how it stands, and who has it."""

import re
from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from tests.contacts import Arrive
from tests.house import House, Visitor

Staff = Callable[..., Visitor]


def _page(contact_id: UUID) -> str:
    return f"/support/{contact_id}"


def test_an_open_page_says_who_has_taken_the_contact_meanwhile(
    staff: Staff, contact: Arrive, house: House
) -> None:
    maria, father = staff("maria"), contact("support")
    page = maria.get(_page(father)).text
    [(head, mark)] = re.findall(r'data-poll="([^"]*/head\?poll=1)" data-mark=\'([^\']*)\'', page)
    assert maria.get(head, headers={"If-None-Match": mark}).status_code == HTTPStatus.NOT_MODIFIED
    staff("sara", "support").submit(f"{_page(father)}/take", at=_page(father))
    read = house.count("audit_entry", "action = 'contact.read'")

    told = maria.get(head, headers={"If-None-Match": mark})

    assert "Sara Nasser has it" in told.text
    assert f'{_page(father)}/take"' not in told.text
    assert house.count("audit_entry", "action = 'contact.read'") == read
    house.change(
        "UPDATE contact SET state = 'erased', thread_for_desk = NULL, file_for_desk = NULL"
    )
    assert maria.get(head).status_code == HTTPStatus.GONE


def test_who_talks_with_us_is_not_shown_as_unanswered(
    staff: Staff, contact: Arrive, house: House
) -> None:
    maria, mother = staff("maria"), contact("support")
    maria.submit(f"{_page(mother)}/take", at=_page(mother))
    assert "not answered yet" in maria.get("/queue").text.split("<tbody>")[1]

    house.change("UPDATE contact SET channel = 'call', mailbox_id = NULL")

    page, queue = maria.get(_page(mother)).text, maria.get("/queue").text.split("<tbody>")[1]
    for told in (page, queue):
        assert "Taken" in told
        assert "not answered yet" not in told
    assert "Keep the answer" in page
    assert "Send the answer" not in page
