"""A written contact comes back a day later, with nothing but a receipt (stories 2 and 3)."""

from datetime import timedelta

import pytest

from tests.journeys.houses import at_desk, written_by
from tests.people import Enquirer
from tests.running import System

pytestmark = pytest.mark.xdist_group("moving")

WORRIES = "He says that he has no sister any more"
ANSWER = "What did he say before that?"
MORE = "That I laugh too loudly"


def test_a_father_comes_back_the_next_day_reads_the_answer_and_is_read_again(
    moving: System,
) -> None:
    receipt = written_by(moving, "someone_close", WORRIES).receipt
    omar = at_desk(moving, "omar", "support")
    contact = omar.find(WORRIES)
    omar.take()
    omar.reply(ANSWER)

    moving.advance(timedelta(days=1))

    father = Enquirer(moving)
    father.receipt = receipt
    mailbox = father.come_back()
    assert mailbox.words.index(WORRIES) < mailbox.words.index(ANSWER)
    assert MORE in father.write_more(MORE).words
    omar.sign_in()
    assert contact in omar.waiting()
    assert MORE in omar.open(contact).words
