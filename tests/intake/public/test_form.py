"""The form: one question a page, nothing but danger must be answered, nothing is lost."""

from datetime import timedelta

import pytest

from helpline import clock
from helpline.db import db
from helpline.doors import Role
from helpline.intake import Contact, Message
from helpline.intake.content import thread_of
from helpline.vault import place
from tests.house import House, inside
from tests.intake.public.walker import Walker


def _words_at(house: House, desk: Role) -> dict[str, str]:
    """What the desk can read, by question."""
    found = {}
    with inside(house.staff, desk):
        for contact in db.session.query(Contact):
            thread = thread_of(contact)
            for message in db.session.query(Message).filter_by(contact_id=contact.id):
                spot = place(message.id, "message.body")
                found[message.kind] = thread.open(message.body, spot)
    return found


def test_a_father_writes_in_arabic_and_gets_a_receipt(house: House, father: Walker) -> None:
    receipt = father.send(wish="someone_close", worries="ابني تغيّر كثيرًا منذ الصيف")
    assert len(receipt) == 16
    assert 'dir="rtl"' in father.page
    assert _words_at(house, Role.SUPPORT)["worries"] == "ابني تغيّر كثيرًا منذ الصيف"


def test_danger_is_the_only_question_that_must_be_answered(house: House, mother: Walker) -> None:
    mother.open("contact").press("next")
    assert (mother.status, mother.step) == (422, "danger")
    mother.until_check()
    mother.press("send")
    assert len(mother.receipt) == 16
    assert house.count("contact", "desk = 'support' AND wish = ''") == 1
    assert house.count("message") == 0


def test_whoever_skips_to_the_end_is_asked_about_danger_first(mother: Walker) -> None:
    mother.open("contact")
    mother.post("contact", {"token": mother.fields["token"], "step": "check", "go": "send"})
    assert mother.step == "danger"


@pytest.mark.parametrize(
    ("wish", "latest"),
    [
        ("someone_close", "Thursday, 12 March 2026, 23:59 (time in Berlin)"),  # always open
        ("question", "Thursday, 12 March 2026, 18:00 (time in Berlin)"),
    ],
)
def test_until_when_an_answer_is_promised_can_be_taken_for_no_other_day(
    mother: Walker, wish: str, latest: str
) -> None:
    receipt = mother.send(wish=wish, worries="my brother", question="a pupil")
    assert latest in mother.shown
    mother.open_mailbox(receipt)
    assert latest in mother.shown


def test_what_people_want_chooses_the_desk(house: House, mother: Walker) -> None:
    for wish, desk in (
        ("someone_close", "support"),
        ("myself", "support"),
        ("question", "advice"),
        ("concern", "hotline"),
    ):
        mother.send(wish=wish)
        assert house.count("contact", f"wish = '{wish}' AND desk = '{desk}'") == 1


def test_the_notice_that_was_shown_is_stored_with_its_language(
    house: House, father: Walker
) -> None:
    father.send()
    [(version, language)] = house.rows("SELECT notice_version, notice_language FROM contact")
    assert len(version) == 12
    assert language == "ar"


def test_going_back_and_changing_the_language_keeps_what_was_typed(mother: Walker) -> None:
    mother.open("contact").press(danger="no").press().press(wish="myself")
    mother.press("back", worries="I cannot sleep")
    assert mother.step == "wish"
    mother.press()
    assert mother.fields["worries"] == "I cannot sleep"
    mother.lang = "de"
    mother.press("stay", worries="I cannot sleep any more")
    assert 'lang="de"' in mother.page
    assert mother.fields["worries"] == "I cannot sleep any more"


def test_a_change_on_the_check_page_returns_to_the_check_page(mother: Walker) -> None:
    mother.until_check(worries="first")
    mother.press("change:words")
    assert mother.step == "words"
    mother.press(worries="second")
    assert mother.step == "check"
    assert "second" in mother.shown


def test_a_call_is_asked_for_with_a_safe_time_and_digits_of_any_script(
    house: House, father: Walker
) -> None:
    day = f"{clock.now() + timedelta(days=2):%Y-%m-%d}"
    father.send(
        wish="someone_close",
        reach="call",
        number="٠٣٠ ٢٣١٢٥ ٠٠١",
        day=day,
        time="١٨:٠٠",
        zone="Asia/Baghdad",
        voicemail="yes",
        name_to_say="Um Karim",
    )
    [(at, zone, voicemail)] = house.rows(
        "SELECT to_char(wanted_at AT TIME ZONE 'Asia/Baghdad', 'YYYY-MM-DD HH24:MI'),"
        " time_zone, voicemail_allowed FROM callback"
    )
    assert (at, zone, voicemail) == (f"{day} 18:00", "Asia/Baghdad", True)


def test_no_call_is_promised_when_nobody_is_there(mother: Walker) -> None:
    """Advice works from Monday to Friday, 08:00 to 18:00, and calls within half an hour."""
    mother.open("contact").press(danger="no").press().press(wish="question").press()
    mother.press(reach="call")
    assert mother.step == "call"
    first = mother.page.split('<option value="20')[1].split('"')[0]
    mother.press(number="030 23125 001", day=f"20{first}", time="03:30")
    assert (mother.status, mother.step) == (422, "call")
    assert "Nobody can call you at that time" in mother.shown
    assert mother.fields["number"] == "030 23125 001"


def test_a_number_that_cannot_be_called_stays_in_its_field(mother: Walker) -> None:
    mother.open("contact").press(danger="no").press().press().press().press(reach="call")
    for number in ("", "12", "my neighbour", "anonymous", "+49 900 1234567"):
        mother.press(number=number)
        assert (mother.status, mother.fields["number"]) == (422, number)


def test_nobody_gets_a_cookie_and_nothing_comes_from_elsewhere(mother: Walker) -> None:
    mother.send(worries="hello")
    assert mother.answer is not None
    assert "Set-Cookie" not in mother.answer.headers
    for path in ("", "contact", "messages", "what-happens", "privacy"):
        page = mother.open(path).page
        assert "Set-Cookie" not in mother.answer.headers
        assert "//" not in page.replace("<!--", "").split("<body>")[0].replace("://", "")
        assert len(page) < 30_000


def test_what_is_stored_can_be_read_by_the_desk_alone(house: House, mother: Walker) -> None:
    mother.send(worries="the marker 8c1f", wish="concern", reach_safely="quietly 8c1f")
    assert _words_at(house, Role.HOTLINE) == {
        "worries": "the marker 8c1f",
        "reach_safely": "quietly 8c1f",
    }
    for (row,) in house.rows("SELECT message::text FROM message"):
        assert "8c1f" not in row
