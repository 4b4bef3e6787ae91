"""Forms as they stand on our pages, filled with what fits but for one field."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from helpline import clock
from tests.pages import Button, Form, Page
from tests.rules.odd.values import BROKEN, CHOSEN, ODD, Pair, ask, send

WORDS: Final = "words to be kept"
DAYS: Final = frozenset({"day", "until", "monitor_until"})
SAMPLES: Final = {
    "number": "+49 30 23125 001",
    "safe_from": "00:00",
    "safe_until": "23:30",
    "time": "18:00",
    "waiting_days": "7",
}
PREFERRED: Final = ("call", "monitor", "yes", "y", "send")
LEFT_ALONE: Final = ("/sign-out", "/desk", "/duty")
UNPROCESSABLE: Final = HTTPStatus.UNPROCESSABLE_ENTITY
OURS: Final = frozenset({"csrf_token"})


def next_wednesday() -> str:
    """A day on which somebody is there."""
    moment = clock.now()
    return (moment + timedelta(days=(2 - moment.weekday()) % 7 or 7)).date().isoformat()


@dataclass(frozen=True)
class Try:
    """One form of a page with one odd value in it."""

    form: Form
    name: str
    label: str
    button: Button | None = None

    @property
    def words(self) -> str:
        return f"{self.form.method} {urlsplit(self.form.action).path}: {self.name} {self.label}"

    def send(self, client: FlaskClient) -> TestResponse:
        action = self.button.action if self.button else ""
        path = urlsplit(action or self.form.action).path
        post = send if self.form.method == "post" else ask
        return post(client, path, self._fields())

    def _fields(self) -> list[Pair]:
        held = dict(self.form.fields)
        names = self.form.names - OURS - {"once"}  # drawn anew for each
        fields: list[Pair] = [(name, held[name]) for name in OURS & self.form.names]
        fields += [(name, self._sample(name, held.get(name, ""))) for name in sorted(names)]
        if self.button is not None and self.button.name:
            fields.append((self.button.name, self.button.value))
        return [*((n, v) for n, v in fields if n != self.name), (self.name, ODD[self.label])]

    def _sample(self, name: str, held: str) -> str:
        offered = [value for value in self.form.choices.get(name, ()) if value]
        if offered:
            return held or next((value for value in PREFERRED if value in offered), offered[-1])
        if name in DAYS:
            return next_wednesday()
        return held or SAMPLES.get(name, WORDS if name in self.form.texts else "")

    def keeps_words(self, page: str) -> bool:
        """Whatever was typed beside it is still on the page that says what is wrong."""
        others = self.form.texts - SAMPLES.keys() - DAYS - {self.name}
        typed = any(n in others and v == WORDS for n, v in self._fields())
        return not typed or WORDS in page


def tries(page: Page) -> Iterator[Try]:
    """Every field of every form, with each of its buttons; what ends a matter comes last."""
    for form in sorted(page.forms, key=lambda form: not form.texts):
        if urlsplit(form.action).path.endswith(LEFT_ALONE):
            continue
        for name in sorted(form.names - OURS):
            for label in ODD if name in form.texts | DAYS | SAMPLES.keys() else CHOSEN:
                yield Try(form, name, label, form.button(None))
        for button in form.buttons[1:]:
            yield Try(form, "once", "empty", button)


class Walk:
    """Pages with all their forms, each of which is filled in on the first page that has it."""

    def __init__(self, client: FlaskClient, left_out: Collection[str] = ()) -> None:
        self.client = client
        self.faults: list[str] = []
        self.statuses: Counter[int] = Counter()
        self._left_out = left_out
        self._seen: set[tuple[str, str, str]] = set()

    def over(self, paths: Iterable[str]) -> list[str]:
        """What breaks, or loses words, on any of these pages."""
        for path in paths:
            answer = self.client.get(path)
            self._note(f"get {path}", answer)
            self._fill_in(Page.read(path, answer.status_code, answer.text))
        return self.faults

    def _fill_in(self, page: Page) -> None:
        before = frozenset(self._seen)
        for each in tries(page):
            form = each.form.action, ",".join(sorted(each.form.names)), each.form.method
            self._seen.add(form)
            if form in before or urlsplit(each.form.action).path in self._left_out:
                continue
            answer = each.send(self.client)
            self._note(each.words, answer)
            if answer.status_code == UNPROCESSABLE and not each.keeps_words(answer.text):
                self.faults.append(f"{each.words}: what was typed is lost")

    def _note(self, what: str, answer: TestResponse) -> None:
        self.statuses[answer.status_code] += 1
        if answer.status_code >= BROKEN:
            self.faults.append(f"{what}: {answer.status_code}")
