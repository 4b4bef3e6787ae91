"""Somebody outside: opens pages, presses buttons, and sees what the pages say."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Self

from flask.testing import FlaskClient
from typing_extensions import override
from werkzeug.test import TestResponse

RECEIPT = re.compile(r"<span>(\d{4})</span>")


class _Fields(HTMLParser):
    """What a browser would post from the page's main form, and the words it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.shown: list[str] = []
        self._textarea: str | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "textarea":
            self._textarea = found["name"]
            self.fields[self._textarea] = ""
        if tag == "input" and self._is_posted(found, {name for name, _value in attrs}):
            self.fields[found.get("name", "")] = found.get("value", "")

    @staticmethod
    def _is_posted(found: dict[str, str], names: set[str]) -> bool:
        return found.get("type") not in {"radio", "checkbox"} or "checked" in names

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = None

    @override
    def handle_data(self, data: str) -> None:
        if self._textarea is None:
            self.shown.append(data)
        else:
            self.fields[self._textarea] += data


@dataclass
class Walker:
    """One person with a browser, in one language."""

    browser: FlaskClient
    lang: str = "en"
    answer: TestResponse | None = None
    page: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    shown: str = ""

    def open(self, path: str) -> Self:
        return self._look(self.browser.get(f"/{self.lang}/{path}"))

    def post(self, path: str, data: dict[str, str], **headers: str) -> Self:
        return self._look(self.browser.post(f"/{self.lang}/{path}", data=data, headers=headers))

    def press(self, go: str = "next", **typed: str) -> Self:
        """Fill in what is given, leave the rest as the page has it, and press one button."""
        return self.post("contact", {**self.fields, "go": go, **typed})

    @property
    def step(self) -> str:
        return self.fields.get("step", "")

    @property
    def status(self) -> int:
        assert self.answer is not None
        return self.answer.status_code

    @property
    def leads_to(self) -> str:
        """Where a page is that this answer sends a browser to; empty if it is a page itself."""
        assert self.answer is not None
        return self.answer.headers.get("Location", "")

    @property
    def receipt(self) -> str:
        return "".join(RECEIPT.findall(self.page))

    def open_mailbox(self, receipt: str, **typed: str) -> Self:
        return self.post("messages", {"receipt": receipt, **typed})

    def until_check(self, **typed: str) -> Self:
        """The whole way, with the answers that are given, to the page before sending."""
        self.open("contact").press(danger=typed.pop("danger", "no"))
        for _page in range(12):
            if self.step == "check":
                return self
            self.press(**{name: value for name, value in typed.items() if self._asks(name)})
            assert self.status == 200, self.shown
        raise AssertionError(f"stopped at {self.step}")

    def send(self, **typed: str) -> str:
        """The whole form; returns the receipt."""
        self.until_check(**typed).press("send")
        assert self.status == 200, self.shown
        return self.receipt

    def _asks(self, name: str) -> bool:
        return f'name="{name}"' in self.page

    def _look(self, answer: TestResponse) -> Self:
        self.answer, self.page = answer, answer.get_data(as_text=True)
        parser = _Fields()
        parser.feed(self.page)
        self.fields = {
            name: value.removeprefix("\n") for name, value in parser.fields.items() if name
        }
        self.shown = unescape(" ".join(" ".join(parser.shown).split()))
        return self
