"""A gentle hint when a text looks as if it named somebody."""

from collections.abc import Callable

import pytest

from helpline.triage.advice.decisions import Looks, looks_like
from helpline.triage.advice.models import Question
from tests.contacts import Arrive
from tests.house import House, Visitor

Staff = Callable[..., Visitor]


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("The pupil is called Karim and is fifteen.", Looks.NAME),
        ("I spoke with Mr Schmidt about it.", Looks.NAME),
        ("Es geht um Frau Yılmaz aus der Klasse.", Looks.NAME),
        ("Mustafa Demir has changed.", Looks.NAME),
        ("اسمه كريم وهو في الصف التاسع", Looks.NAME),
        ("أحمد الخطيب في صفي", Looks.NAME),
        ("Call me at +49 30 23125 456.", Looks.NUMBER),
        ("Ring 020 7946 0958 please", Looks.NUMBER),
        ("Write to someone@school.example.org", Looks.MAIL),
        ("born 3.4.2009", Looks.BIRTH_DATE),
        ("geboren am 12. Mai 2008", Looks.BIRTH_DATE),
        ("مواليد 2009", Looks.BIRTH_DATE),
        ("They live at 12 Green Street.", Looks.ADDRESS),
        ("Er wohnt in der Lindenstraße 14b.", Looks.ADDRESS),
    ],
)
def test_a_text_that_names_somebody_is_noticed(text: str, looks: Looks) -> None:
    assert looks in looks_like(text)


@pytest.mark.parametrize(
    "text",
    [
        "A pupil of fifteen wears a symbol that I do not know. Is it a sign?",
        "Two boys in year 9 said that violence is right. Whom do I involve first?",
        "Ein Schüler der 9. Klasse trägt ein Zeichen. Das Jugendamt Berlin weiß davon.",
        "We are a school with 1200 pupils, and it began in 2024.",
        "طالب في الخامسة عشرة يحمل رمزاً لا أعرفه",
        "",
    ],
)
def test_an_ordinary_question_is_left_alone(text: str) -> None:
    assert looks_like(text) == ()


def test_the_hint_keeps_the_text_and_lets_it_through_on_wish(
    staff: Staff, contact: Arrive, house: House
) -> None:
    peter, page = staff("peter"), f"/advice/{contact('advice', 'Is it a sign?')}"
    typed = {"words": "Please ask Mr Schmidt."}

    answer = peter.submit(f"{page}/replies", typed, at=page)
    assert answer.status_code == 422
    assert "somebody&#39;s name" in answer.text
    assert "Please ask Mr Schmidt." in answer.text
    assert house.count("message", "from_us") == 0

    peter.submit(f"{page}/replies", {**typed, "send_anyway": "y"}, at=page)
    assert house.count("message", "from_us") == 1


def test_notes_get_the_same_hint(staff: Staff, contact: Arrive, house: House) -> None:
    peter, page = staff("peter"), f"/advice/{contact('advice', 'Is it a sign?')}"

    answer = peter.submit(f"{page}/notes", {"words": "It is about Mr Schmidt."}, at=page)

    assert "somebody&#39;s name" in answer.text
    assert house.count("note") == 0


def test_other_desks_are_not_asked(staff: Staff, contact: Arrive, house: House) -> None:
    page = f"/support/{contact('support')}"

    staff("maria").submit(f"{page}/replies", {"words": "Please ask Mr Schmidt."}, at=page)

    assert house.count("message", "from_us") == 1


def test_the_three_codes_are_kept(staff: Staff, contact: Arrive, house: House) -> None:
    peter, page = staff("peter"), f"/advice/{contact('advice', 'Is it a sign?')}"
    codes = {"profession": "teaching", "topic": "signs", "setting": "school"}

    assert peter.submit(f"{page}/question", {**codes, "topic": ""}, at=page).status_code == 422
    peter.submit(f"{page}/question", codes, at=page)

    row = house.rows("SELECT profession, topic, setting FROM advice_question")[0]
    assert row._asdict() == codes


def test_no_column_of_a_question_could_hold_a_person() -> None:
    assert set(Question.__table__.columns.keys()) == {
        "id", "operator", "profession", "topic", "setting", "noted_by", "noted_at",
    }  # fmt: skip
