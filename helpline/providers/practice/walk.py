"""Follows TwiML, verb by verb, as a caller would hear it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

from helpline.providers.practice.call import Call, Callback, CallerGone, Moved
from helpline.providers.practice.exchange import Exchange
from helpline.providers.practice.gather import collect
from helpline.providers.practice.grammar import TALKING, Context
from helpline.providers.practice.rules import BadTwiml, read
from helpline.providers.practice.speech import Speech
from helpline.providers.practice.transport import Broken, Page

MOST_DOCUMENTS: Final = 300
"""One after the other in no time; in circles a caller would never come out."""
A_WHILE_SECONDS: Final = 1.0
"""Of the caller's time: who listens that long to a document does not go in circles."""
TOO_SLOW_SECONDS: Final = 2.0
"""Twilio waits longer; a caller in silence should not."""
XML: Final = frozenset({"text/xml", "application/xml"})


class LeftQueue(Exception):
    """A Leave was reached while waiting."""


class Fallback(Moved):
    """Our document was refused; the number's fallback address is asked."""


class Unheard(Exception):
    """A page for somebody in a conference cannot be used. The talk does not end over it."""


@dataclass(frozen=True, slots=True)
class Next:
    """Where a call goes on."""

    url: str
    words: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"
    document: str = ""
    """TwiML that came with a REST request, instead of an address."""


Document = tuple[str, list[ET.Element]]
Verb = Callable[["Walk", ET.Element, str], Next | None]


class Walk:
    """One call's way through our documents. Lives in a thread of its own."""

    def __init__(self, exchange: Exchange, call: Call, more: Mapping[str, Verb]) -> None:
        """``more`` are the verbs that lead into queues and to other people."""
        self.exchange = exchange
        self.call = call
        self.browser = exchange.browser()
        self.speech = Speech(call, self.browser)
        self._verbs: dict[str, Verb] = {**_PLAIN, **more}
        self._failed = False
        self._owed: Next | None = None

    def run(self, first: Next) -> None:
        """Follow a whole call until it is over."""
        step: Next | None = first
        try:
            while step is not None:
                step = self._until_moved(step)
        except CallerGone:
            pass
        self.exchange.become(self.call, "completed")
        self.exchange.finish(self.call)

    def _until_moved(self, step: Next) -> Next | None:
        try:
            self.follow(step, Context.CALL)
        except Moved as moved:
            return Next(moved.url, moved.words, moved.method, moved.document)
        return None

    def follow(self, first: Next, context: Context) -> None:
        """Follow documents until one simply ends."""
        step: Next | None = first
        quick_ones = 0
        while step is not None:
            begun, began = self.call.clock, time.monotonic()
            step = self._document(step, context)
            quick_ones = quick_ones + 1 if self.call.clock - begun < A_WHILE_SECONDS else 0
            if quick_ones == MOST_DOCUMENTS:
                raise self._fatal("the documents go in circles", 11215, first.url)
            if step is not None and context is Context.HOLD:
                spent = time.monotonic() - began
                self.call.wait(max(self.exchange.setup.tick_seconds - spent, 0), self.speech.enough)

    def tell_after(self, why: Moved | CallerGone, step: Next | None) -> None:
        """Report what the caller was torn out of; if they were moved, maybe only later."""
        choices = self.exchange.setup.undocumented
        if step is not None and isinstance(why, Moved) and choices.target_before_action:
            self._owed = step
        elif step is not None:
            self.tell(step)

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
            after = self._perform(verb, base, context)
            if after is not None:
                return after
        return None

    def _perform(self, verb: ET.Element, base: str, context: Context) -> Next | None:
        if self.call.status == "ringing" and verb.tag != "Reject":
            self.exchange.become(self.call, "in-progress")
        try:
            return self._verbs[verb.tag](self, verb, base)
        except Broken as broken:
            raise self._fault(context, str(broken), broken.code, broken.url) from None
        except ValueError:
            words = f"11100: {verb.tag} names no address"
            raise self._fault(context, words, 11100, base) from None

    def _fetched(self, step: Next, context: Context) -> Document:
        try:
            page = Page("", step.document, "text/xml") if step.document else self._ask(step)
            verbs, warnings = read(_readable(page), context)
        except Broken as broken:
            raise self._fault(context, str(broken), broken.code, broken.url) from None
        except BadTwiml as bad:
            raise self._fault(context, str(bad), bad.code, step.url) from None
        self.call.warnings.extend(warnings)
        owed, self._owed = self._owed, None
        if owed is not None:
            self.tell(owed)
        return page.url, verbs

    def _ask(self, step: Next) -> Page:
        words = self.exchange.words(self.call) | dict(step.words)
        self.exchange.record({"to": "helpline", "method": step.method, "url": step.url})
        page = self.browser.ask(step.url, words, step.method)
        if page.seconds > TOO_SLOW_SECONDS:
            self.call.warnings.append(f"{urlsplit(step.url).path} took {page.seconds:.1f} s")
        return page

    def _fault(self, context: Context, words: str, code: int, url: str) -> Exception:
        if context in TALKING:
            self.call.hear("fault", words)
            return Unheard()
        return self._fatal(words, code, url)

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


def callback_of(verb: ET.Element, base: str, name: str = "statusCallback") -> Callback:
    url = verb.get(name, "")
    events = verb.get(f"{name}Event", "completed")
    return Callback(urljoin(base, url) if url else "", frozenset(events.split()))


def tell_dial(walk: "Walk", action: Next | None, why: CallerGone | Moved) -> None:
    """What Twilio does with Dial's action when the caller is torn out of it, nobody wrote down."""
    choices, moved = walk.exchange.setup.undocumented, isinstance(why, Moved)
    wanted = choices.dial_tells_after_redirect if moved else choices.dial_tells_after_hangup
    if action is not None and wanted:
        status = {"DialCallStatus": "completed" if moved else "answered"}
        walk.tell_after(why, replace(action, words=status))


def _speak(walk: Walk, verb: ET.Element, base: str) -> None:
    walk.speech.perform(verb, base)


def _gather(walk: Walk, verb: ET.Element, base: str) -> Next | None:
    choices = walk.exchange.setup.undocumented
    entry = collect(walk.call, verb, base, walk.speech, choices)
    if not entry.keys and verb.get("actionOnEmptyResult") != "true":
        return None
    words = {"Digits": entry.keys}
    if choices.gather_tells_more:
        words |= {"msg": "Gather End", "FinishedOnKey": entry.finished_on}
    return Next(address(base, verb, "action") or base, words, verb.get("method", "POST"))


def _redirect(_walk: Walk, verb: ET.Element, base: str) -> Next:
    return Next(urljoin(base, (verb.text or "").strip()), {}, verb.get("method", "POST"))


def _hang_up(walk: Walk, _verb: ET.Element, _base: str) -> None:
    walk.exchange.become(walk.call, "completed")
    raise CallerGone


def _reject(walk: Walk, verb: ET.Element, _base: str) -> None:
    by_reason = "no-answer" if verb.get("reason", "rejected") == "rejected" else "busy"
    chosen = walk.exchange.setup.undocumented.rejected
    walk.exchange.become(walk.call, by_reason if chosen == "by reason" else chosen)
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
