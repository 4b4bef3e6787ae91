from dataclasses import replace

import pytest

from helpline.intake import floods
from helpline.policy import Policy
from tests.house import House


def test_who_looked_at_the_same_moment_gets_a_turn_of_their_own_and_only_one(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy: Policy = house.public.extensions["helpline.policy"]
    slow = replace(policy, floods=replace(policy.floods, forms_a_minute=1))
    monkeypatch.setitem(house.public.extensions, "helpline.policy", slow)
    with house.public.app_context():
        one, another = floods.look("one"), floods.look("another")
        first = floods.take_place("one", one)
        assert floods.take_place("another", another).at > first.at
        assert floods.take_place("one", one) == first
