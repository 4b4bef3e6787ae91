"""The way back: reading, writing, calling, taking back, deleting; all without a cookie."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from markupsafe import Markup

from helpline import clock
from helpline.db import db
from helpline.doors import Role
from helpline.intake import Contact, ContactState, Message
from helpline.intake.content import thread_of
from helpline.intake.mailbox import Panel, PanelView, panels
from helpline.intake.mailbox.decisions import Signs, Standing, decide_standing
from helpline.vault import place
from tests.house import House, inside
from tests.intake.public.walker import Walker

ELSEWHERE: Final = {"Origin": "https://elsewhere.example.org"}


@pytest.fixture
def receipt(house: House, mother: Walker) -> str:
    return mother.send(wish="someone_close", worries="my son has changed")


def _answer(house: House, words: str) -> None:
    """As a counsellor does."""
    with inside(house.staff, Role.SUPPORT):
        contact = db.session.query(Contact).one()
        message_id = uuid4()
        body = thread_of(contact).seal(words, place(message_id, "message.body"))
        db.session.add(
            Message(
                id=message_id,
                operator=contact.operator,
                contact_id=contact.id,
                desk=contact.desk,
                from_us=True,
                body=body,
                written_at=clock.now(),
            )
        )
        contact.state = ContactState.ANSWERED


def _state(house: House) -> str:
    return str(house.rows("SELECT state FROM contact")[0][0])


def test_a_receipt_opens_ones_own_words_however_it_is_typed(mother: Walker, receipt: str) -> None:
    arabic = receipt.translate(str.maketrans("123456789", "١٢٣٤٥٦٧٨٩"))
    for typed in (receipt, f"{receipt[:4]} {receipt[4:8]}-{receipt[8:]}", arabic):
        mother.open_mailbox(typed)
        assert mother.status == 200
        assert "my son has changed" in mother.shown
        assert "Nobody has read it yet" in mother.shown
        assert receipt not in mother.page.replace(" ", "")


def test_an_answer_is_new_once_and_then_it_is_known_to_be_read(
    house: House, mother: Walker, receipt: str
) -> None:
    _answer(house, "you did well to write")
    mother.open_mailbox(receipt)
    assert "you did well to write" in mother.shown
    assert "There is a new answer" in mother.shown
    mother.open_mailbox(receipt)
    assert "There is a new answer" not in mother.shown
    assert "If you want, you can write again" in mother.shown
    assert house.count("message", "from_us AND read_at IS NOT NULL") == 1


def test_writing_on_puts_the_contact_before_the_desk_again(
    house: House, mother: Walker, receipt: str
) -> None:
    _answer(house, "tell us more")
    mother.open_mailbox(receipt)
    mother.post("messages/write", {**mother.fields, "words": "he has new friends"})
    assert "he has new friends" in mother.shown
    assert _state(house) == "waiting"


def test_the_same_words_posted_by_many_hands_are_kept_once(
    house: House, mother: Walker, receipt: str
) -> None:
    posted = {**mother.open_mailbox(receipt).fields, "words": "only once"}

    def post(_number: int) -> int:
        return Walker(house.public.test_client()).post("messages/write", posted).status

    with ThreadPoolExecutor(6) as hands:
        assert set(hands.map(post, range(6))) == {200}
    assert house.count("message") == 2
    mother.post("messages/write", {**posted, "words": "something else from the same page"})
    assert house.count("message") == 3


def test_too_many_words_are_kept_on_the_page(house: House, mother: Walker, receipt: str) -> None:
    mother.open_mailbox(receipt)
    mother.post("messages/write", {**mother.fields, "words": "x" * 10_001})
    assert mother.status == 422
    assert mother.fields["words"] == "x" * 10_001
    assert house.count("message") == 1


def test_a_mailbox_that_stood_open_too_long_keeps_the_words_until_the_receipt_is_typed(
    house: House, mother: Walker, receipt: str
) -> None:
    mother.open_mailbox(receipt)
    clock.move(timedelta(minutes=31))
    mother.post("messages/write", {**mother.fields, "words": "a long letter"})
    assert mother.status == 400
    assert mother.fields["words"] == "a long letter"
    mother.open_mailbox(receipt, words=mother.fields["words"])
    assert mother.fields["words"] == "a long letter"
    assert house.count("message") == 1


def test_other_websites_open_and_change_nothing(house: House, mother: Walker, receipt: str) -> None:
    pass_ = mother.open_mailbox(receipt).fields
    mother.post("messages", {"receipt": receipt}, **ELSEWHERE)
    assert mother.status == 400
    for path in ("write", "call", "delete", "no-call"):
        mother.post(f"messages/{path}", {**pass_, "words": "forged", "sure": "yes"}, **ELSEWHERE)
        assert mother.status == 400
    assert house.count("message") == 1
    assert house.count("mailbox", "deletion_asked_at IS NOT NULL") == 0


def test_a_call_is_asked_for_and_cancelled(house: House, mother: Walker, receipt: str) -> None:
    mother.open_mailbox(receipt)
    asked = {**mother.fields, "number": "030 23125 001", "zone": "Europe/Berlin"}
    mother.post("messages/call", asked)
    mother.post("messages/call", asked)
    assert house.count("callback", "state = 'asked'") == 1
    callback_id = str(house.rows("SELECT id FROM callback")[0][0])
    mother.post("messages/no-call", {**mother.fields, "callback": callback_id})
    assert house.count("callback", "state = 'cancelled' AND number IS NULL") == 1
    assert "The call was cancelled" in mother.shown


def test_a_call_that_was_missed_can_still_be_cancelled(
    house: House, mother: Walker, receipt: str
) -> None:
    mother.open_mailbox(receipt)
    mother.post("messages/call", {**mother.fields, "number": "030 23125 001"})
    house.change("UPDATE callback SET state = 'missed'")
    mother.open_mailbox(receipt)
    assert "Do not call me" in mother.shown
    callback_id = str(house.rows("SELECT id FROM callback")[0][0])
    mother.post("messages/no-call", {**mother.fields, "callback": callback_id})
    assert house.count("callback", "state = 'cancelled' AND number IS NULL") == 1


def test_nobody_elses_call_is_cancelled(
    house: House, mother: Walker, receipt: str, public: FlaskClient
) -> None:
    mother.open_mailbox(receipt)
    mother.post("messages/call", {**mother.fields, "number": "030 23125 001"})
    callback_id = str(house.rows("SELECT id FROM callback")[0][0])
    father = Walker(public)
    father.open_mailbox(father.send())
    father.post("messages/no-call", {**father.fields, "callback": callback_id})
    assert house.count("callback", "state = 'asked' AND number IS NOT NULL") == 1
    assert house.count("obligation", "kind = 'callback.stop'") == 0
    assert house.count("audit_entry", "action = 'callback.cancelled'") == 0


def test_a_number_that_cannot_be_called_is_said_so(mother: Walker, receipt: str) -> None:
    mother.open_mailbox(receipt)
    mother.post("messages/call", {**mother.fields, "number": "12"})
    assert mother.status == 422
    assert mother.fields["number"] == "12"
    assert "We cannot call this number" in mother.shown


def test_a_deletion_that_must_wait_says_until_when(
    house: House, mother: Walker, receipt: str
) -> None:
    until = clock.now().replace(hour=12) + timedelta(days=400)
    house.change("UPDATE contact SET held_until = :until", until=until)
    mother.open_mailbox(receipt)
    assert "must be kept until" not in mother.shown
    mother.post("messages/delete", {**mother.fields, "sure": "yes"})
    assert f"must be kept until {until.day} {until:%B %Y}" in mother.shown
    assert "Then we delete everything" in mother.shown


def test_deletion_needs_a_yes_and_is_asked_once(house: House, mother: Walker, receipt: str) -> None:
    mother.open_mailbox(receipt)
    mother.post("messages/delete", {**mother.fields, "sure": ""})
    assert house.count("mailbox", "deletion_asked_at IS NOT NULL") == 0
    for _time in range(2):
        mother.post("messages/delete", {**mother.fields, "sure": "yes"})
    assert "for everything to be deleted" in mother.shown
    assert house.count("audit_entry", "action = 'deletion.asked'") == 1


def test_another_contact_cannot_be_named(house: House, mother: Walker, receipt: str) -> None:
    other = mother.send(wish="concern", worries="somebody else's words")
    [(foreign,)] = house.rows("SELECT id FROM contact WHERE desk = 'hotline'")
    mother.open_mailbox(receipt)
    mother.post("messages/write", {**mother.fields, "contact": str(foreign), "words": "mine"})
    mother.open_mailbox(other)
    assert "mine" not in mother.shown
    assert "my son has changed" not in mother.shown


@pytest.mark.parametrize("path", ["messages/closed", "exit"])
def test_a_closed_mailbox_and_the_way_out_clear_what_the_browser_kept(
    mother: Walker, path: str
) -> None:
    answer = mother.open(path).answer
    assert answer is not None
    assert '"cookies"' in answer.headers["Clear-Site-Data"]


def test_the_way_out_tells_the_next_site_nothing(mother: Walker) -> None:
    answer = mother.open("exit").answer
    assert answer is not None
    assert answer.status_code == 302
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "localhost" not in answer.headers["Location"]


@pytest.fixture
def panel(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Another room's part of the mailbox."""
    done: list[str] = []

    def act(view: PanelView, fields: object) -> str:
        done.extend(str(each) for each in view.contact_ids)
        return "taken back"

    shown = Panel(
        name="trial",
        show=lambda view: Markup("<h2>trial</h2><p>{}{}</p>").format(view.action, view.hidden),
        act=act,
        is_handed_over=lambda _contact_id: True,
    )
    monkeypatch.setattr(panels, "_panels", {})
    panels.register(shown)
    return done


