"""Texts to enquirers: neutral, by day, once, never after a STOP; and lost ones are seen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from helpline import clock
from helpline.db import db
from helpline.doors import Role
from helpline.intake.actions import callbacks
from helpline.intake.actions.answering_by_text import answer_by_text
from helpline.intake.actions.callbacks import Promise
from helpline.intake.actions.erasing import erase
from helpline.intake.callback_errors import NoTextsAllowed
from helpline.intake.models import Callback, Contact
from helpline.messages import number_hashes, stop_texts
from tests.contacts import Arrive, contact
from tests.house import House, Visitor, inside
from tests.intake.test_callbacks import MARIA
from tests.messages.test_reports import report
from tests.outside import Outside

__all__ = ["contact"]

Settle = Callable[[], int]
Move = Callable[[timedelta], None]
FATHER = "+12025550142"
WORDS = "Please call back when you can."


@dataclass
class Plan:
    """A promised call whose plan allows texts."""

    house: House
    contact_id: UUID
    id: UUID

    def text(self, words: str = WORDS, *, once: int = 7) -> None:
        with inside(self.house.staff, Role.SUPPORT):
            contact = db.session.get_one(Contact, self.contact_id)
            callback = db.session.get_one(Callback, self.id)
            answer_by_text(contact, callback, words, by=MARIA, once=UUID(int=once))

    def states(self) -> list[str]:
        return [row.state for row in self.house.rows("SELECT state FROM enquirer_text")]

    def kept(self) -> int:
        return self.house.count("enquirer_text", "address IS NOT NULL OR words IS NOT NULL")


def minute() -> int:
    """Of the day, where the enquirer is."""
    return clock.now().hour * 60 + clock.now().minute


@pytest.fixture
def asleep(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A night begins now, and lasts two hours."""
    nights(house, monkeypatch, (minute(), (minute() + 120) % 1440))


