"""Posted twice, in parallel, or changed and posted again: one contact, and nothing lost."""

from concurrent.futures import ThreadPoolExecutor

from helpline import clock
from helpline.intake.mailbox.visit import Visit
from tests.house import House
from tests.intake.public.walker import Walker


def test_a_form_posted_twice_is_one_contact_and_shows_the_same_receipt(
    house: House, mother: Walker
) -> None:
    mother.until_check(worries="once", danger="yes", where="here")
    posted = {**mother.fields, "go": "send"}
    first = mother.post("contact", posted).receipt
    assert mother.post("contact", posted).receipt == first
    assert house.count("contact") == house.count("mailbox") == 1
    assert house.count("message") == 2
    assert house.count("danger_declaration") == 1


def test_a_form_posted_by_eight_hands_at_once_is_one_contact(house: House, mother: Walker) -> None:
    mother.until_check(
        worries="once", danger="yes", where="here", reach="call", number="030 23125 001"
    )
    posted = {**mother.fields, "go": "send"}

    def post(_number: int) -> tuple[int, str]:
        hand = Walker(house.public.test_client()).post("contact", posted)
        return hand.status, hand.receipt

    with ThreadPoolExecutor(8) as hands:
        answers = set(hands.map(post, range(8)))
    assert len(answers) == 1
    assert answers.pop()[0] == 200
    for table in ("contact", "mailbox", "danger_declaration", "callback"):
        assert house.count(table) == 1
    assert house.count("message") == 2


def test_who_goes_back_and_writes_on_has_lost_nothing(house: House, mother: Walker) -> None:
    mother.until_check(worries="first words")
    posted = {**mother.fields, "go": "send"}
    receipt = mother.post("contact", posted).receipt
    again = {**posted, "worries": "first words, and more"}
    assert mother.post("contact", again).receipt == receipt
    assert house.count("contact") == 1
    mother.open_mailbox(receipt)
    assert "first words, and more" in mother.shown


def test_a_receipt_shown_again_in_another_language_adds_nothing(
    house: House, mother: Walker
) -> None:
    mother.until_check(worries="once", danger="unsure").press("send")
    receipt, again = mother.receipt, mother.fields
    mother.lang = "ar"
    assert mother.post("contact", again).receipt == receipt
    assert house.count("message") == 2


def test_the_key_of_a_form_is_nowhere_in_the_database(house: House, mother: Walker) -> None:
    """With it, short answers could be guessed from the keys that keep them single."""
    receipt = mother.send(worries="yes")
    with house.public.app_context():
        visit = Visit.by(receipt, clock.now())
    [(row,)] = house.rows("SELECT contact::text || mailbox::text FROM contact, mailbox")
    assert visit.lookup in row
    assert visit.unlock not in row
