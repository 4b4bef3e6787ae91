"""Story 6: danger from the form and the console, climbed, accepted, and ended by named people."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from helpline import clock
from helpline.db import db
from helpline.doors import Role
from helpline.intake.actions.danger import DangerOrigin, declare_danger
from helpline.intake.models import DangerSource
from tests.house import House, inside
from tests.outside import Outside
from tests.triage.danger.story import EVERYBODY, MINUTES, WORDS, Move, Settle, declare, state


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.STAFF, Role.HOTLINE, Role.ADVICE, Role.SUPPORT])
def test_whoever_declares_danger_starts_the_ladder_in_the_same_transaction(
    house: House, role: Role
) -> None:
    danger = declare(house, role)

    assert state(house, danger) == "open"
    assert house.count("obligation", "kind = 'danger.climb' AND queue = 'danger'") == 1


def test_declaring_twice_for_one_form_raises_one_danger(house: House) -> None:
    origin = DangerOrigin(source=DangerSource.FORM, language="en", post_key=b"the same form")
    with inside(house.public, Role.PUBLIC):
        declare_danger(WORDS, origin)
    with pytest.raises(Exception, match="post_key"), inside(house.public, Role.PUBLIC):
        declare_danger(WORDS, origin)

    assert house.count("danger") == house.count("obligation") == 1


def test_everybody_on_duty_is_rung_at_once(
    house: House, danger: UUID, outside: Outside, settle: Settle
) -> None:
    settle()

    assert {leg.to for leg in outside.rung} == {
        f"client:{name}" for name in ("maria", "omar", "jonas", "aylin", "peter", "sara")
    }
    assert all(str(danger) not in leg.answered_url for leg in outside.rung)


def test_the_ladder_climbs_by_the_policys_minutes_over_every_channel(
    house: House, danger: UUID, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    settle()
    move_clock(MINUTES)
    settle()
    assert len(outside.rung) == EVERYBODY
    assert outside.mails == []

    move_clock(MINUTES)
    settle()
    assert len(outside.rung) == 2 * EVERYBODY
    assert len(outside.mails) == len(outside.texts) == EVERYBODY

    move_clock(2 * MINUTES)
    settle()
    assert [leg.to for leg in outside.rung[2 * EVERYBODY :]] == ["client:sara"]

    move_clock(2 * MINUTES)
    settle()
    assert len(outside.rung) == 3 * EVERYBODY + 1  # it goes round


def test_nothing_of_the_danger_stands_in_a_message(
    house: House, danger: UUID, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    settle()
    move_clock(2 * MINUTES)
    settle()

    said = " ".join(
        [mail.words + mail.subject for mail in outside.mails] + [t[1] for t in outside.texts]
    )
    assert "sign in" in said.lower()
    for secret in ("Lindenweg", "brother", "knife", str(danger)):
        assert secret not in said


def test_climbing_twice_rings_nobody_twice(
    house: House, danger: UUID, outside: Outside, settle: Settle
) -> None:
    settle()
    house.change(
        "UPDATE obligation"
        " SET state = 'open', due_at = :now, lease_until = :now, nudge_after = :now"
        " WHERE kind IN ('danger.climb', 'danger.ring')",
        now=clock.now(),
    )
    settle()

    assert len(outside.rung) == EVERYBODY


def test_with_nobody_on_duty_the_supervisors_are_called_at_once(
    house: House, outside: Outside, settle: Settle
) -> None:
    house.change("DELETE FROM shift")
    declare(house)

    settle()

    assert [leg.to for leg in outside.rung] == ["client:sara"]
    assert outside.mailed("Danger: please sign in now") == ["sara@helpline.example.org"]


def test_in_a_house_without_anybody_the_ladder_goes_on_and_does_not_spin(
    house: House, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    house.change("DELETE FROM shift")
    house.change("UPDATE account SET disabled_at = :now")
    danger = declare(house)
    settle()
    climbed = house.rows("SELECT rounds FROM danger WHERE id = :id", id=danger)[0].rounds

    settle()
    move_clock(2 * MINUTES)
    settle()

    assert climbed == 1
    assert house.rows("SELECT rounds FROM danger WHERE id = :id", id=danger)[0].rounds == 2
    assert house.count("obligation", "kind = 'danger.climb' AND state = 'open'") == 1


def test_a_ring_that_may_have_happened_is_rung_again_at_once_and_noted(
    house: House, danger: UUID, outside: Outside, settle: Settle
) -> None:
    outside.fail(rest="lost")

    settle()

    assert len(outside.rung) == EVERYBODY + 1
    assert house.count("ladder_step", "tries = 2 AND outcome = 'tried'") == 1
    assert house.count("audit_entry", "action = 'danger.ring.unclear'") == 1


def test_an_absent_carrier_is_asked_again_within_seconds(
    house: House, danger: UUID, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    outside.fail(rest="429", times=EVERYBODY)
    settle()
    assert len(outside.rung) == EVERYBODY

    move_clock(timedelta(seconds=3))
    settle()

    assert len(outside.rung) == 2 * EVERYBODY
    assert house.count("ladder_step", "outcome = 'tried' AND channel = 'ring'") == EVERYBODY


def test_after_a_long_silence_nobody_is_rung_once_for_every_missed_rung(
    house: House, danger: UUID, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    outside.fail(rest="500", times=1000)
    for _ in range(3):
        settle()
        move_clock(2 * MINUTES)
    outside.work()
    outside.forget_rings()

    settle()

    assert len({leg.to for leg in outside.rung}) == len(outside.rung) == EVERYBODY


def test_a_number_that_cannot_be_reached_does_not_stop_the_others(
    house: House, danger: UUID, outside: Outside, settle: Settle
) -> None:
    outside.fail(rest="refused")

    settle()

    assert len(outside.rung) == EVERYBODY
    assert house.count("ladder_step", "outcome = 'refused'") == 1


def test_no_role_but_danger_reads_who_or_where(house: House, danger: UUID) -> None:
    for role in (Role.HOTLINE, Role.ADVICE, Role.SUPPORT, Role.STAFF):
        with inside(house.staff, role):
            assert db.session.execute(text("SELECT id, state FROM danger")).one().id == danger
        for forbidden in ("SELECT reasons FROM danger", "SELECT id FROM danger_declaration"):
            with pytest.raises(Exception, match="permission denied"), inside(house.staff, role):
                db.session.execute(text(forbidden))
