"""Sends webhooks as Twilio sends them: signed, with cookies, patience and retries of its kind."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, urldefrag, urlencode, urljoin, urlsplit

import requests

from helpline.providers.practice.faults import Faults
from helpline.providers.practice.signing import signature

LONGEST_SECONDS: Final = 15.0
MOST_REDIRECTS: Final = 10
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
UNFORESEEN: Final = ("ParameterOfTomorrow", "1")
"""Twilio adds parameters without notice, so each request carries one that nobody knows."""
_OURS: Final = frozenset({"twice", "forged"})


class Broken(Exception):
    """The helpline's answer cannot be used. ``code`` is Twilio's."""

    def __init__(self, code: int, words: str, url: str) -> None:
        super().__init__(f"{code}: {words}")
        self.code = code
        self.url = url


@dataclass(frozen=True, slots=True)
class Patience:
    """Read from the fragment of a URL: ``#ct=5000&rt=15000&rc=1&rp=ct``."""

    connect: float
    read: float
    retries: int
    after: frozenset[str]

    @classmethod
    def of(cls, fragment: str) -> "Patience":
        wishes = {name: values[-1] for name, values in parse_qs(fragment).items()}
        return cls(
            connect=float(wishes.get("ct", 5000)) / 1000,
            read=min(float(wishes.get("rt", 15000)) / 1000, LONGEST_SECONDS),
            retries=min(int(wishes.get("rc", 1)), 5),
            after=frozenset(wishes.get("rp", "ct").split(",")),
        )


@dataclass(frozen=True, slots=True)
class Page:
    """What the helpline answered, and where relative addresses start from."""

    url: str
    words: str
    content_type: str


@dataclass(slots=True)
class Browser:
    """Requests pages for one call; keeps its cookies."""

    secret: str
    home: str
    """Public base URL of the helpline: nothing else but loopback is ever asked."""
    faults: Faults
    asked: list[str] = field(default_factory=list)
    _session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self._session.trust_env = False

    def ask(self, url: str, form: Mapping[str, str], method: str = "POST") -> Page:
        """One page, with the retries that the address asks for. Raises Broken."""
        try:
            address, fragment = urldefrag(url)
            patience = Patience.of(fragment)
        except ValueError:
            raise Broken(11100, "this is no address", url) from None
        token = secrets.token_hex(16)
        attempts = patience.retries + 1
        while True:
            attempts -= 1
            try:
                return self._once((method, address), form, patience, token)
            except _Failed as failure:
                again = attempts > 0 and patience.after & {failure.kind, "all"}
                if not again:
                    raise Broken(failure.code, failure.words, address) from None

    def audio(self, url: str) -> None:
        """Make sure that a recording can be played. Raises Broken."""
        self._check(url)
        try:
            answer = self._session.get(url, timeout=LONGEST_SECONDS, stream=True)
        except requests.RequestException:
            raise Broken(11200, "the recording cannot be had", url) from None
        with answer:
            kind = answer.headers.get("Content-Type", "")
            if not answer.ok or not kind.startswith("audio/"):
                raise Broken(12300, f"no recording: {answer.status_code} {kind}", url)

    def _once(
        self, what: tuple[str, str], form: Mapping[str, str], patience: Patience, token: str
    ) -> Page:
        method, url = what
        answer = self._send(method, url, form, patience, token)
        for _hop in range(MOST_REDIRECTS):
            if not answer.is_redirect:
                return _page(answer, url)
            # A redirect is followed without what was keyed, as Twilio does.
            url = urljoin(url, answer.headers["Location"])
            kept = {name: value for name, value in form.items() if name != "Digits"}
            answer = self._send("GET", url, kept, patience, token)
        raise _Failed("all", 11215, "too many redirects")

    def _send(
        self, method: str, url: str, form: Mapping[str, str], patience: Patience, token: str
    ) -> requests.Response:
        self._check(url)
        self.asked.append(f"{method} {urlsplit(url).path}")
        fields = [*form.items(), UNFORESEEN]
        fault = self.faults.webhook(_OURS)
        if method == "GET":
            url += ("&" if "?" in url else "?") + urlencode(fields)
            signed = signature(self.secret, url, [])
        else:
            signed = signature(self.secret, url, fields)
        headers = {
            "X-Twilio-Signature": "forged" if fault == "forged" else signed,
            "I-Twilio-Idempotency-Token": token,
            "User-Agent": "TwilioProxy/1.1",
        }
        request = requests.Request(
            method, url, data=fields if method == "POST" else None, headers=headers
        )
        if fault == "twice":
            self._deliver(request, patience)
        return self._deliver(request, patience)

    def _deliver(self, request: requests.Request, patience: Patience) -> requests.Response:
        try:
            return self._session.send(
                self._session.prepare_request(request),
                timeout=(patience.connect, patience.read),
                allow_redirects=False,
            )
        except requests.ConnectTimeout:
            raise _Failed("ct", 11205, "no connection in time") from None
        except requests.ConnectionError:
            raise _Failed("ct", 11205, "no connection") from None
        except requests.RequestException:
            raise _Failed("rt", 11200, "no answer in time") from None

    def _check(self, url: str) -> None:
        host = urlsplit(url).hostname or ""
        if host not in LOOPBACK | {urlsplit(self.home).hostname} or "_" in host:
            raise Broken(11100, "the practice line asks nobody but the helpline", url)


class _Failed(Exception):
    def __init__(self, kind: str, code: int, words: str) -> None:
        super().__init__(words)
        self.kind, self.code, self.words = kind, code, words


def _page(answer: requests.Response, url: str) -> Page:
    if not answer.ok:
        kind = "4xx" if answer.status_code < 500 else "5xx"  # noqa: PLR2004
        raise _Failed(kind, 11200, f"the helpline answered {answer.status_code}")
    content_type = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    answer.encoding = "utf-8"
    return Page(url, answer.text, content_type)
