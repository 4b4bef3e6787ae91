"""`helpline call` walks every menu in every language, and prints all that is said there."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from typing import Final

import psycopg
import pytest

from helpline.i18n import LANGUAGES
from tests.journeys.houses import at_desk, written_by
from tests.journeys.menus import Prompt, prompts_in
from tests.people import Colleague
from tests.running import System, eventually
from tests.terminals import Desk, Terminal, terminals

pytestmark = [pytest.mark.xdist_group("phones"), pytest.mark.timeout(300)]

AT_ONCE: Final = 4
NO_MAN_IS_HERE: Final = "Nobody you asked for is here now. Please stay on the line."
SUNDAY: Final = 6
TURNED: Final = "\u2067\u2069"
"""What holds a sentence together that runs from the right."""
CONFIRMED: Final = {
    "named_person": "Inspector Adler",
    "unit": "District 5",
    "external_reference": "V-2026-77",
}
NO_KEY, NOTHING_THERE = "-", "5"
DANGER, SECOND_KEY, GO_BACK = "0", "1", "2"
CODE, TOO_SHORT, UNKNOWN_CODE, ONLY_A_RECEIPT = "7", "12#", "111111", "9#"
SOMEONE_CLOSE, QUESTION, CONCERN = "1", "3", "4"
A_MAN, ANYBODY = "2", "3"
YES, ANOTHER, MESSAGE, MORE, STAR = "1", "2", "3", "9", "*"
NUMBERS: Final = ("03023125678#", "03023125499#")
"""Together they have every digit."""
BEFORE_WAITING: Final = (
    f"{NO_KEY} {NOTHING_THERE} {DANGER} {GO_BACK} {CODE} {TOO_SHORT} {UNKNOWN_CODE}"
    f" {ONLY_A_RECEIPT} {YES} {TOO_SHORT} RECEIPT {A_MAN}"
)
PROMISE: Final = (
    f"{DANGER} {GO_BACK} {YES} {NOTHING_THERE} {YES} {YES} {ANOTHER} {TOO_SHORT}"
    f" {NUMBERS[0]} {ANOTHER} {NUMBERS[1]} {YES}"
)
LEAVE_A_MESSAGE: Final = f"{YES} {MESSAGE}"
OTHERS: Final = (
    f"{CONCERN} {DANGER} {SECOND_KEY} {DANGER} {GO_BACK} {LEAVE_A_MESSAGE} {STAR}",
    f"{QUESTION} {MESSAGE}",
    f"{CONCERN} {ANYBODY}",
)
"""Danger; a desk that is closed; nobody at the desk, until the call ends by itself."""


@dataclass
class Callers:
    """Somebody of each language, before a terminal."""

    house: System
    desk: Desk
    receipt: str
    prompts: dict[str, list[Prompt]]

    def hear_everything(self, language: str) -> list[Terminal]:
        """From the language menu to each of its ends."""
        with_receipt = BEFORE_WAITING.replace("RECEIPT", self.receipt)
        return [
            self._call(language, with_receipt, PROMISE),
            self._call(language, f"{SOMEONE_CLOSE} {A_MAN}", LEAVE_A_MESSAGE),
            *(self._call(language, keys) for keys in OTHERS),
        ]

    def turn_the_page(self) -> Terminal:
        """Of the language menu."""
        return self._until_it_is_over(self._begin("--keys", f"{MORE} {STAR}"))

    def _call(self, language: str, keys: str, while_waiting: str = "") -> Terminal:
        """What is pressed while they wait cannot be planned: nobody knows when that is."""
        terminal = self._begin("--lang", language, "--keys", keys)
        if while_waiting:
            [waits] = [one for one in self.prompts[language] if one.english == NO_MAN_IS_HERE]
            assert eventually(lambda: is_heard(waits, language, terminal)), terminal.screen
            terminal.type(while_waiting)
        return self._until_it_is_over(terminal)

    def _begin(self, *arguments: str) -> Terminal:
        return self.desk.call("--practice-url", self.house.practice, *arguments)

    def _until_it_is_over(self, terminal: Terminal) -> Terminal:
        terminal.is_over()
        return terminal


def is_heard(prompt: Prompt, language: str, *terminals: Terminal) -> bool:
    """Printed as said in this language."""
    lines = chain(*(terminal.lines for terminal in terminals))
    spoken = {words.strip(TURNED) for kind, words in lines if kind.split("-")[0] == language}
    return any(map(prompt.words.fullmatch, spoken))


@pytest.fixture
def maria(called: System) -> Iterator[Colleague]:
    """Alone at her desk, where all languages are spoken, on a Sunday."""
    today = called.advance(timedelta(0)).weekday()
    called.advance(timedelta(days=(SUNDAY - today) % 7))
    with alone_in_all_languages(called, "maria"):
        maria = at_desk(called, "maria", "support")
        yield maria
        end_dangers(maria)


@contextmanager
def alone_in_all_languages(house: System, name: str) -> Iterator[None]:
    """Others speak none meanwhile, so that nobody rings them."""
    with psycopg.connect(house.owner_url, autocommit=True) as owner:
        before = owner.execute("SELECT languages, id FROM account").fetchall()
        owner.execute("UPDATE account SET languages = %s", [[]])
        owner.execute(
            "UPDATE account SET languages = %s WHERE username = %s", [list(LANGUAGES), name]
        )
        yield
        for languages, id_ in before:
            owner.execute("UPDATE account SET languages = %s WHERE id = %s", [languages, id_])


def end_dangers(colleague: Colleague) -> None:
    """Each caller was found well. Others have been here, so somebody may have one already."""
    for path in colleague.dangers():
        if "/contact_confirmed" not in colleague.open(path).html:
            continue  # over
        if "/accept" in colleague.page.html:
            colleague.submit("/accept")
        colleague.submit("contact_confirmed", CONFIRMED)


def test_every_menu_is_heard_in_every_language(called: System, maria: Colleague) -> None:
    receipt = written_by(called, "someone_close", "We do not know how to go on").receipt
    prompts = prompts_in(LANGUAGES, called)
    with terminals() as desk, ThreadPoolExecutor(AT_ONCE) as pool:
        callers = Callers(called, desk, receipt.replace(" ", ""), prompts)
        heard = dict(zip(LANGUAGES, pool.map(callers.hear_everything, LANGUAGES), strict=True))
        menu = callers.turn_the_page()

    unheard = [
        f"{language}: {one.english}"
        for language in LANGUAGES
        for one in prompts[language]
        if not is_heard(one, language, menu, *heard[language])
    ]
    assert unheard == []
