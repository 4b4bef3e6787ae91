"""Requests to the helpline as Twilio makes them: signed, retried, redirected, disturbed."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

import requests

from helpline.config import LOOPBACK
from helpline.providers.practice.faults import Faults
from helpline.providers.practice.patience import LONGEST_SECONDS, Patience
from helpline.providers.practice.wire import Failed, Letter, Reply, Wire

MOST_REDIRECTS: Final = 10
_LOST_ON_THE_WAY: Final = frozenset({"Digits", "SpeechResult"})
"""A redirect is followed without what was keyed, as Twilio does."""


class Broken(Exception):
    """The helpline's answer cannot be used. ``code`` is Twilio's."""

    def __init__(self, code: int, words: str, url: str) -> None:
        super().__init__(f"{code}: {words}")
        self.code = code
        self.url = url


@dataclass(frozen=True, slots=True)
class Page:
    """What the helpline answered, and where relative addresses start from."""

    url: str
    words: str
    content_type: str
    seconds: float = 0
    """How long the helpline took, retries and redirects included."""


class Browser:
    """Requests pages for one call; keeps its cookies."""

    def __init__(self, wire: Wire, home: str, faults: Faults) -> None:
        """``home``: public address of the helpline. Nothing but it and loopback is ever asked."""
        self._wire = wire
        self._hosts = LOOPBACK | {urlsplit(home).hostname}
        self._faults = faults
        self._late: Letter | None = None

    def ask(
        self, url: str, form: Mapping[str, str], method: str = "POST", *, disturbed: bool = True
    ) -> Page:
        """One page, with the retries that the address asks for. Raises Broken."""
        try:
            address, fragment = urldefrag(url)
            patience = Patience.of(fragment)
            letter = Letter(method, address, tuple(form.items()), secrets.token_hex(16))
            self._check(address)
        except ValueError:
            raise Broken(11100, "this is no address", url) from None
        what = f"{form.get('From', '')}|{urlsplit(address).path}"
        fault = self._faults.page(what) if disturbed else ""
        page = self._patiently(letter, patience, fault)
        if self._late is not None:
            self._wire.stray(self._late)
        self._late = letter if fault == "late" else None
        return page

    def imposter(self, url: str, form: Mapping[str, str]) -> None:
        """Somebody else sends this, and cannot sign it."""
        address = urldefrag(url)[0]
        self._wire.stray(Letter("POST", address, tuple(form.items()), "", forged=True))

    def audio(self, url: str) -> bytes:
        """A recording as it is played. Raises Broken."""
        self._check(url)
        try:
            answer = self._wire.session.get(url, timeout=LONGEST_SECONDS)
        except requests.RequestException:
            raise Broken(11200, "the recording cannot be had", url) from None
        kind = answer.headers.get("Content-Type", "")
        if not answer.ok or not kind.startswith("audio/"):
            raise Broken(12300, f"no recording: {answer.status_code} {kind}", url)
        return answer.content

    def _patiently(self, letter: Letter, patience: Patience, fault: str) -> Page:
        left, spent = patience.retries, 0.0
        while True:
            try:
                page = self._followed(letter, patience, fault)
            except Failed as failure:
                spent += failure.seconds
                if left < 1 or spent >= patience.total or not patience.tries_again(failure.kind):
                    raise Broken(failure.code, failure.words, letter.url) from None
                left, fault = left - 1, ""
                continue
            spent += page.seconds
            if spent > patience.total:
                raise Broken(11200, "no answer in time, all tries together", letter.url)
            return Page(page.url, page.words, page.content_type, spent)

    def _followed(self, letter: Letter, patience: Patience, fault: str) -> Page:
        reply = self._wire.deliver(letter, patience, fault)
        for _hop in range(MOST_REDIRECTS):
            if not reply.goes_to:
                return _page(reply, letter.url)
            url = urljoin(letter.url, reply.goes_to)
            self._check(url)
            kept = tuple(pair for pair in letter.fields if pair[0] not in _LOST_ON_THE_WAY)
            letter = Letter("GET", url, kept, letter.token)
            reply = self._wire.deliver(letter, patience)
        if reply.goes_to:
            raise Failed("all", 11215, "too many redirects", reply.seconds)
        return _page(reply, letter.url)

    def _check(self, url: str) -> None:
        host = urlsplit(url).hostname or ""
        if host not in self._hosts or "_" in host:
            raise Broken(11100, "the practice line asks nobody but the helpline", url)


def _page(reply: Reply, url: str) -> Page:
    if not reply.is_fine:
        kind = "4xx" if reply.status < 500 else "5xx"  # noqa: PLR2004
        words = f"the helpline answered {reply.status}"
        raise Failed(kind, 11200, words, reply.seconds)
    return Page(url, reply.words, reply.content_type, reply.seconds)
