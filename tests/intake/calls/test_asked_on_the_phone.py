"""A call back that was asked for by phone: nobody asked what is safe, and everybody is told so."""

from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from tests.intake.calls.calling_back import Story
from tests.intake.calls.conftest import MOTHER, AtWork, Phones

NOTHING_ASKED: Final = (
    "No safe-contact plan was asked on the phone: "
    "leave no message, say no name, ask first whether they can talk."
)


@pytest.fixture
def story(phones: Phones, at_work: AtWork) -> Story:
    """Nobody is here when a mother calls; Maria comes later."""
    sid = phones.call("1 1 3 1 1 2 1")
    phones.is_over(sid)
    row = phones.house.rows("SELECT id, contact_id FROM callback")[0]
    return Story(phones, at_work("maria"), UUID(str(row.contact_id)), UUID(str(row.id)))


def say_yes(story: Story, **plan: str) -> None:
    path = f"{story.page}/callbacks?callback={story.callback_id}"
    row = story.row()
    wanted = row["wanted_at"].astimezone(ZoneInfo(row["time_zone"]))
    asked = {"callback": str(story.callback_id), "time_zone": row["time_zone"]}
    asked |= {"day": f"{wanted:%Y-%m-%d}", "time": f"{wanted:%H:%M}"}
    answer = story.maria.submit(path, asked | plan)
    assert answer.status_code == 302, answer.text


def test_without_a_plan_nothing_is_allowed_and_only_the_number_is_known(story: Story) -> None:
    row = story.row()

    assert (row["voicemail_allowed"], row["texts_allowed"]) == (False, False)
    assert (row["name_to_say"], row["code_word"], row["number_hash"]) == (None, None, None)
    seen = story.seen()
    assert NOTHING_ASKED in seen
    assert MOTHER in seen
    assert "If a machine answers, hang up and leave no words." in seen
    assert "If somebody else picks up, say no name and not who we are." in seen
    assert "Send no text." in seen


def test_the_handler_is_told_where_the_call_is_promised_and_while_it_is_made(
    story: Story,
) -> None:
    promise = f"{story.page}/callbacks?callback={story.callback_id}"
    assert NOTHING_ASKED in story.maria.get(promise).text

    say_yes(story)
    assert NOTHING_ASKED in story.seen(), "a yes is no plan"
    assert NOTHING_ASKED in story.maria.get(promise).text

    story.it_is_time_again()
    assert story.press("now") == 302
    seen = story.seen()
    assert "This call is being made now." in seen
    assert NOTHING_ASKED in seen


def test_with_a_plan_it_is_told_no_more(story: Story) -> None:
    say_yes(story, code_word="Zwergpinscher")

    seen = story.seen()
    assert NOTHING_ASKED not in seen
    assert "Zwergpinscher" in seen
    assert story.row()["key_id"] is None
