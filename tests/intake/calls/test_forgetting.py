"""The carrier's own records of calls and texts go after the policy's time, and really go."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from helpline import clock
from helpline.db import db
from helpline.doors import Role
from helpline.intake.models import Call, CallLeg, LegPurpose
from helpline.messages import Letter, Medium, Recipient, write
from helpline.messages.forgetting import pause
from helpline.outbox.standing import keep_standing
from helpline.providers import Leg, carrier_for
from tests.house import OPERATOR, House, inside
from tests.intake.hands import Hands
from tests.outside import CONFIG, ELSEWHERE, Outside

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def hands(
    house: House, settle: Callable[[], int], move_clock: Callable[[timedelta], None]
) -> Hands:
    with house.worker.app_context():
        keep_standing()
        db.session.remove()
    return Hands(house, settle, move_clock)


def a_call_at(house: House, outside: Outside) -> str:
    """A phone rings, and the carrier writes it down."""
    carrier = carrier_for(house.worker.extensions[CONFIG])
    return carrier.ring(Leg("client:maria", f"{ELSEWHERE}/leg", f"{ELSEWHERE}/status"))


def remember(house: House, reference: str, *, leg: str | None = None) -> None:
    call_id = uuid4()
    with inside(house.public, Role.PUBLIC, call=reference):
        db.session.add(
            Call(
                id=call_id,
                operator=OPERATOR,
                carrier_ref=reference,
                room=reference,
                started_at=clock.now(),
            )
        )
    if leg is None:
        return
    with inside(house.worker, Role.WORKER):
        db.session.add(
            CallLeg(
                operator=OPERATOR,
                call_id=call_id,
                purpose=LegPurpose.HANDLER,
                language="en",
                carrier_ref=leg,
                created_at=clock.now(),
            )
        )


def test_the_records_of_a_call_and_of_its_legs_are_deleted_after_the_policys_time(
    house: House, hands: Hands, outside: Outside
) -> None:
    caller, leg = a_call_at(house, outside), a_call_at(house, outside)
    remember(house, caller, leg=leg)
    for reference in (caller, leg):
        carrier_for(house.worker.extensions[CONFIG]).hang_up(reference)

    hands.later(23 * HOUR)
    assert {caller, leg} <= outside.line.exchange.calls.keys()

    hands.later(2 * HOUR)
    assert not {caller, leg} & outside.line.exchange.calls.keys()
    assert house.count("obligation", "kind = 'call.forget_record' AND state = 'open'") == 0


def test_a_record_that_is_not_final_is_asked_for_again_until_it_is_gone(
    house: House, hands: Hands, outside: Outside
) -> None:
    reference = a_call_at(house, outside)
    remember(house, reference)

    hands.later(25 * HOUR)
    assert reference in outside.line.exchange.calls
    for _day in range(8):
        hands.later(DAY)
    assert house.count("call") == 1  # its details stay, or nobody would know what to delete

    carrier_for(house.worker.extensions[CONFIG]).hang_up(reference)
    for _day in range(3):
        hands.later(DAY)
    assert reference not in outside.line.exchange.calls
    assert house.count("call") == 0


def test_a_record_that_is_gone_already_is_forgotten(
    house: House, hands: Hands, outside: Outside
) -> None:
    remember(house, "CA" + "0" * 32)

    hands.later(25 * HOUR)

    rows = house.rows("SELECT state FROM obligation WHERE kind = 'call.forget_record'")
    assert [row.state for row in rows] == ["done"]


def test_our_texts_are_deleted_there_too(house: House, hands: Hands, outside: Outside) -> None:
    with inside(house.staff, Role.SUPPORT):
        write(Letter("new_message", uuid4()), Recipient(uuid4(), Medium.TEXT, "+12025550111", "en"))
    hands.settle()
    assert len(outside.line.exchange.texts) == 1

    hands.later(25 * HOUR)

    assert not outside.line.exchange.texts


def test_the_pauses_grow_with_the_age_of_a_record() -> None:
    ages = [timedelta(0), HOUR, 8 * HOUR, 4 * DAY, 30 * DAY]

    assert [pause(age) for age in ages] == [
        timedelta(minutes=10),
        timedelta(minutes=15),
        2 * HOUR,
        DAY,
        DAY,
    ]
