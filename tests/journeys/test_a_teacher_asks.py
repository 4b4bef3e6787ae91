"""The advice desk answers questions, and builds no file on anybody (story 4)."""

import pytest

from tests.journeys.houses import at_desk, written_by
from tests.people import Colleague, Enquirer
from tests.running import System

pytestmark = pytest.mark.xdist_group("system")

QUESTION = "A pupil draws a symbol that I do not know. What may it mean?"
PERSON = "Yusuf Demir of 9b, Lindenweg 4, born 12.03.2011, 030 2312 5123"
NO_FILE = "This desk keeps no file on a person."


@pytest.fixture(scope="module")
def teacher(system: System) -> Enquirer:
    return written_by(system, "question", QUESTION)


@pytest.fixture
def peter(system: System, teacher: Enquirer) -> Colleague:
    peter = at_desk(system, "peter", "advice")
    peter.find(QUESTION)
    return peter


def test_a_teacher_asks_and_is_answered(teacher: Enquirer, peter: Colleague) -> None:
    peter.take()
    codes = {"profession": "teaching", "topic": "material", "setting": "school"}
    peter.submit("/question", codes)
    peter.reply("A symbol alone says little. Ask what it means to the child.")

    assert "Ask what it means to the child." in teacher.come_back().words


def test_no_field_of_this_desk_takes_a_person(peter: Colleague) -> None:
    question = peter.page.form("/question")
    everywhere = {name for form in peter.page.forms for name in form.texts}

    assert question.texts == set()
    assert question.names == {"csrf_token", "profession", "topic", "setting"}
    assert everywhere == {"words"}


@pytest.mark.parametrize(("form", "sent"), [("/notes", "Keep it as it is"), ("/replies", "Send")])
def test_a_text_that_looks_like_somebody_gets_a_gentle_hint(
    peter: Colleague, form: str, sent: str
) -> None:
    before = peter.page.words

    hinted = peter.submit(form, {"words": PERSON})

    assert NO_FILE not in before
    assert NO_FILE in hinted.words
    for held in ("somebody's name", "phone number", "date of birth", "a street"):
        assert held in hinted.words
    assert sent in hinted.words
    assert dict(hinted.form(form).fields)["words"].strip() == PERSON
    assert PERSON not in peter.open(hinted.url.rpartition("/")[0]).words


def test_the_hint_never_stands_in_the_way(peter: Colleague) -> None:
    contact = peter.page.url
    peter.submit("/notes", {"words": "Max Planck School asked"})
    assert NO_FILE in peter.page.words

    peter.submit("/notes", press="send_anyway")

    assert "Max Planck School asked" in peter.open(contact).words


def test_words_about_a_class_get_no_hint(peter: Colleague) -> None:
    assert NO_FILE not in peter.note("The class is uneasy since Monday.").words
