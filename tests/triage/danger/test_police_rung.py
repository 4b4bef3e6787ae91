"""The police rung is a decision of people, unless the policy differs and callers were told so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from helpline.policy import Channel, Code, Policy, Rung, Who
from tests.house import House
from tests.outside import Outside
from tests.triage.danger.story import declare, legs, press_the_key

Settle = Callable[[], int]
Move = Callable[[timedelta], None]
Rules = Callable[..., None]
POLICE = "+493023125110"
POLICE_RUNG = Rung(after=timedelta(minutes=6), who=Who.POLICE, channels=(Channel.RING,))


@pytest.fixture
def rules(house: House, monkeypatch: pytest.MonkeyPatch) -> Rules:
    """The operator's policy with the police as the last rung of its ladder."""

    def rules(*, climbs: bool, told: bool) -> None:
        policy: Policy = house.worker.extensions["helpline.policy"]
        spoken = (*policy.spoken, Code.POLICE_CLIMBS) if told else policy.spoken
        changed = replace(
            policy,
            ladder=(*policy.ladder, POLICE_RUNG),
            police=replace(policy.police, climbs_without_person=climbs),
            spoken=spoken,
        )
        monkeypatch.setitem(house.worker.extensions, "helpline.policy", changed)

    return rules


@pytest.fixture
def climb(house: House, outside: Outside, settle: Settle, move_clock: Move) -> Callable[[], None]:
    """A danger that nobody accepts, up to the last rung."""

    def climb() -> None:
        declare(house)
        for _ in range(4):
            settle()
            move_clock(timedelta(minutes=2))
        settle()

    return climb


def test_the_ladder_reaches_the_police_where_the_policy_says_so_and_callers_were_told(
    outside: Outside, rules: Rules, climb: Callable[[], None]
) -> None:
    rules(climbs=True, told=True)

    climb()

    assert [leg.to for leg in outside.rung].count(POLICE) == 1


@pytest.mark.parametrize(("climbs", "told"), [(False, False), (False, True), (True, False)])
def test_and_nowhere_else(
    outside: Outside, rules: Rules, climb: Callable[[], None], climbs: object, told: object
) -> None:
    rules(climbs=climbs, told=told)

    climb()

    assert POLICE not in [leg.to for leg in outside.rung]


def test_a_police_contact_who_says_yes_has_it(
    house: House, rules: Rules, climb: Callable[[], None], settle: Settle
) -> None:
    rules(climbs=True, told=True)
    climb()

    police = house.rows("SELECT id FROM call_leg WHERE account_id IS NULL")[0].id
    assert police in legs(house)
    press_the_key(house, police)
    settle()

    row = house.rows("SELECT state, accepted_by FROM danger")[0]
    assert (row.state, row.accepted_by) == ("accepted", None)
