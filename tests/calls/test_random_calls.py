"""Hundreds of callers who do what they like, while everything goes wrong that can.

``HELPLINE_CALLS_SEED`` plays a run again. Threads keep no order, so that it is the same
callers in the same weather, and not the same to the millisecond.
"""

from datetime import timedelta
from random import Random

import pytest

from helpline.config import environment
from helpline.providers.practice.disturbances import Disturbances
from helpline.providers.practice.undocumented import each_other_way
from tests.calls.conftest import AtWork
from tests.calls.crowd import Crowd, said_danger
from tests.calls.handlers import Handlers
from tests.calls.town import Town

GROUPS = 4
CALLS = 125
"""In each group: 500 altogether."""
AT_ONCE = 8
LONGEST_SECONDS = 600
"""However much else the machine has to do; it takes a twentieth of that alone."""
STORM = {"twice": 0.06, "at once": 0.04, "late": 0.06, "lost": 0.05, "unheard": 0.03}
WORSE = {"twice": 0.1, "late": 0.1, "shuffled": 0.1, "lost": 0.05, "imposter": 0.02}


@pytest.fixture
def seed(pytestconfig: pytest.Config) -> int:
    """HELPLINE_CALLS_SEED, or the seed of the whole run, which stands at its head."""
    drawn = environment().get("HELPLINE_CALLS_SEED")
    seed = int(drawn or pytestconfig.getoption("randomly_seed", 1))
    print(f"HELPLINE_CALLS_SEED={seed}")  # noqa: T201  (pytest shows it where a test fails)
    return seed


@pytest.mark.timeout(LONGEST_SECONDS + 60)
@pytest.mark.parametrize(
    "group",
    [pytest.param(one, marks=pytest.mark.xdist_group(f"calls {one}")) for one in range(GROUPS)],
)
def test_callers_are_never_left_in_silence_lost_or_shared(
    town: Town, staff: AtWork, group: int, seed: int
) -> None:
    dice = Random(f"{seed}|{group}")  # noqa: S311
    for name, desk in (("maria", "support"), ("omar", "support"), ("sara", "support")):
        staff(name, desk)
    staff("jonas", "hotline")
    town.exchange.faults.want({"seconds": 0})
    town.exchange.faults.disturb(
        Disturbances(
            seed=seed + group,
            webhooks={**STORM, "imposter": 0.02, "slow": 0.01},
            reports=WORSE,
            rest={"429": 0.02, "500": 0.02, "lost": 0.02},
        )
    )
    choices = each_other_way()
    object.__setattr__(town.exchange.setup, "undocumented", choices[seed % len(choices)])
    town.step = timedelta(seconds=1)
    crowd = Crowd(town, dice, CALLS, AT_ONCE, Handlers(town, dice))

    town.until(crowd.are_done, LONGEST_SECONDS)
    town.settle()

    assert len(crowd.people) == CALLS
    everybody_heard_the_truth(crowd)
    nobody_was_shared(crowd)
    no_contact_was_lost(town)
    whoever_keeps_a_caller_has_the_contact(town)
    danger_was_raised_once(crowd)


def everybody_heard_the_truth(crowd: Crowd) -> None:
    """Who did not end it themselves was spoken to until the end."""
    for call, person in crowd.people.values():
        heard = crowd.town.heard(call)
        assert "application error" not in heard, heard
        spoken = [line for line in call.heard if line.kind in {"say", "fault", "note"}]
        assert person.ends_it or (spoken and spoken[-1].kind == "say"), heard


def nobody_was_shared(crowd: Crowd) -> None:
    """One handler at a time, and beside them only whom the caller agreed to, or in danger."""
    crowd.handlers.check()
    ours = "leg.purpose IN ('handler', 'danger') AND leg.joined_at IS NOT NULL"
    twice = crowd.town.house.rows(
        f"WITH one AS (SELECT leg.*, coalesce(left_at, ended_at) AS out FROM call_leg leg"
        f" WHERE {ours}) SELECT 1 FROM one JOIN one other"
        " ON one.call_id = other.call_id AND one.id < other.id"
        " WHERE one.joined_at < other.out AND other.joined_at < one.out"
    )
    assert not twice
    agreed = "third_leg_id = call_leg.id AND (is_agreed OR call.is_danger)"
    asked = f"SELECT 1 FROM call_order JOIN call ON call.id = call_order.call_id WHERE {agreed}"
    unasked = f"purpose = 'consult' AND NOT EXISTS ({asked})"
    assert crowd.town.count("call_leg", unasked) == 0


def whoever_keeps_a_caller_has_the_contact(town: Town) -> None:
    kept = "SELECT 1 FROM call_leg leg JOIN call_order ON third_leg_id = leg.id"
    kept += " WHERE kind = 'leave' AND call_order.state = 'done' AND leg.third = 'colleague'"
    kept += " AND leg.id = call.accepted_leg_id AND contact.taken_by <> leg.account_id"
    lost = f"SELECT 1 FROM contact WHERE contact.id = call.contact_id AND EXISTS ({kept})"
    assert town.count("call", f"NOT is_danger AND EXISTS ({lost})") == 0


def no_contact_was_lost(town: Town) -> None:
    """Whoever said what they want is somebody's contact, and whoever talked was taken."""
    assert town.count("call", "desk IS NOT NULL AND contact_id IS NULL") == 0
    gone = "SELECT 1 FROM contact WHERE contact.id = call.contact_id"
    assert town.count("call", f"contact_id IS NOT NULL AND NOT EXISTS ({gone})") == 0
    taken = "SELECT 1 FROM contact WHERE contact.id = call.contact_id AND taken_by IS NOT NULL"
    assert (
        town.count("call", f"joined_at IS NOT NULL AND NOT is_danger AND NOT EXISTS ({taken})") == 0
    )
    owed = "SELECT 1 FROM callback WHERE callback.contact_id = call.contact_id"
    assert town.count("call", f"ending = 'callback' AND NOT EXISTS ({owed})") == 0


def danger_was_raised_once(crowd: Crowd) -> None:
    town = crowd.town
    raised = "SELECT 1 FROM danger WHERE danger.call_id = call.id"
    assert town.count("call", f"is_danger AND NOT EXISTS ({raised})") == 0
    assert not town.house.rows("SELECT call_id FROM danger GROUP BY 1 HAVING count(*) > 1")
    known = {row[0] for row in town.house.rows("SELECT carrier_ref FROM call WHERE is_danger")}
    for call, _person in crowd.people.values():
        assert (call.sid in known) == said_danger(call), town.heard(call)
