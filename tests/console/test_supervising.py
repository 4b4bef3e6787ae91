"""The supervisors' page and a desk's figures: what is late, never what was said."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest

from helpline.console.catalogues import states
from tests.contacts import Arrive, text_of
from tests.house import House, Visitor

Staff = Callable[..., Visitor]


def test_the_page_is_for_supervisors(staff: Staff) -> None:
    assert staff("maria").get("/supervisors").status_code == HTTPStatus.FORBIDDEN
    assert staff("sara").get("/supervisors").status_code == HTTPStatus.OK


def test_an_answer_that_is_overdue_stands_there_until_somebody_has_seen_it(
    staff: Staff,
    contact: Arrive,
    move_clock: Callable[[timedelta], None],
    settle: Callable[[], int],
    house: House,
) -> None:
    contact("support", "Marker-55 words")
    assert "Nothing is overdue." in text_of(staff("sara").get("/supervisors").text)

    move_clock(timedelta(days=9))
    settle()
    sara = staff("sara")
    page = sara.get("/supervisors").text
    assert "Answer a message" in page
    assert "Marker-55" not in page

    overdue = house.rows("SELECT id FROM obligation WHERE kind = 'contact.unanswered'")[0].id
    sara.submit(f"/supervisors/{overdue}/seen", at="/supervisors")

    assert house.rows("SELECT acknowledged_by FROM obligation WHERE id = :id", id=overdue)[
        0
    ].acknowledged_by


def test_who_is_on_duty_is_shown_with_languages(staff: Staff) -> None:
    page = text_of(staff("sara").get("/supervisors").text)

    assert "Omar Haddad" in page
    assert "Arabic" in page


def test_drafts_of_translations_are_shown_as_drafts(tmp_path: Path) -> None:
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(
        'msgid ""\nmsgstr ""\n"X-Review: awaiting native review\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Queue"\nmsgstr "Warteschlange"\n\nmsgid "Close"\nmsgstr ""\n'
    )

    german, arabic = states(tmp_path, ("en", "de", "ar"))

    assert (german.language, german.awaits_review, german.missing) == ("de", True, 1)
    assert not arabic.is_there


def test_what_a_translator_has_just_added_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    file = folder / "messages.po"
    file.write_text('msgid ""\nmsgstr ""\n\nmsgid "Queue"\nmsgstr ""\n')
    [before] = states(tmp_path, ("de",))

    file.write_text('msgid ""\nmsgstr ""\n\nmsgid "Queue"\nmsgstr "Warteschlange"\n')

    [after] = states(tmp_path, ("de",))
    assert (before.missing, after.missing) == (1, 0)


def test_a_reviewed_translation_is_no_draft(tmp_path: Path) -> None:
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(
        'msgid ""\nmsgstr ""\n"X-Review: read by a native speaker\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Queue"\nmsgstr "Schlange"\n'
    )

    assert not states(tmp_path, ("de",))[0].awaits_review


def test_a_language_without_pages_for_colleagues_is_shown_as_one(tmp_path: Path) -> None:
    folder = tmp_path / "so" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text('msgid ""\nmsgstr ""\n"X-Scope: outside\\n"\n')

    assert states(tmp_path, ("so",))[0].is_outside_only


def test_every_language_of_callers_is_among_them(staff: Staff) -> None:
    page = text_of(staff("sara").get("/supervisors").text)

    assert "Somali (not these pages)" in page


@pytest.mark.parametrize(("username", "status"), [("sara", 200), ("maria", 403)])
def test_figures_are_for_supervisors_at_that_desk(staff: Staff, username: str, status: int) -> None:
    visitor = staff(username, "support")

    assert visitor.get("/support/figures.csv").status_code == status
    assert visitor.get("/hotline/figures.csv").status_code == HTTPStatus.FORBIDDEN


def test_small_numbers_are_not_told(staff: Staff, contact: Arrive, house: House) -> None:
    for _ in range(5):
        contact("support", language="en")
    for _ in range(4):
        contact("support", language="ar")
    contact("hotline", language="en")

    sheet = staff("sara", "support").get("/support/figures.csv").text.splitlines()

    assert sheet[0] == "month,wish,language,outcome,contacts"
    assert [line.split(",")[1:] for line in sheet[1:]] == [
        ["someone_close", "ar", "new", "<5"],
        ["someone_close", "en", "new", "5"],
    ]
    assert house.count("audit_entry", "action = 'figures.exported'") == 1
