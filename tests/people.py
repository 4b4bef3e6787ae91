"""People at the running house: enquirers, staff and partners, each with a browser of their own."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urljoin, urlsplit

import requests
from typing_extensions import override

from helpline import demonstration
from tests.pages import Fields, Form, Page, Values
from tests.running import System

RECEIPT: Final = re.compile(r"\b[1-9]{4} [1-9]{4} [1-9]{4} [1-9]{4}\b")
CONTACT: Final = re.compile(r"/(hotline|advice|support)/([0-9a-f-]{36})$")
DANGER: Final = re.compile(r"/danger/[0-9a-f-]{36}$")
LONGEST_WALK: Final = 15
"""Pages; no form of ours is longer."""
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
LOST: Final = (
    requests.ConnectionError,
    requests.Timeout,
    requests.exceptions.ChunkedEncodingError,  # half an answer
)
NO_ANSWERS: Final[Mapping[str, str]] = {}


class NotAnswered(Exception):
    """The house did not answer within a person's patience."""


@dataclass(frozen=True)
class Post:
    """A filled form. Sent twice, it is the same form."""

    method: str
    action: str
    fields: Fields
    files: tuple[bytes, ...] = ()

    def with_files(self, *files: bytes) -> "Post":
        """The same with these chosen in its field for files."""
        fields = [(name, value) for name, value in self.fields if name != "files"]
        return replace(self, fields=fields, files=files)


class Browser:
    """Keeps cookies, follows redirects, fills forms; sends again what got no answer.

    ``patience``: for how many seconds a reset connection or an error of ours is tried again.
    """

    def __init__(self, base: str, *, language: str = "en", patience: float = 0.0) -> None:
        self.base = base
        self.language = language
        self.patience = patience
        self.session = requests.Session()
        self.session.headers["Accept-Language"] = language
        self.page = Page("", 0, "")

    def open(self, path: str) -> Page:
        return self.send(Post("get", urljoin(self.base, path), []))

    def submit(
        self, wanted: str = "", values: Values = NO_ANSWERS, *, press: str | None = None
    ) -> Page:
        """Fill and send a form of the page: the one that has this address, field or button."""
        return self.send(self.filled(wanted, values, press=press))

    def filled(
        self, wanted: str = "", values: Values = NO_ANSWERS, *, press: str | None = None
    ) -> Post:
        """The same, ready to be sent."""
        form = self.page.form(wanted)
        button = form.button(press)
        action = button.action if button and button.action else form.action
        return Post(form.method, action, form.filled(values, press))

    def send(self, post: Post) -> Page:
        """Send it, and go where the answer leads. Raises NotAnswered."""
        answer = self._patiently(post)
        for _hop in range(5):
            if answer.status_code not in REDIRECTS:
                break
            target = urljoin(answer.url, answer.headers["Location"])
            answer = self._patiently(Post("get", target, []))
        self.page = Page.read(answer.url, answer.status_code, answer.text)
        return self.page

    def twin(self) -> "Browser":
        """A second tab: the same cookies, a connection of its own."""
        other = Browser(self.base, language=self.language, patience=self.patience)
        other.session.cookies.update(self.session.cookies)
        other.page = self.page
        return other

    def _patiently(self, post: Post) -> requests.Response:
        until = time.monotonic() + self.patience
        while True:
            try:
                answer = self._ask(post)
            except LOST as lost:
                if time.monotonic() > until:
                    raise NotAnswered(urlsplit(post.action).path) from lost
            else:
                if answer.status_code < 500 or time.monotonic() > until:
                    return answer
            time.sleep(0.05)

    def _ask(self, post: Post) -> requests.Response:
        if post.method == "get":
            return self.session.get(
                post.action, params=post.fields or None, timeout=30, allow_redirects=False
            )
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(post.action))
        headers = {"Origin": origin, "Referer": self.page.url or origin}
        return self.session.post(
            post.action,
            data=post.fields,
            files=[("files", ("My son.jpg", raw)) for raw in post.files] or None,
            headers=headers,
            timeout=30,
            allow_redirects=False,
        )


