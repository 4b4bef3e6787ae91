"""The danger pages: who may open them, what they show, and the three ways in which it ends."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from tests.contacts import text_of
from tests.house import House, Visitor
from tests.outside import Outside
from tests.triage.danger.story import WORDS, declare

Settle = Callable[[], int]
Move = Callable[[timedelta], None]
Staff = Callable[..., Visitor]
CONFIRMED = {
    "named_person": "Inspector Adler",
    "unit": "District 5",
    "external_reference": "V-2026-77",
}


@pytest.fixture
def danger(house: House, outside: Outside) -> UUID:
    return declare(house)


@pytest.fixture
def page(danger: UUID) -> str:
    return f"/danger/{danger}"


def shown(visitor: Visitor, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200
    return text_of(answer.get_data(as_text=True))


def ending(house: House) -> tuple[str, str | None]:
    row = house.rows("SELECT state, ending FROM danger")[0]
    return row.state, row.ending


def test_whoever_is_on_duty_reads_what_was_said_and_the_emergency_number_first(
    house: House, page: str, staff: Staff
) -> None:
    words = shown(staff("peter"), page)

    for said in (WORDS.where, WORDS.who, WORDS.what, WORDS.how_to_reach):
        assert said in words
    assert words.index("112") < words.index(WORDS.where)
    assert house.count("audit_entry", "action = 'danger.read'") == 1


def test_off_duty_it_stays_shut(page: str, staff: Staff) -> None:
    maria = staff("maria")
    maria.submit("/duty", {"duty": "off"}, at="/")

    answer = maria.get(page)

    assert answer.status_code == 403
    assert WORDS.where not in answer.get_data(as_text=True)


def test_the_ledger_shows_what_is_open_and_who_has_it(
    danger: UUID, page: str, staff: Staff
) -> None:
    maria = staff("maria")
    assert "Nobody yet" in shown(maria, "/danger/")

    maria.submit(f"{page}/accept", at=page)

    assert "Maria Sommer" in shown(staff("jonas"), "/danger/")


def test_the_ladder_is_shown_as_it_climbs(page: str, staff: Staff, settle: Settle) -> None:
    maria = staff("maria")
    assert "Nobody has been called yet" in shown(maria, f"{page}/called?poll=1")

    settle()

    ladder = shown(maria, f"{page}/called?poll=1")
    assert re.search(r"Omar Haddad \d\d:\d\d · 1 time ringing", ladder)
    assert WORDS.where not in ladder


def test_what_is_learned_later_is_sealed_and_read(house: House, page: str, staff: Staff) -> None:
    maria = staff("maria")

    maria.submit(f"{page}/known", {"words": "He left by tram 7"}, at=page)

    assert "He left by tram 7" in shown(staff("omar"), page)
    body = bytes(house.rows("SELECT body FROM danger_note")[0].body)
    assert b"tram" not in body


def test_it_ends_when_a_named_person_of_an_authority_confirms(
    house: House, page: str, staff: Staff
) -> None:
    maria = staff("maria")

    maria.submit(f"{page}/end/contact_confirmed", CONFIRMED, at=page)

    assert ending(house) == ("ended", "contact_confirmed")
    words = shown(maria, page)
    assert "Inspector Adler" in words
    assert "V-2026-77" in words
    assert not any(
        b"Adler" in bytes(row.named_person) for row in house.rows("SELECT named_person FROM danger")
    )


@pytest.mark.parametrize("missing", sorted(CONFIRMED))
def test_contact_is_not_confirmed_without_a_name_a_unit_and_a_reference(
    house: House, page: str, staff: Staff, missing: str
) -> None:
    given = {name: words for name, words in CONFIRMED.items() if name != missing}

    answer = staff("maria").submit(f"{page}/end/contact_confirmed", given, at=page)

    assert answer.status_code == 422
    assert all(words in answer.get_data(as_text=True) for words in given.values())
    assert ending(house) == ("open", None)


def test_an_authority_that_takes_over_is_named(house: House, page: str, staff: Staff) -> None:
    maria, way = staff("maria"), f"{page}/end/authority_took_over"

    assert maria.submit(way, {"unit": "District 5"}, at=page).status_code == 422
    maria.submit(way, {"unit": "District 5", "named_person": "Inspector Adler"}, at=page)

    assert ending(house) == ("ended", "authority_took_over")


def test_nobody_stands_a_danger_down_alone(
    house: House, page: str, staff: Staff, outside: Outside, settle: Settle
) -> None:
    maria = staff("maria")
    maria.submit(f"{page}/end/stood_down", {"reasons": "A test of the form"}, at=page)

    own = maria.submit(f"{page}/second", at=page)

    assert own.status_code == 422
    assert "Another person must confirm it" in text_of(own.get_data(as_text=True))
    assert "waiting for a second person" in shown(maria, "/danger/")
    staff("jonas").submit(f"{page}/second", at=page)
    assert house.count("danger", "second_by IS NOT NULL AND second_by <> ended_by") == 1
    assert "waiting for a second person" not in shown(maria, "/danger/")


def test_until_then_the_others_are_asked_for_it(
    page: str, staff: Staff, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    staff("maria").submit(f"{page}/end/stood_down", {"reasons": "A test"}, at=page)
    settle()

    move_clock(timedelta(minutes=31))
    settle()

    asked = outside.mailed("A second person is needed")
    assert "sara@helpline.example.org" in asked
    assert "maria@helpline.example.org" not in asked


def test_what_ended_rings_nobody(
    page: str, staff: Staff, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    staff("maria").submit(f"{page}/end/contact_confirmed", CONFIRMED, at=page)

    settle()
    move_clock(timedelta(minutes=10))
    settle()

    assert outside.rung == []


def test_a_danger_that_was_not_over_is_opened_again(
    house: House, page: str, staff: Staff, outside: Outside, settle: Settle
) -> None:
    staff("maria").submit(f"{page}/end/stood_down", {"reasons": "A mistake"}, at=page)
    settle()

    staff("jonas").submit(f"{page}/reopen", at=page)
    settle()

    assert ending(house) == ("open", None)
    assert len(outside.rung) == 6


def test_a_supervisor_looks_back_within_the_policys_time_or_is_told(
    page: str, staff: Staff, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    staff("maria").submit(f"{page}/end/contact_confirmed", CONFIRMED, at=page)
    move_clock(timedelta(hours=24, minutes=1))
    settle()
    told = outside.mailed("Please look at a danger that is over")
    assert told == ["sara@helpline.example.org"]

    staff("sara").submit(f"{page}/reviewed", at=page)
    move_clock(timedelta(days=2))
    settle()

    assert outside.mailed("Please look at a danger that is over") == told


def test_when_its_time_is_over_nothing_of_it_can_be_read(
    house: House, page: str, staff: Staff, settle: Settle, move_clock: Move
) -> None:
    maria = staff("maria")
    maria.submit(f"{page}/known", {"words": "He left by tram 7"}, at=page)
    maria.submit(f"{page}/end/contact_confirmed", CONFIRMED, at=page)

    move_clock(timedelta(days=3 * 366))
    settle()

    row = house.rows("SELECT wrapped_key, key_id, what FROM danger_declaration")[0]
    assert (row.wrapped_key, row.key_id, row.what) == (None, None, None)
    assert house.count("danger_note") == house.count("ladder_step") == 0
    assert house.count("erasure", "desk = 'danger'") == 1
    assert "Erased" in shown(staff("maria"), page)
