"""What waits at the desk where I work."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk, Role
from helpline.intake.models import Call, CallState
from tests.contacts import Arrive, text_of
from tests.house import OPERATOR, House, Visitor, inside

Staff = Callable[..., Visitor]


def _reference(contact_id: object) -> str:
    return str(contact_id).replace("-", "")[:6].upper()


def test_the_queue_shows_who_waits_how_long_and_in_which_language(
    staff: Staff, contact: Arrive, move_clock: Callable[[timedelta], None]
) -> None:
    father = contact("support", language="ar")
    move_clock(timedelta(hours=2, minutes=5))

    page = text_of(staff("maria").get("/queue").text)

    assert _reference(father) in page
    assert "Arabic" in page
    assert "2 hours, 5 minutes" in page
    assert "Help with somebody close to them" in page


def test_whoever_waits_longest_stands_first(
    staff: Staff, contact: Arrive, move_clock: Callable[[timedelta], None]
) -> None:
    first = contact("support")
    move_clock(timedelta(minutes=1))
    second = contact("support")

    page = staff("maria").get("/queue").text

    assert page.index(_reference(first)) < page.index(_reference(second))


def test_an_answered_contact_stands_behind_those_who_wait(
    staff: Staff, contact: Arrive, move_clock: Callable[[timedelta], None]
) -> None:
    maria, answered = staff("maria"), contact("support")
    maria.submit(f"/support/{answered}/replies", {"words": "Hello."}, at=f"/support/{answered}")
    move_clock(timedelta(minutes=1))
    waiting = contact("support")

    page = maria.get("/queue").text

    assert page.index(_reference(waiting)) < page.index(_reference(answered))
    assert "not waiting" in text_of(page)


def test_another_desks_contacts_are_not_in_my_queue(staff: Staff, contact: Arrive) -> None:
    signal = contact("hotline")

    assert _reference(signal) not in staff("maria").get("/queue").text
    assert _reference(signal) in staff("jonas").get("/queue").text


def test_the_poll_brings_only_the_part_that_changes(staff: Staff, contact: Arrive) -> None:
    maria = staff("maria")
    assert "Nothing waits here." in maria.get("/queue?poll=1").text

    father = contact("support")
    part = maria.get("/queue?poll=1").text

    assert _reference(father) in part
    assert "<html" not in part


def test_the_queue_holds_nothing_of_what_was_said(staff: Staff, contact: Arrive) -> None:
    contact("support", "Marker-7f3a in my words")

    assert "Marker-7f3a" not in staff("maria").get("/queue").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("language=ar", ["ar"]),
        ("language=en", ["en"]),
        ("whose=mine", ["en"]),
        ("whose=nobody", ["ar"]),
        ("state=new", ["ar"]),
        ("state=taken", ["en"]),
        ("state=closed", []),
        ("state=%27%20OR%201", ["ar", "en"]),  # no choice of ours, and none on the page
    ],
)
def test_a_contact_is_found_by_what_says_nothing(
    staff: Staff, contact: Arrive, query: str, found: list[str]
) -> None:
    maria = staff("maria")
    contacts = {"ar": contact("support", language="ar"), "en": contact("support", language="en")}
    maria.submit(f"/support/{contacts['en']}/take", at=f"/support/{contacts['en']}")

    page = maria.get(f"/queue?{query}&poll=1").text

    assert [code for code in contacts if _reference(contacts[code]) in page] == found


def test_a_reference_finds_also_what_is_closed(staff: Staff, contact: Arrive) -> None:
    maria, father = staff("maria"), contact("support")
    other = contact("support")
    maria.submit(f"/support/{father}/close", at=f"/support/{father}")

    assert _reference(father) not in maria.get("/queue").text
    page = maria.get(f"/queue?poll=1&reference={_reference(father)[:4].lower()}").text
    assert _reference(father) in page
    assert _reference(other) not in page
    for nothing in ("zzzz", "%", "' OR 1=1", "_" * 500):
        answer = maria.get("/queue", query_string={"reference": nothing, "poll": 1})
        assert "Nothing waits here." in answer.text


def test_searching_across_desks_finds_nothing(staff: Staff, contact: Arrive) -> None:
    signal = contact("hotline")

    page = staff("maria").get(f"/queue?poll=1&reference={_reference(signal)}").text

    assert "Nothing waits here." in page


def test_a_caller_on_the_line_is_seen_by_the_desk(staff: Staff, house: House) -> None:
    with inside(house.public, Role.PUBLIC, call="CA1"):
        db.session.add(
            Call(
                operator=OPERATOR,
                carrier_ref="CA1",
                room="room-1",
                language="de",
                desk=Desk.SUPPORT,
                state=CallState.WAITING,
                started_at=now(),
                waiting_since=now(),
            )
        )

    assert "Waiting on the phone" in staff("maria").get("/queue?poll=1").text
    assert "Waiting on the phone" not in staff("jonas").get("/queue?poll=1").text
