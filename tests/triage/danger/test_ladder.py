"""Story 6: danger from the form and the console, climbed, accepted, and ended by named people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from helpline import clock
from helpline.db import db
from helpline.doors import Role
from helpline.intake.actions.danger import DangerOrigin, DangerWords, declare_danger
from helpline.intake.events import CallAccepted
from helpline.intake.models import Call, CallState, DangerSource
from helpline.outbox import announce
from helpline.providers import (
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    Reason,
)
from tests.house import OPERATOR, House, Visitor, inside
from tests.outside import Outside

Settle = Callable[[], int]
Move = Callable[[timedelta], None]
Staff = Callable[..., Visitor]
MINUTES = timedelta(minutes=1)
EVERYBODY = 6
WORDS = DangerWords(
    where="Lindenweg 4", who="my brother", what="he has a knife", how_to_reach="+49 30 23125 155"
)


def declare(house: House, role: Role = Role.PUBLIC, words: DangerWords = WORDS) -> UUID:
    face = house.public if role is Role.PUBLIC else house.staff
    with inside(face, role):
        origin = DangerOrigin(source=DangerSource.FORM, language="en")
        return declare_danger(words, origin).id


@dataclass(frozen=True)
class Hands:
    """What moves a story on."""

    settle: Settle
    move_clock: Move
    staff: Staff

    def later(self, by: timedelta) -> None:
        self.move_clock(by)
        self.settle()


@pytest.fixture
def hands(settle: Settle, move_clock: Move, staff: Staff) -> Hands:
    return Hands(settle, move_clock, staff)


@pytest.fixture
def danger(house: House, outside: Outside) -> UUID:
    return declare(house)


def state(house: House, danger: UUID) -> str:
    return str(house.rows("SELECT state FROM danger WHERE id = :id", id=danger)[0].state)


def legs(house: House) -> list[UUID]:
    return [row.id for row in house.rows("SELECT id FROM call_leg ORDER BY created_at")]


def press_the_key(house: House, leg: UUID) -> None:
    """As the voice pages do when somebody says yes on their phone."""
    house.change("UPDATE call_leg SET state = 'accepted' WHERE id = :id", id=leg)
    with inside(house.public, Role.PUBLIC, call=str(leg)):
        announce(CallAccepted(leg, "danger"))


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
    house.change("UPDATE account SET disabled_at = now()")
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
    outside.failures = [CarrierUnclear("silence")]

    settle()

    assert len(outside.rung) == EVERYBODY + 1
    assert house.count("ladder_step", "tries = 2 AND outcome = 'tried'") == 1
    assert house.count("audit_entry", "action = 'danger.ring.unclear'") == 1


def test_an_absent_carrier_is_asked_again_within_seconds(
    house: House, danger: UUID, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    outside.failures = [CarrierUnavailable("no connection")] * EVERYBODY
    settle()
    assert len(outside.rung) == EVERYBODY

    move_clock(timedelta(seconds=3))
    settle()

    assert len(outside.rung) == 2 * EVERYBODY
    assert house.count("ladder_step", "outcome = 'tried' AND channel = 'ring'") == EVERYBODY


def test_after_a_long_silence_nobody_is_rung_once_for_every_missed_rung(
    house: House, danger: UUID, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    outside.failures = [CarrierUnavailable("no connection")] * 1000
    for _ in range(3):
        settle()
        move_clock(2 * MINUTES)
    outside.failures = []
    outside.rung = []

    settle()

    assert len({leg.to for leg in outside.rung}) == len(outside.rung) == EVERYBODY


def test_a_number_that_cannot_be_reached_does_not_stop_the_others(
    house: House, danger: UUID, outside: Outside, settle: Settle
) -> None:
    outside.failures = [CarrierRefused(Reason.BAD_NUMBER)]

    settle()

    assert len(outside.rung) == EVERYBODY
    assert house.count("ladder_step", "outcome = 'refused'") == 1


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
    outside.rung = []
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
    outside.rung = []

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
    outside.rung = []

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
        outside.rung = []
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
        outside.rung = []

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
        outside.rung = []

        house.change("UPDATE call SET accepted_leg_id = NULL")
        house.change("UPDATE call_leg SET state = 'ended'")
        hands.later(timedelta(seconds=31))

        assert len(outside.rung) == 1

    def test_a_caller_who_hung_up_leaves_the_danger_open(
        self, house: House, danger: UUID, outside: Outside, settle: Settle
    ) -> None:
        house.change("UPDATE call SET ended_at = :now, state = 'ended'", now=clock.now())
        settle()

        assert len(outside.rung) == EVERYBODY
        assert state(house, danger) == "open"


def test_no_role_but_danger_reads_who_or_where(house: House, danger: UUID) -> None:
    for role in (Role.HOTLINE, Role.ADVICE, Role.SUPPORT, Role.STAFF):
        with inside(house.staff, role):
            assert db.session.execute(text("SELECT id, state FROM danger")).one().id == danger
        for forbidden in ("SELECT reasons FROM danger", "SELECT id FROM danger_declaration"):
            with pytest.raises(Exception, match="permission denied"), inside(house.staff, role):
                db.session.execute(text(forbidden))