class Enquirer(Browser):
    """Somebody who writes to the line, and comes back with a receipt."""

    def __init__(self, system: System, *, language: str = "en", patience: float = 0.0) -> None:
        super().__init__(system.public, language=language, patience=patience)
        self.receipt = ""

    def walk(self, answers: Mapping[str, str], *, act_now: bool = False) -> Page:
        """Fill the form page by page, up to the last one, which is not sent yet."""
        self.open(f"/{self.language}/contact")
        for _page in range(LONGEST_WALK):
            form = self.page.form("/contact")
            way = _way(form, answers, act_now=act_now)
            if way == "send":
                return self.page
            known = {name: answers[name] for name in form.names & answers.keys()}
            self.submit("/contact", known, press=way)
            assert self.page.status == 200, self.page.words
        raise AssertionError(f"the form does not end: {self.page.words}")

    def write(self, answers: Mapping[str, str], *, act_now: bool = False) -> str:
        """Fill the form and send it. Returns the receipt."""
        self.walk(answers, act_now=act_now)
        self.submit("/contact", press="send")
        return self.note_receipt()

    def come_back(self) -> Page:
        """Open the mailbox with the receipt."""
        self.open(f"/{self.language}/messages")
        return self.submit("receipt", {"receipt": self.receipt})

    def write_more(self, words: str) -> Page:
        """Add to the conversation of the mailbox that is open."""
        return self.submit("/messages/write", {"words": words})

    def send_along(self, *files: bytes) -> Page:
        """Add files, in the mailbox that is open."""
        self.send(self.filled("/messages/write").with_files(*files))
        assert f"We have {len(files)} files." in self.page.words, self.page.words
        return self.page

    def note_receipt(self) -> str:
        found = RECEIPT.search(self.page.words)
        assert found, f"{self.page.status}: {self.page.words}"
        self.receipt = found.group()
        return self.receipt


class SignedIn(Browser):
    """Somebody with a name and a password, on the staff or the partner face."""

    def __init__(self, base: str, username: str, *, patience: float = 0.0) -> None:
        super().__init__(base, patience=patience)
        self.username = username

    def sign_in(self) -> Page:
        self.open("/sign-in")
        answers = {"username": self.username, "password": demonstration.PASSWORD}
        self.submit("username", answers)
        assert urlsplit(self.page.url).path != "/sign-in", self.page.words
        return self.page


class Colleague(SignedIn):
    """A member of staff, at one desk."""

    def __init__(self, system: System, username: str, desk: str, *, patience: float = 0.0) -> None:
        super().__init__(system.staff, username, patience=patience)
        self.desk = desk

    @override
    def sign_in(self) -> Page:
        super().sign_in()
        return self.submit(self.desk, press=self.desk)

    def waiting(self) -> list[str]:
        """Paths of the contacts in the queue, those who wait for us first."""
        page = self.open("/queue")
        found = (CONTACT.search(address) for address in page.links.values())
        return [match.group() for match in found if match]

    def dangers(self) -> list[str]:
        """Paths of the dangers in the ledger, the red ones first."""
        page = self.open("/danger/")
        found = (DANGER.search(address) for address in page.links.values())
        return list(dict.fromkeys(match.group() for match in found if match))

    def find(self, words: str) -> str:
        """The path of the contact in the queue whose page has these words. Leaves it open."""
        for path in self.waiting():
            if words in self.open(path).words:
                return path
        raise AssertionError(f"nobody in the queue of {self.desk} said {words}")

    def reply(self, words: str) -> Page:
        """Answer the contact whose page is open."""
        page = self.submit("/replies", {"words": words})
        assert page.status == 200, page.words
        return page

    def note(self, words: str) -> Page:
        """Keep a note on the contact whose page is open."""
        page = self.submit("/notes", {"words": words})
        assert page.status == 200, page.words
        return page

    def take(self) -> Page:
        """Have the contact whose page is open."""
        return self.submit("/take")

    def refer(self, service: str, told: Mapping[str, str]) -> Page:
        """Record a yes of the contact whose page is open, and hand it on to a service.

        ``told``: words by their code; the code ``words`` takes all that was written.
        """
        contact = urlsplit(self.page.url).path
        self.open(f"{contact}/referrals/{service}/consent")
        yes = {"what": list(told), "how": "phone", "said_yes": "y"}
        self.submit("said_yes", yes)
        form = self.page.form("preview")
        written = {code: words for code, words in told.items() if code in form.names}
        self.submit("preview", written, press="preview")
        return self.submit("send", press="send")


class Partner(SignedIn):
    """Somebody at a referral partner."""

    def __init__(self, system: System, username: str, *, patience: float = 0.0) -> None:
        super().__init__(system.partner, username, patience=patience)


def _way(form: Form, answers: Mapping[str, str], *, act_now: bool) -> str | None:
    """The button that somebody presses who has filled in a page."""
    there = {button.value for button in form.buttons}
    wanted = [
        answers.get("danger", "no"),
        *(["now"] if act_now else []),
        "send",
        "next",
    ]
    return next((value for value in wanted if value in there), None)
