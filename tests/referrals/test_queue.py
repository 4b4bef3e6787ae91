"""What a partner answers stands in the counsellor's queue, and hides nobody who waits there."""

from tests.house import House
from tests.referrals.conftest import AtPartner, Counsellor, Family
from tests.referrals.test_answers import Settle, state_of


def test_an_answer_puts_the_contact_back_into_the_counsellors_queue(
    lena: AtPartner, maria: Counsellor, handed_on: Family, house: House, settle: Settle
) -> None:
    house.change("UPDATE contact SET state = 'answered'")

    lena.press("accept")
    settle()

    assert state_of(house, "contact") == "returned"
    queue = maria.browser.get("/queue").text
    assert "News of a partner&#39;s help" in queue
    assert "They wrote again</span>" not in queue


def test_words_that_still_wait_for_us_are_not_hidden_by_an_answer(
    lena: AtPartner, handed_on: Family, house: House, settle: Settle
) -> None:
    house.change("UPDATE contact SET state = 'waiting'")

    lena.press("accept")
    settle()

    assert state_of(house, "contact") == "waiting"
