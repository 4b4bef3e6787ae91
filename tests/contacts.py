"""Made-up people who reach a desk, as the public face would bring them."""

import os
import re
from collections.abc import Callable
from uuid import UUID

import pytest

from helpline.doors import Desk, Role
from helpline.intake.actions.arriving import Arrival, Statement, arrive
from helpline.vault import Unlocking
from tests.house import House, inside

WISHES = {Desk.SUPPORT: "someone_close", Desk.ADVICE: "question", Desk.HOTLINE: "concern"}
Arrive = Callable[..., UUID]


@pytest.fixture
def contact(house: House) -> Arrive:
    """Somebody writes to a desk; returns the contact's id."""

    def contact(desk: str, words: str = "My son has changed.", *, language: str = "en") -> UUID:
        unlocking = Unlocking(os.urandom(32), os.urandom(32))
        arrival = Arrival(
            form_key=os.urandom(16),
            language=language,
            notice_version="000000000000",
            notice_language=language,
            desk=Desk(desk),
            wish=WISHES[Desk(desk)],
            statements=(Statement("words", words),),
        )
        with inside(house.public, Role.PUBLIC, mailbox=unlocking.lookup):
            arrive(arrival, unlocking)
        newest = house.rows("SELECT id FROM contact ORDER BY received_at DESC LIMIT 1")
        return UUID(str(newest[0].id))

    return contact


def text_of(page: str) -> str:
    """What a reader sees of a page, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).strip()
