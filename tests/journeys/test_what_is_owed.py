"""What was promised is done in time, or stands before somebody (story 5)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helpline.providers.practice.remote import Remote
from tests.journeys.houses import at_desk, written_by
from tests.people import Colleague
from tests.running import System, eventually

pytestmark = pytest.mark.xdist_group("moving")

LONDON = ZoneInfo("Europe/London")
NUMBER = "+44 7700 900142"
WAIT = 20
NOT_BEFORE = 2
"""Seconds in which a sweeper would long have done what is due."""


def tomorrow_at_six(house: System) -> datetime:
    """In London."""
    there = house.advance(timedelta(0)).astimezone(LONDON) + timedelta(days=1)
    return there.replace(hour=18, minute=0, second=0, microsecond=0)


def promised(house: System, worries: str) -> tuple[Colleague, str, datetime]:
    """Maria has promised a call for tomorrow at 18:00 on the enquirer's own clock."""
    written_by(house, "someone_close", worries)
    wanted = tomorrow_at_six(house)
    maria = at_desk(house, "maria", "support")
    path = maria.find(worries)
    maria.take()
    maria.open(f"{path}/callbacks")
    maria.submit(
        "name_to_say",
        {
            "day": f"{wanted:%Y-%m-%d}",
            "time": "18:00",
            "time_zone": LONDON.key,
            "number": NUMBER,
            "name_to_say": "Mrs Hill",
        },
    )
    assert "A call is promised" in maria.page.words, maria.page.words
    assert "Europe/London" in maria.page.words
    return maria, path, wanted


def mails(house: System, name: str, subject: str) -> list[str]:
    """The words of every mail of this subject to somebody."""
    return [
        mail["words"]
        for mail in Remote(house.practice).mails()
        if mail["subject"] == subject and f"{name}@helpline.example.org" in mail["to"]
    ]


def test_a_call_promised_for_tomorrow_at_six_is_brought_to_mind_in_time(moving: System) -> None:
    maria, path, wanted = promised(moving, "Please call me after work")
    reminded = len(mails(moving, "maria", "You promised a call"))

    def is_reminded() -> bool:
        return len(mails(moving, "maria", "You promised a call")) > reminded

    now = moving.advance(timedelta(0))
    moving.advance(wanted - timedelta(minutes=17) - now)
    maria.sign_in()
    assert not eventually(is_reminded, NOT_BEFORE)
    assert "A call is promised" not in maria.open("/queue").words

    moving.advance(timedelta(minutes=2))

    assert eventually(is_reminded, WAIT)
    said = mails(moving, "maria", "You promised a call")[-1]
    assert moving.staff in said
    for secret in ("7700", "Hill", "after work", path):
        assert secret not in said
    assert "A call is promised" in maria.open("/queue").words
    maria.open(path)
    maria.submit("/called")
    assert "The call was made" in maria.page.words
    assert "7700" not in maria.page.words


def test_a_call_that_nobody_made_stands_before_the_supervisor(moving: System) -> None:
    maria, path, wanted = promised(moving, "I wait at the phone")
    before = len(mails(moving, "sara", "A promised call was not made"))

    moving.advance(wanted + timedelta(minutes=31) - moving.advance(timedelta(0)))

    assert eventually(
        lambda: len(mails(moving, "sara", "A promised call was not made")) > before, WAIT
    )
    sara = at_desk(moving, "sara", "support")
    owed = sara.open("/supervisors").words
    assert "A callback was missed" in owed
    assert "I wait at the phone" not in owed
    maria.sign_in()
    assert "The promised call was missed" in maria.open("/queue").words
    maria.open(path)
    maria.submit("/called")
    assert "A callback was missed" not in sara.open("/supervisors").words


def test_what_is_kept_no_longer_is_erased_on_its_day(moving: System) -> None:
    teacher = written_by(moving, "question", "Which words do you use for it in class?")
    peter = at_desk(moving, "peter", "advice")
    path = peter.find("Which words do you use")
    peter.take()
    peter.reply("The simplest ones.")
    peter.submit("/close")
    assert "The simplest ones." in teacher.come_back().words

    moving.advance(timedelta(days=89))
    peter.sign_in()
    assert not eventually(lambda: "was erased" in peter.open(path).words, NOT_BEFORE)
    assert "The simplest ones." in peter.page.words

    moving.advance(timedelta(days=2))

    peter.sign_in()
    assert eventually(lambda: "was erased" in peter.open(path).words, WAIT)
    assert "simplest" not in peter.page.words
    assert "simplest" not in teacher.come_back().words
