"""Who has a danger: the first to say yes, who is then joined to the caller, and reminded."""

from datetime import timedelta
from uuid import UUID

import pytest

from helpline import clock
from helpline.db import db
from helpline.doors import Role
from helpline.intake.actions.danger import DangerOrigin, DangerWords, declare_danger
from helpline.intake.events import DangerSaidAgain
from helpline.intake.models import Call, CallState, DangerSource
from helpline.outbox import announce
from tests.house import OPERATOR, House, inside
from tests.outside import Outside
from tests.triage.danger.story import (
    EVERYBODY,
    MINUTES,
    Hands,
    Move,
    Settle,
    Staff,
    legs,
    press_the_key,
    state,
)


def test_the_first_key_press_has_it_and_the_other_phones_fall_silent(
    house: House, danger: UUID, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    settle()
    first, second, *_ = legs(house)
    press_the_key(house, first)
    press_the_key(house, second)

    settle()

    winner = house.rows("SELECT account_id FROM call_leg WHERE id = :id", id=first)[0].account_id
    row = house.rows("SELECT state, accepted_by FROM danger")[0]
    assert (row.state, row.accepted_by) == ("accepted", winner)
    assert len(outside.hung_up) == EVERYBODY - 2
    outside.forget_rings()
    move_clock(5 * MINUTES)
    settle()
    assert outside.rung == []


def test_accepted_on_the_console_the_second_is_told_who_was_first(
    house: House, danger: UUID, settle: Settle, staff: Staff
) -> None:
    settle()
    maria, jonas = staff("maria"), staff("jonas")

    assert maria.submit(f"/danger/{danger}/accept", at=f"/danger/{danger}").status_code == 302
    late = jonas.submit(f"/danger/{danger}/accept", at=f"/danger/{danger}")

    assert late.status_code == 409
    assert "Maria Sommer was first" in late.get_data(as_text=True)


def test_whoever_accepted_is_reminded_and_at_last_everybody_is_called_again(
    house: House, danger: UUID, outside: Outside, hands: Hands
) -> None:
    hands.settle()
    hands.staff("maria").submit(f"/danger/{danger}/accept", at=f"/danger/{danger}")
    hands.settle()
    outside.forget_rings()

    for _ in range(2):
        hands.later(11 * MINUTES)
    reminded = outside.mailed("A danger that you accepted is still open")
    assert reminded == ["maria@helpline.example.org"] * 2
    assert outside.rung == []

    hands.later(11 * MINUTES)
    assert len(outside.rung) == EVERYBODY
    assert state(house, danger) == "open"


def test_whoever_cannot_go_on_gives_it_back_and_the_others_are_called(
    house: House, danger: UUID, outside: Outside, settle: Settle, staff: Staff
) -> None:
    settle()
    maria, page = staff("maria"), f"/danger/{danger}"
    maria.submit(f"{page}/accept", at=page)
    settle()
    outside.forget_rings()

    assert staff("omar").submit(f"{page}/give-back", at=page).status_code == 409
    assert maria.submit(f"{page}/give-back", at=page).status_code == 302
    settle()

    assert len(outside.rung) == EVERYBODY


class TestALiveCaller:
    """Somebody accepts on the console while the caller is on the line."""

    @pytest.fixture
    def danger(self, house: House, outside: Outside) -> UUID:
        call = Call(
            id=UUID(int=7),
            operator=OPERATOR,
            carrier_ref="CA1",
            room="room",
            state=CallState.WAITING,
            is_danger=True,
            started_at=clock.now(),
        )
        origin = DangerOrigin(source=DangerSource.CALL, language="en", call_id=call.id)
        with inside(house.public, Role.PUBLIC, call="CA1"):
            db.session.add(call)
            db.session.flush()  # the declaration refers to it
            return declare_danger(DangerWords(), origin).id

    def test_the_accepter_is_rung_until_joined_and_otherwise_the_others_are_called(
        self, house: House, danger: UUID, outside: Outside, hands: Hands
    ) -> None:
        hands.settle()
        hands.staff("maria").submit(f"/danger/{danger}/accept", at=f"/danger/{danger}")
        hands.settle()
        outside.forget_rings()
        for _ in range(5):
            house.change("UPDATE call_leg SET state = 'ended' WHERE state = 'ringing'")
            hands.later(timedelta(seconds=31))

        assert [leg.to for leg in outside.rung[:3]] == ["client:maria"] * 3
        assert state(house, danger) == "open"
        assert {leg.to for leg in outside.rung[3:]} >= {"client:omar", "client:sara"}

    def test_joined_nobody_is_rung_again(
        self, house: House, danger: UUID, outside: Outside, hands: Hands
    ) -> None:
        hands.settle()
        hands.staff("maria").submit(f"/danger/{danger}/accept", at=f"/danger/{danger}")
        house.change("UPDATE call SET accepted_leg_id = :leg", leg=legs(house)[0])
        outside.forget_rings()

        hands.later(2 * MINUTES)

        assert outside.rung == []

    def test_a_caller_who_is_alone_again_is_not_left_alone(
        self, house: House, danger: UUID, outside: Outside, hands: Hands
    ) -> None:
        """The one who pressed the key was joined to them, and then their line broke."""
        hands.settle()
        first = legs(house)[0]
        house.change("UPDATE call SET accepted_leg_id = :leg", leg=first)
        press_the_key(house, first)
        hands.settle()
        outside.forget_rings()

        house.change("UPDATE call SET accepted_leg_id = NULL")
        house.change("UPDATE call_leg SET state = 'ended'")
        hands.later(timedelta(seconds=31))

        assert len(outside.rung) == 1

    def test_a_caller_who_asks_for_us_again_opens_what_was_ended(
        self, house: House, danger: UUID, outside: Outside, hands: Hands
    ) -> None:
        hands.settle()
        house.change("UPDATE call_leg SET state = 'ended'")
        house.change(
            "UPDATE danger SET state = 'ended', ending = 'contact_confirmed', ended_at = raised_at"
        )
        hands.settle()
        outside.forget_rings()

        with inside(house.public, Role.PUBLIC, call="CA1"):
            announce(DangerSaidAgain(UUID(int=7), "danger"))
        hands.settle()

        assert state(house, danger) == "open"
        assert len(outside.rung) == EVERYBODY

    def test_a_caller_who_hung_up_leaves_the_danger_open(
        self, house: House, danger: UUID, outside: Outside, settle: Settle
    ) -> None:
        house.change("UPDATE call SET ended_at = :now, state = 'ended'", now=clock.now())
        settle()

        assert len(outside.rung) == EVERYBODY
        assert state(house, danger) == "open"
