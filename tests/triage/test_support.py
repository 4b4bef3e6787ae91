"""Clearing, and a partner's help: counselling, never an assessment."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from helpline.clock import now
from helpline.doors import Role
from helpline.triage.support import note_outcome
from tests.contacts import Arrive, text_of
from tests.house import House, Visitor, inside

Staff = Callable[..., Visitor]
CLEARED = {
    "warning_signs": "none_known",
    "needs": "Wants to know how to talk with him.",
    "behind_it": "",
    "strengths": "His sister stays in touch.",
    "outcome": "further_talks",
}
WANTED = {"need": "family-counselling", "language": "ar", "place": "Berlin"}


@pytest.fixture
def father(contact: Arrive) -> str:
    return f"/support/{contact('support', language='ar')}"


def test_the_clearing_is_kept_sealed_and_can_be_changed(
    staff: Staff, father: str, house: House
) -> None:
    maria = staff("maria")
    maria.submit(f"{father}/clearing", CLEARED)
    assert "His sister stays in touch." in maria.get(father).text

    form = maria.get(f"{father}/clearing").text
    assert "Wants to know how to talk with him." in form
    maria.submit(f"{father}/clearing", {**CLEARED, "strengths": "", "outcome": "no_concern"})

    assert house.count("support_clearing") == 1
    row = house.rows("SELECT * FROM support_clearing")[0]
    assert (row.strengths, row.outcome) == (None, "no_concern")
    assert b"talk with him" not in bytes(row.needs)


def test_warning_signs_are_asked_first_and_lead_to_danger(staff: Staff, father: str) -> None:
    maria = staff("maria")
    form = maria.get(f"{father}/clearing").text
    assert form.index("warning_signs") < form.index('name="needs"')

    maria.submit(f"{father}/clearing", {**CLEARED, "warning_signs": "present"})

    page = maria.get(father)
    assert "is it danger now? Then declare it." in text_of(page.text)
    assert "Warning signs were noted." in text_of(page.text)


@pytest.mark.parametrize("left_out", ["warning_signs", "needs", "outcome"])
def test_what_a_clearing_needs_is_asked_for_and_the_rest_is_kept(
    staff: Staff, father: str, house: House, left_out: str
) -> None:
    answer = staff("maria").submit(f"{father}/clearing", {**CLEARED, left_out: ""})

    assert answer.status_code == 422
    assert "His sister stays in touch." in answer.text
    assert house.count("support_clearing") == 0


def test_what_is_wanted_from_a_partner_is_noted_and_what_came_back_is_seen(
    staff: Staff, father: str, house: House
) -> None:
    maria = staff("maria")
    maria.submit(f"{father}/partner-help", WANTED)
    assert "Not handed over yet" in maria.get(father).text

    wanted = house.rows("SELECT id FROM support_referral_wanted")[0].id
    with inside(house.staff, Role.SUPPORT):
        note_outcome(wanted, "declined")

    assert "look for another" in maria.get(father).text
    assert "look for another" in maria.get("/queue").text


def test_nothing_is_wanted_without_a_place(staff: Staff, father: str, house: House) -> None:
    answer = staff("maria").submit(f"{father}/partner-help", {**WANTED, "place": ""})

    assert answer.status_code == 422
    assert house.count("support_referral_wanted") == 0


def test_a_call_is_promised_only_for_staffed_hours_and_once_made_forgets_the_number(
    staff: Staff, contact: Arrive, house: House
) -> None:
    peter = staff("peter")
    page = f"/advice/{contact('advice', 'Please call me.')}"
    call = {"day": "2031-05-18", "time": "03:00", "time_zone": "Europe/Berlin",
            "number": "+49 30 23125 123"}  # fmt: skip
    assert peter.submit(f"{page}/callbacks", call).status_code >= 400
    assert peter.submit(f"{page}/callbacks", {**call, "day": "soon"}).status_code == 422

    peter.submit(f"{page}/callbacks", {**call, "day": "2031-05-16", "time": "11:00"})
    assert "+493023125123" in peter.get(page).text
    callback = house.rows("SELECT id FROM callback")[0].id
    assert "2031-05-16" in peter.get(f"{page}/callbacks?callback={callback}").text

    peter.submit(f"{page}/callbacks/{callback}/called", at=page)
    row = house.rows("SELECT state, number FROM callback")[0]
    assert (row.state, row.number) == ("done", None)
    assert "+493023125123" not in peter.get(page).text
    again = peter.submit(f"{page}/callbacks/{callback}/off", at=page)
    assert again.status_code >= 400


def test_a_promised_call_can_be_moved(staff: Staff, father: str, house: House) -> None:
    maria = staff("maria")
    call = {"day": "2031-05-16", "time": "11:00", "time_zone": "Asia/Tehran",
            "number": "+49 30 23125 123"}  # fmt: skip
    maria.submit(f"{father}/callbacks", call)
    callback = house.rows("SELECT id FROM callback")[0].id

    maria.submit(
        f"{father}/callbacks",
        {"callback": str(callback), "day": "2031-05-17", "time": "18:00"},
        at=f"{father}/callbacks?callback={callback}",
    )

    row = house.rows("SELECT wanted_at, time_zone FROM callback")[0]
    assert (row.wanted_at.isoformat(), row.time_zone) == (
        "2031-05-17T14:30:00+00:00",
        "Asia/Tehran",
    )


def test_a_wish_that_is_over_is_answered_with_the_next_quarter_of_an_hour(
    staff: Staff, father: str, house: House, move_clock: Callable[[timedelta], None]
) -> None:
    move_clock(datetime(2031, 5, 15, 9, 50, tzinfo=UTC) - now())
    maria = staff("maria")
    maria.submit(f"{father}/callbacks", {"day": "2031-05-16", "time": "11:00",
                 "time_zone": "Europe/Berlin", "number": "+49 30 23125 123"})  # fmt: skip
    callback = house.rows("SELECT id FROM callback")[0].id
    house.change("UPDATE callback SET wanted_at = '2026-01-02T09:50:00+00:00'")

    form = maria.get(f"{father}/callbacks?callback={callback}").text

    assert re.findall(r'name="time"[^>]* value="(\d\d:\d\d)"', form) == ["12:00"]
    assert re.findall(r'name="day"[^>]* value="([\d-]+)"', form) == ["2031-05-15"]


def test_a_callback_of_another_contact_is_not_reached_through_this_one(
    staff: Staff, father: str, contact: Arrive, house: House
) -> None:
    maria, other = staff("maria"), f"/support/{contact('support')}"
    maria.submit(f"{father}/callbacks", {"day": "2031-05-16", "time": "11:00",
                 "time_zone": "Europe/Berlin", "number": "+49 30 23125 123"})  # fmt: skip
    callback = house.rows("SELECT id FROM callback")[0].id

    assert maria.submit(f"{other}/callbacks/{callback}/off", at=other).status_code == 404


def test_a_call_promised_twice_with_one_form_is_promised_once(
    staff: Staff, father: str, house: House
) -> None:
    maria = staff("maria")
    call = {"day": "2031-05-16", "time": "11:00", "time_zone": "Europe/Berlin",
            "number": "+49 30 23125 123", "once": uuid4().hex}  # fmt: skip

    answers = [maria.submit(f"{father}/callbacks", call).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert house.count("callback") == 1
    assert house.count("obligation", "kind = 'callback.remind'") == 1