@pytest.fixture
def awake(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """No night is near."""
    nights(house, monkeypatch, ((minute() + 600) % 1440, (minute() + 660) % 1440))


def nights(house: House, patch: pytest.MonkeyPatch, night: tuple[int, int]) -> None:
    policy = house.worker.extensions["helpline.policy"]
    texts = replace(policy.texts, quiet_from=night[0], quiet_until=night[1])
    patch.setitem(house.worker.extensions, "helpline.policy", replace(policy, texts=texts))


@pytest.fixture
def plan(house: House, contact: Arrive, outside: Outside) -> Plan:
    contact_id, wall = contact("support"), clock.now() + timedelta(hours=3)
    asked = Promise(
        wall=wall.replace(tzinfo=None), time_zone="Etc/UTC", number=FATHER, texts_allowed=True
    )
    with inside(house.staff, Role.SUPPORT):
        found = db.session.get_one(Contact, contact_id)
        callback = callbacks.agree_callback(found, asked, by=MARIA)
    return Plan(house, contact_id, callback.id)


@pytest.mark.usefixtures("awake")
def test_the_reminder_says_a_time_and_nothing_about_us(
    plan: Plan, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    settle()
    assert outside.texts == []

    move_clock(timedelta(hours=2, minutes=50))
    settle()

    words = dict(outside.texts)[FATHER]
    assert words.startswith("Your call is at ")
    assert words.endswith("K. B. To get no texts, send STOP.")
    assert plan.kept() == 0


@pytest.mark.usefixtures("awake")
def test_a_call_that_is_off_is_not_reminded_of(
    plan: Plan, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    with inside(plan.house.staff, Role.SUPPORT):
        callbacks.cancel_callback(db.session.get_one(Callback, plan.id), by=MARIA)
    assert (plan.states(), plan.kept()) == (["withdrawn"], 0)

    move_clock(timedelta(hours=2, minutes=50))
    settle()

    assert FATHER not in dict(outside.texts)


@pytest.mark.usefixtures("asleep")
def test_at_night_it_waits_for_the_morning(
    plan: Plan, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    plan.text()
    settle()
    assert outside.texts == []

    move_clock(timedelta(hours=2, minutes=1))
    settle()

    assert outside.texts == [(FATHER, WORDS)]


@pytest.mark.usefixtures("awake")
def test_posted_twice_and_carried_out_twice_it_leaves_once(
    plan: Plan, outside: Outside, settle: Settle
) -> None:
    plan.text()
    plan.text()
    settle()
    plan.house.reopen("texts.send")
    settle()

    assert outside.texts == [(FATHER, WORDS)]
    assert plan.house.count("message", "kind = 'text' AND from_us") == 1


@pytest.mark.usefixtures("awake")
def test_after_a_stop_nothing_is_sent_not_even_what_was_written_before(
    plan: Plan, outside: Outside, settle: Settle
) -> None:
    plan.text()
    with inside(plan.house.worker, Role.WORKER):
        stop_texts(number_hashes(FATHER))

    settle()

    assert outside.texts == []
    assert sorted(plan.states()) == ["stopped", "waiting"]
    with pytest.raises(NoTextsAllowed):
        plan.text(once=8)


@pytest.mark.usefixtures("awake")
def test_where_the_plan_allows_no_texts_none_is_written(plan: Plan) -> None:
    plan.house.change("UPDATE callback SET texts_allowed = false")

    with pytest.raises(NoTextsAllowed):
        plan.text()


@pytest.mark.usefixtures("awake")
def test_a_text_that_may_have_left_is_never_sent_again_and_a_person_is_told(
    plan: Plan, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    outside.fail(rest="lost")
    plan.text()
    settle()
    move_clock(timedelta(minutes=30))
    settle()

    assert len([sent for sent in outside.texts if sent[0] == FATHER]) == 1
    assert "unclear" in plan.states()
    assert outside.mailed("A text may not have arrived") == ["maria@helpline.example.org"]


@pytest.mark.usefixtures("awake")
def test_a_worker_that_died_while_sending_leaves_it_to_a_person(
    plan: Plan, outside: Outside, settle: Settle
) -> None:
    plan.text()
    plan.house.change("UPDATE enquirer_text SET state = 'sending' WHERE NOT is_reminder")

    settle()

    assert FATHER not in dict(outside.texts)
    assert "unclear" in plan.states()


@pytest.fixture
def left(plan: Plan, awake: None, settle: Settle) -> str:
    """Where the carrier reports on a text that left."""
    plan.text()
    settle()
    row = plan.house.rows("SELECT id FROM enquirer_text WHERE NOT is_reminder")[0]
    return f"/voice/text/{row.id}/status"


@pytest.mark.parametrize(
    "news",
    ["delivered sent", "sent sent delivered", "failed sent delivered", "undelivered queued"],
)
def test_news_of_it_may_come_late_twice_or_swapped(
    plan: Plan, left: str, public: FlaskClient, news: str
) -> None:
    for word in news.split():
        assert report(plan.house, public, left, word) == 204

    final = next(word for word in news.split() if word not in {"sent", "queued"})
    assert final in plan.states()


def test_a_person_hears_of_a_text_that_did_not_arrive(
    plan: Plan, left: str, public: FlaskClient, outside: Outside, settle: Settle
) -> None:
    for _twice in range(2):
        report(plan.house, public, left, "undelivered")
    settle()

    assert outside.mailed("A text may not have arrived") == ["maria@helpline.example.org"]


@pytest.mark.usefixtures("awake")
def test_the_carrier_is_made_to_forget_it(
    plan: Plan, outside: Outside, settle: Settle, move_clock: Move
) -> None:
    plan.text()
    settle()
    assert plan.house.count("carrier_text") == 1

    move_clock(timedelta(days=30))
    settle()

    assert plan.house.count("carrier_text") == 0
    assert not any(text.words == WORDS for text in outside.line.exchange.texts)


def test_an_erased_contact_leaves_no_text_and_no_plan(plan: Plan) -> None:
    plan.text()
    with inside(plan.house.staff, Role.SUPPORT):
        erase(db.session.get_one(Contact, plan.contact_id), reason="asked")

    for table in ("enquirer_text", "callback", "callback_try"):
        assert plan.house.count(table) == 0


def test_the_contact_page_says_how_each_text_stands(
    plan: Plan, staff: Callable[..., Visitor]
) -> None:
    page = staff("maria").get(f"/support/{plan.contact_id}").get_data(as_text=True)

    assert "will be sent" in page
    assert "Others may see this phone" in page
