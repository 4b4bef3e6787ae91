"""What is said, keyed and texted on the phone, with a mark in all of it."""

import re
from typing import Final

from helpline.providers.practice.remote import Remote
from tests.callers import (
    HAS_LEFT_A_MESSAGE,
    TO_BE_CALLED_BACK,
    TO_LEAVE_A_MESSAGE,
    WILL_BE_CALLED,
    Press,
    to_be_called_at,
    walk,
)
from tests.canary.marks import Marks
from tests.pages import Form
from tests.people import Colleague, Enquirer
from tests.running import System, eventually

PATIENCE: Final = 60
CODE: Final = re.compile(r"\b([1-9]{3}) ([1-9]{3})\b")
FOUND: Final = "We have found your earlier contact"
LEFT: Final = "A message was left on the phone"


class Phone:
    """Callers from outside, and colleagues whose phones ring."""

    def __init__(self, system: System, marks: Marks) -> None:
        self.line = Remote(system.practice)
        self.marks = marks
        self.codes: list[str] = []
        """Too short to be looked for like a word."""
        self.carried: list[str] = []
        """What came by text, left by text or was rung: the carrier has it too, for a while."""

    def number(self, number: str, *readers: str) -> str:
        """One of its own; looked for by the digits that every spelling has."""
        self.marks.add(number.replace(" ", "").lstrip("+")[-9:], "a number", readers)
        return number

    def call(self) -> None:
        """One caller leaves again; for one nobody is here; one gives another number."""
        gone = self.line.call_in("+" + self.number("12025550187"), keys="1 *")
        self._wants("+" + self.number("12025550188", "advice"), TO_BE_CALLED_BACK)
        another = self.number("03023125219", "advice")
        self._wants("+" + self.number("12025550189"), to_be_called_at(another))
        self._is_over(gone)

    def leave_message(self, heard_by: Colleague) -> None:
        """Spoken, kept, and found by whoever may listen to it."""
        words = self.marks.new("a spoken message", [heard_by.desk])
        number = self.number("12025550190")
        call = self.line.call_in(f"+{number}", says=f"My daughter {words} is in the sound")
        assert walk(self.line, call, TO_LEAVE_A_MESSAGE, HAS_LEFT_A_MESSAGE, patience=PATIENCE)
        self._is_over(call)
        assert eventually(lambda: self._is_playable(heard_by), PATIENCE), heard_by.page.words

    def go_on(self, somebody: Enquirer) -> None:
        """By the short code of their mailbox; and by the receipt, which is dearer."""
        somebody.come_back()
        found = CODE.search(somebody.submit("/messages/phone-code").words)
        assert found, somebody.page.words
        self.codes.append("".join(found.groups()))
        receipt = somebody.receipt.replace(" ", "")
        for keys in (self.codes[-1], f"9# 1 {receipt}"):
            call = self.line.call_in("+12025550191", language="en", keys=f"7 {keys}")
            self._hears(call, FOUND)
            self.line.hang_up(call)

    def text(self, number: str) -> None:
        """By text, from a number whose plan allows it; the desk alone reads it."""
        self.carried.append(self.marks.new("a text", ["support"]))
        self.line.text_in(number, self.carried[-1])
        self.carried.append(number[-9:])

    def answer_by_text(self, colleague: Colleague, path: str) -> None:
        colleague.open(path)
        post = self.marks.fill(colleague, "/text", ("support", "receipt"))
        assert colleague.send(post).status == 200, colleague.page.words
        self.carried.append(self.marks.kept[-1].word)

    def call_back(self, colleague: Colleague, path: str, number: str) -> None:
        """The promised call is made: our own phone rings first, then theirs."""
        self.carried.append(number[-9:])
        for address, keys in ((f"client:{colleague.username}", "1"), (number, "")):
            self.line.set_habit(address, "answer", keys=keys)
        colleague.open(path)
        promised = _promised_last(colleague.page.forms)
        colleague.submit(promised.action)
        assert colleague.page.status == 200, colleague.page.words
        assert eventually(lambda: number in self._talking(), PATIENCE), self.line.phones()
        for phone in self.line.phones(ringing=False):
            self.line.hang_up(phone["sid"])
        self.line.set_habit(f"client:{colleague.username}", "wait")

    def _wants(self, sender: str, presses: tuple[Press, ...]) -> None:
        """To be called back."""
        call = self.line.call_in(sender)
        assert walk(self.line, call, presses, WILL_BE_CALLED, patience=PATIENCE), self._heard(call)
        self._is_over(call)

    def _is_over(self, call: str) -> None:
        assert eventually(lambda: bool(self.line.call(call)["over"]), PATIENCE), self._heard(call)

    def _hears(self, call: str, words: str) -> None:
        assert eventually(lambda: words in self._heard(call), PATIENCE), self._heard(call)

    def _heard(self, call: str) -> str:
        return " ".join(str(each["words"]) for each in self.line.call(call)["heard"])

    def _talking(self) -> set[str]:
        """Whose phones are in a conference."""
        phones = self.line.phones(ringing=False)
        return {str(phone["to"]) for phone in phones if phone["conference"]}

    def _is_playable(self, colleague: Colleague) -> bool:
        for path in colleague.waiting():
            if LEFT in colleague.open(path).words:
                if "/take" in colleague.page.html:
                    colleague.take()
                return ".wav" in colleague.page.html
        return False


def _promised_last(forms: list[Form]) -> Form:
    return [form for form in forms if form.action.endswith("/now")][-1]
