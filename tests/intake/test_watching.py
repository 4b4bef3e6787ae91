"""Nobody waits for us without a supervisor knowing."""

from datetime import timedelta

from helpline.doors import Role
from helpline.intake.events import EnquirerWrote
from helpline.outbox import announce
from tests.contacts import Arrive
from tests.house import House, inside
from tests.intake.hands import DAYS, Hands
from tests.outside import Outside


def test_an_unanswered_message_goes_to_the_supervisors_when_it_is_due(
    contact: Arrive, hands: Hands, outside: Outside
) -> None:
    contact("support")

    hands.later(timedelta(hours=20))
    assert outside.mailed("Somebody waits for an answer") == []

    hands.later(8 * DAYS)
    assert outside.mailed("Somebody waits for an answer") == ["sara@helpline.example.org"]


def test_an_answer_in_time_bothers_no_supervisor(
    house: House, contact: Arrive, hands: Hands, outside: Outside
) -> None:
    contact_id = contact("support")
    hands.reply(contact_id)
    house.change("UPDATE contact SET state = 'waiting'")
    with inside(house.public, Role.PUBLIC):
        announce(EnquirerWrote(contact_id, "support"))
    hands.reply(contact_id)

    hands.later(8 * DAYS)

    assert outside.mailed("Somebody waits for an answer") == []


def test_an_outcome_that_nobody_told_is_asked_for_a_week_before_it_is_late(
    contact: Arrive, hands: Hands, outside: Outside
) -> None:
    contact_id = contact("support")
    hands.reply(contact_id)

    hands.later(82 * DAYS)
    assert outside.mailed("Somebody should hear what came of it") == []

    hands.later(2 * DAYS)
    assert outside.mailed("Somebody should hear what came of it") == [
        "maria@helpline.example.org",
        "sara@helpline.example.org",
    ]
