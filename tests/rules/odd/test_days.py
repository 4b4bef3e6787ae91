"""A day at the calendar's ends is refused where it was typed, and nothing beside it is lost."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

import pytest
from werkzeug.datastructures import MultiDict

from helpline.doors import Role
from helpline.referrals.staff.forms import ConsentForm
from helpline.triage.hotline.forms import WeighingForm
from tests.contacts import text_of
from tests.house import House, Visitor, inside
from tests.rules.odd.conftest import CALL

ENDS = ["9999-12-31", "3000-01-01", "1999-12-31", "0001-01-01"]


@pytest.mark.parametrize("day", ENDS)
def test_a_call_at_the_end_of_the_calendar_is_not_promised_and_the_form_is_kept(
    staff: Callable[..., Visitor], contact: Callable[..., UUID], house: House, day: str
) -> None:
    typed = {**CALL, "day": day, "code_word": "Sunflower"}
    answer = staff("maria", "support").submit(f"/support/{contact('support')}/callbacks", typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Please give a day, as in 2031-05-17." in text_of(answer.text)
    assert f'value="{day}"' in answer.text
    assert "Sunflower" in answer.text
    assert house.count("callback") == 0


@pytest.mark.parametrize("day", ENDS)
@pytest.mark.parametrize(
    ("form", "name"), [(WeighingForm, "monitor_until"), (ConsentForm, "until")]
)
def test_no_form_takes_a_day_at_the_end_of_the_calendar(
    house: House, form: type[WeighingForm | ConsentForm], name: str, day: str
) -> None:
    with inside(house.staff, Role.STAFF):
        filled = form(MultiDict({name: day}))
        if isinstance(filled, ConsentForm):
            filled.offer(())
        filled.validate()

        assert filled[name].errors == ["Please give a day, as in 2031-05-17."]
