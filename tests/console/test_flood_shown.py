"""How far a flood of forms has come: for machines, and for supervisors."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from helpline.intake import floods
from helpline.policy import Policy
from tests.contacts import text_of
from tests.house import House, Visitor


def test_supervisors_and_machines_see_how_far_a_flood_has_come(
    house: House, staff: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    sara = staff("sara")
    assert "helpline_forms_rung 0.0" in sara.get("/metrics").text
    assert "slowed down: step" not in text_of(sara.get("/supervisors").text)

    policy: Policy = house.public.extensions["helpline.policy"]
    slow = replace(policy, floods=replace(policy.floods, forms_a_minute=1))
    monkeypatch.setitem(house.public.extensions, "helpline.policy", slow)
    with house.public.app_context():
        for form in ("one", "another"):
            floods.take_place(form, floods.look(form))

    assert "helpline_forms_rung 2.0" in sara.get("/metrics").text
    assert "slowed down: step 2 of 4" in text_of(sara.get("/supervisors").text)
