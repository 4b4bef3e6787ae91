"""Every language of the pages: nothing of another shines through, and the sheet fits its paper."""

import re
from functools import cache
from typing import Final

import pytest
from babel.messages.pofile import read_po
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from helpline.i18n import LANGUAGES, SOURCE_LANGUAGE, direction
from tests.catalogues import FOLDER
from tests.intake.public.pages import NOWHERE, PAGES
from tests.intake.public.walker import Walker

OTHERS: Final = tuple(code for code in LANGUAGES if code != SOURCE_LANGUAGE)
SHORT: Final = 12
"""Characters. Shorter words may be the same in two languages, or part of an address."""
PAGE_OF_PAPER: Final = re.compile(rb"/Type /Page\b")


@cache
def english_words() -> frozenset[str]:
    """All that the house says in English, whoever it is said to; what has no places in it."""
    with (FOLDER / "messages.pot").open("rb") as file:
        said = [message.id for message in read_po(file) if isinstance(message.id, str)]
    return frozenset(words for words in said if len(words) > SHORT and "%(" not in words)


def english_in(page: str, language: str) -> list[str]:
    """Sentences that stand there in English, and are others in this language."""
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        same = {message.id for message in read_po(file) if message.id == message.string}
    return [words for words in english_words() - same if words in page]


@pytest.mark.parametrize("language", OTHERS)
def test_nobody_who_writes_reads_a_word_of_english(public: FlaskClient, language: str) -> None:
    reader = Walker(public, language)
    for path in (*PAGES, NOWHERE):
        reader.open(path)
        assert english_in(reader.shown, language) == [], path
        assert f'<html lang="{language}" dir="{direction(language)}">' in reader.page
    reader.open("contact").press()
    assert reader.status == 422
    assert english_in(reader.shown, language) == []
    receipt = reader.send(danger="yes", wish="someone_close", reach="call", number="030 23125 001")
    assert english_in(reader.shown, language) == []
    for typed in ("1" * 15, "1" * 16, receipt):
        reader.open_mailbox(typed)
        assert english_in(reader.shown, language) == []
    assert reader.status == 200


def test_the_sheet_to_hang_up_is_one_page_of_paper(address: str, chromium: Browser) -> None:
    page = chromium.new_page()
    for language in LANGUAGES:
        page.goto(f"{address}/{language}/about")
        assert len(PAGE_OF_PAPER.findall(page.pdf(format="A4"))) == 1, language
    page.close()
