"""A page as a person meets it: its words, its links, its forms with all that they carry."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

from typing_extensions import override

Fields = list[tuple[str, str]]
Values = Mapping[str, str | Sequence[str]]
Attributes = dict[str, str]
UNPRESSED: Final = {"submit", "button", "reset", "image"}
TICKED: Final = {"radio", "checkbox"}


@dataclass
class Button:
    name: str
    value: str
    action: str
    """Where it sends the form, if elsewhere than the form says."""
    label: str = ""


@dataclass
class Form:
    """A form with what it holds now."""

    action: str
    method: str
    fields: Fields = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """All that may be filled in, ticked or not."""
    texts: set[str] = field(default_factory=set)
    """Those of them that take free words."""
    choices: dict[str, list[str]] = field(default_factory=dict)
    """What may be chosen, by the field's name."""
    buttons: list[Button] = field(default_factory=list)

    def filled(self, values: Values, press: str | None = None) -> Fields:
        """What a browser sends: hidden fields and all. ``press``: a button's label, name or value.

        Raises KeyError for a field that the form does not have.
        """
        for name in values:
            if name not in self.names:
                raise KeyError(f"{self.action} has no field {name}, only {sorted(self.names)}")
        kept = [(name, value) for name, value in self.fields if name not in values]
        typed = [
            (name, each)
            for name, value in values.items()
            for each in ([value] if isinstance(value, str) else value)
        ]
        button = self.button(press)
        return [*kept, *typed, *([(button.name, button.value)] if button and button.name else [])]

    def button(self, press: str | None) -> Button | None:
        """The one that is named, or the first."""
        if press is None:
            return self.buttons[0] if self.buttons else None
        for each in self.buttons:
            if press in {each.label, each.name, each.value}:
                return each
        raise KeyError(f"{self.action} has no button {press}: {[b.label for b in self.buttons]}")


@dataclass
class Page:
    """An answer that was understood."""

    url: str
    status: int
    html: str
    words: str = ""
    """All visible text."""
    forms: list[Form] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    """Whole address by the words of the link."""

    @classmethod
    def read(cls, url: str, status: int, html: str) -> "Page":
        page = cls(url, status, html)
        reader = _Reader(page)
        reader.feed(html)
        page.words = " ".join("".join(reader.seen).split())
        return page

    def form(self, wanted: str = "") -> Form:
        """The form that goes to an address with this in it, or that has this field or button."""
        for form in self.forms:
            labels = {word for each in form.buttons for word in (each.label, each.value)}
            if wanted in form.action or wanted in form.names or wanted in labels:
                return form
        raise KeyError(f"{self.url} ({self.status}) has no form {wanted}: {self.words[:500]}")

    def link(self, wanted: str) -> str:
        """The address of the first link with these words, or with this in its address."""
        for words, address in self.links.items():
            if wanted in words or wanted in address:
                return address
        raise KeyError(f"{self.url} has no link {wanted}: {sorted(self.links)}")


class _Reader(HTMLParser):
    """Fills a page from its HTML."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.seen: list[str] = []
        self._form: Form | None = None
        self._text: list[str] | None = None
        self._unseen = 0
        self._ending: dict[str, Callable[[], object]] = {}
        self._select: tuple[str, bool] | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._unseen += tag in {"script", "style"}
        begin = getattr(self, f"_begin_{tag}", None)
        if begin is not None:
            begin(given)

    @override
    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in {"script", "style"}
        if tag in {"p", "div", "li", "h1", "h2", "h3", "td", "label", "dt", "dd", "option"}:
            self.seen.append(" ")
        end = self._ending.pop(tag, None)
        if end is not None:
            end()

    @override
    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        self.seen.append(data)
        if self._text is not None:
            self._text.append(data)

    def _begin_form(self, given: Attributes) -> None:
        action = urljoin(self.page.url, given.get("action", ""))
        self._form = Form(action, given.get("method", "get").lower())
        self.page.forms.append(self._form)
        self._ending["form"] = lambda: setattr(self, "_form", None)

    def _begin_input(self, given: Attributes) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        if kind in UNPRESSED:
            self._add_button(given)
            return
        self._tell(name, kind, given.get("value", "on"))
        if kind not in TICKED or "checked" in given:
            self._hold(name, given.get("value", "on" if kind in TICKED else ""))
        else:
            self._know(name)

    def _begin_button(self, given: Attributes) -> None:
        button = self._add_button(given)
        self._collect("button", lambda words: setattr(button, "label", words))

    def _begin_textarea(self, given: Attributes) -> None:
        self._tell(given.get("name", ""), "text", "")
        self._collect("textarea", lambda words: self._hold(given.get("name", ""), words))

    def _begin_select(self, given: Attributes) -> None:
        self._select = given.get("name", ""), "multiple" in given
        self._know(given.get("name", ""))

    def _begin_option(self, given: Attributes) -> None:
        name, several = self._select or ("", True)
        self._tell(name, "radio", given.get("value", ""))
        is_first = not several and name not in {held for held, _ in self._fields}
        if "selected" in given and not several:
            self._fields[:] = [(held, value) for held, value in self._fields if held != name]
        if "selected" in given or is_first:
            self._hold(name, given.get("value", ""))

    def _begin_a(self, given: Attributes) -> None:
        address = urljoin(self.page.url, given.get("href", ""))
        self._collect("a", lambda words: self.page.links.setdefault(words, address))

    def _begin_br(self, _given: Attributes) -> None:
        self.seen.append(" ")

    def _add_button(self, given: Attributes) -> Button:
        action = given.get("formaction", "")
        button = Button(
            given.get("name", ""),
            given.get("value", ""),
            urljoin(self.page.url, action) if action else "",
        )
        if self._form is not None:
            self._form.buttons.append(button)
        return button

    def _collect(self, tag: str, use: Callable[[str], object]) -> None:
        text: list[str] = []
        self._text = text

        def end() -> None:
            self._text = None
            use("".join(text).strip() if tag != "textarea" else "".join(text).removeprefix("\n"))

        self._ending[tag] = end

    @property
    def _fields(self) -> Fields:
        return self._form.fields if self._form is not None else []

    def _hold(self, name: str, value: str) -> None:
        self._know(name)
        if name:
            self._fields.append((name, value))

    def _tell(self, name: str, kind: str, value: str) -> None:
        """What kind of answer a field takes."""
        if self._form is None:
            return
        if kind == "text":
            self._form.texts.add(name)
        elif kind in TICKED and value:
            self._form.choices.setdefault(name, []).append(value)

    def _know(self, name: str) -> None:
        if self._form is not None and name:
            self._form.names.add(name)
