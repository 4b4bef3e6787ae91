"""Calls that are nobody's worry are counted, and say nothing of anybody (R27)."""

from uuid import uuid4

from tests.contacts import text_of
from tests.house import House
from tests.intake.calls.conftest import AtWork, Phones


def test_a_handler_marks_a_wrong_number_and_supervisors_see_how_many(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    maria = at_work("maria")
    mother = phones.waiting_call()
    phones.remote.answer(phones.ringing("maria"), "1")
    phones.until(lambda: phones.row(mother)["state"] == "talking")
    phones.remote.hang_up(mother)
    phones.until(lambda: phones.row(mother)["state"] == "ended")
    (contact,) = house.rows("SELECT id FROM contact")

    page = f"/support/{contact.id}"
    marked = maria.submit(f"{page}/call-was", {"kind": "wrong_number"}, at=page)

    assert marked.status_code == 302
    assert phones.row(mother)["marked"] == "wrong_number"
    assert "Marked as: Wrong number" in maria.get(page).get_data(as_text=True)
    for _call in range(4):
        _another(house, mother)
    figures = text_of(at_work("sara").get("/supervisors").get_data(as_text=True))
    assert "Wrong number 5" in figures
    maria.submit(f"{page}/call-was", {"kind": "nonsense"}, at=page)
    assert phones.row(mother)["marked"] is None
    assert "Wrong number &lt;5" in at_work("sara").get("/supervisors").get_data(
        as_text=True
    ).replace("</th><td>", " ")


def _another(house: House, sid: str) -> None:
    """One more call like this one, of nobody: the newest of a contact is the one that is marked."""
    columns = [
        row.column_name
        for row in house.rows(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = 'call'"
        )
        if row.column_name not in {"id", "carrier_ref", "room", "contact_id"}
    ]
    same = ", ".join(columns)
    house.change(
        f"INSERT INTO call (id, carrier_ref, room, {same})"
        f" SELECT :id, :ref, :ref, {same} FROM call WHERE carrier_ref = :sid",
        id=uuid4(),
        ref=uuid4().hex,
        sid=sid,
    )