def test_another_room_shows_its_part_and_answers_its_own_posts(
    house: House, mother: Walker, receipt: str, panel: list[str]
) -> None:
    mother.open_mailbox(receipt)
    assert "/en/messages/panel/trial" in mother.shown
    assert "Another service is helping you now" in mother.shown
    mother.post("messages/panel/trial", mother.fields)
    assert "taken back" in mother.shown
    assert [UUID(each) for each in panel] == [house.rows("SELECT id FROM contact")[0][0]]
    assert mother.post("messages/panel/nobody", mother.fields).status == 404


@pytest.mark.parametrize(
    ("signs", "standing"),
    [
        (Signs(), Standing.RECEIVED),
        (Signs(was_read=True), Standing.READ),
        (Signs(was_read=True, last_is_ours=True), Standing.WAITING_FOR_YOU),
        (Signs(last_is_ours=True, has_unseen_answer=True), Standing.ANSWERED),
        (Signs(is_handed_over=True, last_is_ours=True), Standing.HANDED_OVER),
        (Signs(is_closed=True, last_is_ours=True), Standing.CLOSED),
        (Signs(is_closed=True, has_unseen_answer=True), Standing.ANSWERED),
        (Signs(is_erased=True, has_unseen_answer=True), Standing.DELETED),
    ],
)
def test_how_a_contact_stands_is_one_plain_answer(signs: Signs, standing: Standing) -> None:
    assert decide_standing(signs) is standing
