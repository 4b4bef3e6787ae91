"""Every field of every form that stands on a page of staff or partners meets every odd value."""

from collections.abc import Callable
from typing import Final

import pytest

from tests.house import House, Visitor
from tests.rules.odd.conftest import Town
from tests.rules.odd.filling import Walk

Staff = Callable[..., Visitor]
AT: Final = {"support": "maria", "hotline": "jonas", "advice": "peter", "danger": "maria"}


@pytest.mark.parametrize("part", AT)
def test_no_field_of_a_staff_page_breaks_it(
    house: House, staff: Staff, town: Town, part: str
) -> None:
    who = staff(AT[part], part if part in town.contacts else "support")
    pages = [path for path in town.paths(house.staff, "GET") if path.startswith(f"/{part}")]

    shared = () if part == "support" else town.shared(house.staff, part)

    # What ends a matter stands on its first page: it comes last.
    assert Walk(who, shared).over(sorted(pages, key=len, reverse=True)) == []


def test_no_field_of_the_console_breaks_it(house: House, staff: Staff, town: Town) -> None:
    sara = staff("sara", "support")
    pages = [path for path in town.paths(house.staff, "GET") if path.split("/")[1] not in AT]

    assert Walk(sara).over(pages) == []


@pytest.mark.parametrize("who", ["lena", "kramer"])
def test_no_field_of_a_partner_page_breaks_it(
    house: House, partner: Callable[[str], Visitor], town: Town, who: str
) -> None:
    assert Walk(partner(who)).over(town.paths(house.partner, "GET")) == []
