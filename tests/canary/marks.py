"""Words that stand in one field each, and filling every field of a form with them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from tests.pages import Form, Page
from tests.people import Browser, Post

OF_ONE: Final = re.compile(r"(?<=/)(?:[0-9a-f-]{36}|hotline|advice|support)(?=/)")
"""What names one record, or one of the desks that have the same forms, in an address."""


@dataclass(frozen=True)
class Mark:
    """One word, where it was typed, and who may read it on a page."""

    word: str
    typed: str
    readers: frozenset[str]


@dataclass
class Marks:
    """All that were typed."""

    kept: list[Mark] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """Every field for free words that stood on a page where something was typed."""
    filled: set[str] = field(default_factory=set)

    def new(self, typed: str, readers: Iterable[str]) -> str:
        word = f"zilpzalp{len(self.kept):04}q"
        self.add(word, typed, readers)
        return word

    def add(self, word: str, typed: str, readers: Iterable[str]) -> str:
        """A word of somebody else's making: a number, a receipt."""
        self.kept.append(Mark(word, typed, frozenset(readers)))
        return word

    def fill(
        self,
        browser: Browser,
        wanted: str,
        readers: Iterable[str],
        *,
        press: str | None = None,
        **chosen: str | Sequence[str],
    ) -> Post:
        """The form, with a new mark in every field for free words.

        What is chosen from a list and not named in ``chosen`` is the first there is.
        """
        form, values = browser.page.form(wanted), dict[str, str | Sequence[str]](chosen)
        self.seen |= fields_of(browser.page)
        self.filled |= _fields(form)
        for name in sorted(form.texts - chosen.keys()):
            values[name] = self.new(f"{form.action} {name}", readers)
        for name, choices in form.choices.items():
            values.setdefault(name, next(filter(None, choices), ""))
        return browser.filled(wanted, values, press=press)


def fields_of(page: Page) -> set[str]:
    """All that take free words, by the address they go to."""
    return set().union(*map(_fields, page.forms))


def _fields(form: Form) -> set[str]:
    path = OF_ONE.sub("*", urlsplit(form.action).path)
    return {f"{path} {name}" for name in form.texts}


def open_all(browser: Browser, begin: Iterable[str]) -> dict[str, str]:
    """Every page that can be reached by links from these, by its address."""
    seen: dict[str, str] = {}
    waiting = list(begin)
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        page: Page = browser.open(address)
        seen[address] = seen[page.url] = page.html
        links = (link.partition("#")[0] for link in page.links.values())
        waiting += [link for link in links if _is_ours(browser, link)]
    return seen


def _is_ours(browser: Browser, link: str) -> bool:
    return link.startswith(browser.base) and "/exit" not in link and "/static/" not in link
