"""People who go on while things break, and remember what they were told was done."""

from collections import defaultdict
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import Final
from zoneinfo import ZoneInfo

from helpline import clock, demonstration
from helpline.providers.practice.remote import Remote
from tests.intake.attachments import samples
from tests.pages import Page
from tests.people import Browser, Colleague, Enquirer, Post
from tests.running import System, eventually
from tests.survival.schedule import Deed

PATIENCE: Final = 40.0
"""Seconds for which somebody tries again."""
TOO_MANY: Final = HTTPStatus.TOO_MANY_REQUESTS
BERLIN: Final = ZoneInfo("Europe/Berlin")
SERVICE: Final = demonstration.id_of("demonstration", "service", "bruecke")
NUMBER: Final = "+49 30 23125 201"
"""Of everybody who is promised a call; texts from it are welcome."""
IN_A_WHILE: Final = timedelta(minutes=25)
"""Ten minutes after the promise somebody is reminded of it."""


@dataclass
class Remembered:
    """Marks of what was confirmed, by what it was."""

    written: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    sent_along: list[str] = field(default_factory=list)
    """In the sound of voice notes."""
    answered: list[str] = field(default_factory=list)
    dangers: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    referred: list[str] = field(default_factory=list)
    texted: dict[str, str] = field(default_factory=dict)
    """Texts to us: their marks by the carrier's reference."""
    answered_by_text: list[str] = field(default_factory=list)
    spoken: dict[str, str] = field(default_factory=dict)
    """What was to be said after the tone, by call."""
    by_phone: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Calls in which the caller was told that it was done, by kind."""


def sent(browser: Browser, post: Post, manner: str) -> Page:
    """Once, the same form again, or the same form twice at once."""
    if manner == "at once":
        with ThreadPoolExecutor(1) as pool:
            other = pool.submit(browser.twin().send, post)
            page = browser.send(post)
            other.result()
        return page
    page = browser.send(post)
    return browser.send(post) if manner == "again" else page


class Enquirers:
    """One after the other somebody new writes, or somebody comes back."""

    def __init__(self, system: System, remembered: Remembered) -> None:
        self.system = system
        self.remembered = remembered
        self.receipts: list[str] = []

    def do(self, deed: Deed) -> None:
        if deed.what == "comes back" and self.receipts:
            self._come_back(deed)
        else:
            self._write(deed)

    def _write(self, deed: Deed) -> None:
        is_danger = deed.what == "writes of danger"
        answers = {
            "danger": "yes" if is_danger else "no",
            "where": f"{deed.mark}danger",
            "wish": "concern" if is_danger else "someone_close",
            "worries": f"{deed.mark}words",
            "reach": "mailbox",
        }
        somebody = Enquirer(self.system, patience=PATIENCE)
        if deed.what == "writes on one page":
            somebody.open("/en/contact?view=short")
            known = {name: words for name, words in answers.items() if name != "where"}
            post = somebody.filled("/contact", known, press="send")
        else:
            somebody.walk(answers, act_now=is_danger)
            post = somebody.filled("/contact", press="send")
        if deed.what == "writes":
            post = post.with_files(_voice_note(deed))
        sent(somebody, post, deed.sent)
        self.receipts.append(somebody.note_receipt())
        self.remembered.written.append(f"{deed.mark}words")
        self._remember_file(post, somebody.page, deed)
        if is_danger:
            self.remembered.dangers.append(f"{deed.mark}danger")

    def _come_back(self, deed: Deed) -> None:
        somebody = Enquirer(self.system, patience=PATIENCE)
        somebody.receipt = self.receipts[-1]
        # A process that is killed over a receipt cannot say that it was right: after some of
        # them, whoever comes back is asked to wait, and does.
        assert eventually(lambda: somebody.come_back().status != TOO_MANY, PATIENCE)
        post = somebody.filled("/messages/write", {"words": f"{deed.mark}more"})
        post = post.with_files(_voice_note(deed))
        page = sent(somebody, post, deed.sent)
        assert f"{deed.mark}more" in page.words, page.words
        self.remembered.added.append(f"{deed.mark}more")
        self._remember_file(post, page, deed)

    def _remember_file(self, post: Post, page: Page, deed: Deed) -> None:
        if post.files:
            assert "We have 1 file." in page.words, page.words
            self.remembered.sent_along.append(f"{deed.mark}sound")


def _voice_note(deed: Deed) -> bytes:
    return samples.wav(sound=f"{deed.mark}sound".encode())


class AtADesk:
    """Somebody who answers at one desk, whatever breaks."""

    def __init__(self, system: System, person: Colleague, remembered: Remembered) -> None:
        self.person = person
        self.remembered = remembered
        self.line = Remote(system.practice)
        self.referred: set[str] = set()
        self.promised: list[str] = []
        self.callers: set[str] = set()
        person.patience = PATIENCE
        person.sign_in()

    def do(self, deed: Deed) -> None:
        ways: dict[str, Callable[[Deed], None]] = {
            "answers": self._answer,
            "promises a call": self._promise,
            "texts": self._text,
            "refers": self._refer,
            "ends danger": self._end,
        }
        ways[deed.what](deed)

    def _writers(self, but: Collection[str] = ()) -> list[str]:
        """The first who wrote, their page open: whoever called has somebody else."""
        for path in self.person.waiting():
            if path in self.callers or path in but:
                continue
            if "Written form" in self.person.open(path).words:
                return [path]
            self.callers.add(path)
        return []

    def _answer(self, deed: Deed) -> None:
        for _path in self._writers():
            post = self.person.filled("/replies", {"words": f"{deed.mark}answer"})
            page = sent(self.person, post, deed.sent)
            assert f"{deed.mark}answer" in page.words, page.words
            self.remembered.answered.append(f"{deed.mark}answer")

    def _promise(self, deed: Deed) -> None:
        for path in self._writers():
            self.person.open(f"{path}/callbacks")
            wanted = (clock.now() + IN_A_WHILE).astimezone(BERLIN)
            values = {
                "day": f"{wanted:%Y-%m-%d}",
                "time": f"{wanted:%H:%M}",
                "time_zone": BERLIN.key,
                "number": NUMBER,
                "name_to_say": f"{deed.mark}call",
                "texts_allowed": "y",
            }
            page = sent(self.person, self.person.filled("number", values), deed.sent)
            assert f"{deed.mark}call" in page.words, page.words
            self.remembered.calls.append(f"{deed.mark}call")
            self.promised.append(path)
            words = f"{deed.mark}texted"
            self.remembered.texted[self.line.text_in(NUMBER.replace(" ", ""), words)] = words

    def _text(self, deed: Deed) -> None:
        """Whoever was promised a call last; an answer in the mailbox where nobody was."""
        if not self.promised:
            self._answer(deed)
            return
        self.person.open(self.promised[-1])
        post = self.person.filled("/text", {"words": f"{deed.mark}answer"})
        page = sent(self.person, post, deed.sent)
        assert f"{deed.mark}answer" in page.words, page.words
        self.remembered.answered.append(f"{deed.mark}answer")
        self.remembered.answered_by_text.append(f"{deed.mark}answer")

    def _refer(self, deed: Deed) -> None:
        for path in self._writers(but=self.referred):
            self.referred.add(path)
            place = f"{path}/referrals/{SERVICE}"
            self.person.open(f"{place}/consent")
            yes = {"what": ["language", "reason"], "how": "phone", "said_yes": "y"}
            self.person.submit("said_yes", yes)
            told = {"language": "Arabic", "reason": f"{deed.mark}referral"}
            self.person.submit("preview", told, press="preview")
            sent(self.person, self.person.filled("send", press="send"), deed.sent)
            self.remembered.referred.append(f"{deed.mark}referral")

    def _declare(self, deed: Deed) -> None:
        self.person.open(f"/{self.person.desk}/danger")
        post = self.person.filled("where", {"where": f"{deed.mark}danger"})
        page = sent(self.person, post, deed.sent)
        assert page.status == 200, page.words
        self.remembered.dangers.append(f"{deed.mark}danger")

    def _end(self, deed: Deed) -> None:
        """The newest danger that is red; a new one where there is none."""
        if not self.end_one(deed.sent):
            self._declare(deed)

    def end_one(self, manner: str) -> bool:
        """Accept a red danger and note that help is there. False where none is red."""
        dangers = self.person.dangers()
        if not dangers or "/contact_confirmed" not in self.person.open(dangers[0]).html:
            return False
        if "/accept" in self.person.page.html:
            self.person.submit("/accept")
        confirmed = {"named_person": "Eva Kramer", "unit": "D 4", "external_reference": "7/26"}
        sent(self.person, self.person.filled("/contact_confirmed", confirmed), manner)
        return True
