"""Follows TwiML, verb by verb, as a caller would hear it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from helpline.providers.practice.call import Call, CallerGone, Moved
from helpline.providers.practice.exchange import Exchange
from helpline.providers.practice.gather import collect
from helpline.providers.practice.rules import BadTwiml, Context, read
from helpline.providers.practice.speech import Speech
from helpline.providers.practice.transport import Broken, Page

MOST_DOCUMENTS: Final = 300
"""In one go; a helpline that leads in circles would otherwise never let a caller out."""
XML: Final = frozenset({"text/xml", "application/xml"})


class LeftQueue(Exception):
    """A Leave was reached while waiting."""


class Fallback(Moved):
    """Our document was refused; the number's fallback address is asked."""


@dataclass(frozen=True, slots=True)
class Next:
    """Where a call goes on."""

    url: str
    words: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"


Document = tuple[str, list[ET.Element]]
Verb = Callable[["Walk", ET.Element, str], Next | None]


class Walk:
    """One call's way through our documents. Lives in a thread of its own."""

    def __init__(self, exchange: Exchange, call: Call, more: Mapping[str, Verb]) -> None:
        """``more`` are the verbs that lead into queues and to other people."""
        self.exchange = exchange
        self.call = call
        self.browser = exchange.browser()
        self.speech = Speech(call, self.browser, exchange.setup.pace)
        self._verbs: dict[str, Verb] = {**_PLAIN, **more}
        self._failed = False

    def run(self, first: Next) -> None:
        """Follow a whole call until it is over."""
        step: Next | None = first
        try:
            while step is not None:
                step = self._until_moved(step)
            self.exchange.become(self.call, "completed")
        except CallerGone:
            self.exchange.become(self.call, "completed")

    def _until_moved(self, step: Next) -> Next | None:
        try:
            self.follow(step, Context.CALL)
        except Moved as moved:
            return Next(moved.url, moved.words)
        return None

    def follow(self, first: Next, context: Context) -> None:
        """Follow documents until one simply ends."""
        step: Next | None = first
        for _document in range(MOST_DOCUMENTS):
            if step is None:
                return
            step = self._document(step, context)
        raise self._fatal("the documents go in circles", 11215, first.url)

    def tell(self, step: Next) -> None:
        """Report to an action whose answer no longer matters."""
        try:
            self._ask(step)
        except Broken as broken:
            self.call.warnings.append(str(broken))

    def _document(self, step: Next, context: Context) -> Next | None:
        base, verbs = self._fetched(step, context)
        for verb in verbs:
            if self.speech.enough():
                return None
            after = self._perform(verb, base)
            if after is not None:
                return after
        return None

    def _perform(self, verb: ET.Element, base: str) -> Next | None:
        if self.call.status == "ringing" and verb.tag != "Reject":
            self.exchange.become(self.call, "in-progress")
        try:
            return self._verbs[verb.tag](self, verb, base)
        except Broken as broken:
            raise self._fatal(str(broken), broken.code, broken.url) from None
        except ValueError:
            raise self._fatal(f"11100: {verb.tag} names no address", 11100, base) from None

    def _fetched(self, step: Next, context: Context) -> Document:
        try:
            page = self._ask(step)
            verbs, warnings = read(_readable(page), context)
        except Broken as broken:
            raise self._fatal(str(broken), broken.code, broken.url) from None
        except BadTwiml as bad:
            code = int(bad.faults[0].partition(":")[0]) if bad.faults[0][0].isdigit() else 12200
            raise self._fatal(str(bad), code, step.url) from None
        self.call.warnings.extend(warnings)
        return page.url, verbs

    def _ask(self, step: Next) -> Page:
        words = self.exchange.words(self.call) | dict(step.words)
        self.exchange.record({"to": "helpline", "method": step.method, "url": step.url})
        return self.browser.ask(step.url, words, step.method)

    def _fatal(self, words: str, code: int, url: str) -> Exception:
        """The carrier cannot go on: the fallback address, or an English apology and the end."""
        self.call.hear("fault", words)
        fallback = self.exchange.setup.url(self.exchange.setup.fallback_path)
        if fallback and not self._failed:
            self._failed = True
            return Fallback(fallback, {"ErrorCode": str(code), "ErrorUrl": url})
        self.call.hear("say", "We are sorry, an application error has occurred.", "en-US", "man")
        self.exchange.become(self.call, "failed" if self.call.status == "ringing" else "completed")
        return CallerGone()


def _readable(page: Page) -> str:
    if page.content_type == "text/plain":
        raise Broken(12300, "text/plain would be read aloud as it stands", page.url)
    if page.content_type not in XML:
        raise Broken(12300, f"{page.content_type or 'no content type'} is no TwiML", page.url)
    return page.words


def address(base: str, verb: ET.Element, name: str) -> str:
    """An attribute's address, resolved against the document; empty if it has none."""
    return urljoin(base, verb.get(name, "")) if verb.get(name) else ""


def _speak(walk: Walk, verb: ET.Element, base: str) -> None:
    walk.speech.perform(verb, base)


def _gather(walk: Walk, verb: ET.Element, base: str) -> Next | None:
    entry = collect(walk.call, verb, base, walk.speech)
    if not entry and verb.get("actionOnEmptyResult") != "true":
        return None
    url = address(base, verb, "action") or base
    return Next(url, {"Digits": entry}, verb.get("method", "POST"))


def _redirect(_walk: Walk, verb: ET.Element, base: str) -> Next:
    return Next(urljoin(base, (verb.text or "").strip()), {}, verb.get("method", "POST"))


def _hang_up(walk: Walk, _verb: ET.Element, _base: str) -> None:
    walk.exchange.become(walk.call, "completed")
    raise CallerGone


def _reject(walk: Walk, verb: ET.Element, _base: str) -> None:
    refused = "no-answer" if verb.get("reason", "rejected") == "rejected" else "busy"
    walk.exchange.become(walk.call, refused)
    raise CallerGone


def _leave(_walk: Walk, _verb: ET.Element, _base: str) -> None:
    raise LeftQueue


_PLAIN: Final[dict[str, Verb]] = {
    "Say": _speak,
    "Play": _speak,
    "Pause": _speak,
    "Gather": _gather,
    "Redirect": _redirect,
    "Hangup": _hang_up,
    "Reject": _reject,
    "Leave": _leave,
}
