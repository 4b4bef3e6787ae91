"""A contact page that stays open in a real browser: what is new appears, what is typed stays."""

from collections.abc import Iterator

import pytest

from helpline import demonstration
from helpline.db import db
from helpline.doors import Role
from helpline.intake.actions import answering
from helpline.intake.models import Contact
from tests.contacts import Arrive
from tests.house import House, inside
from tests.intake.test_callbacks import MARIA
from tests.journeys.browsing import OpenPage
from tests.serving import served


@pytest.fixture
def address(house: House) -> Iterator[str]:
    with served(house.staff) as port:
        yield f"http://localhost:{port}"


def test_a_new_message_appears_beside_a_half_typed_answer(
    house: House, contact: Arrive, address: str, open_page: OpenPage
) -> None:
    father, page = contact("support"), open_page()
    page.goto(f"{address}/sign-in")
    page.fill("input[name=username]", "omar")
    page.fill("input[name=password]", demonstration.PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(f"{address}/support/{father}")
    page.fill("#reply-words", "Half of an ans")

    with inside(house.staff, Role.SUPPORT):
        answering.reply(db.session.get_one(Contact, father), "Maria was faster.", by=MARIA)

    page.get_by_text("Maria was faster.").wait_for()
    assert page.input_value("#reply-words") == "Half of an ans"
    page.keyboard.type("wer")
    assert page.input_value("#reply-words") == "Half of an answer"
