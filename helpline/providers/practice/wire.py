"""The wire to the helpline: one signed request, and the time that it took.

Time is partly virtual: what a test makes slow or lost costs nobody's patience but Twilio's.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

import requests

from helpline.providers.practice.patience import Patience
from helpline.providers.practice.signing import signature

UNFORESEEN: Final = ("ParameterOfTomorrow", "1")
"""Twilio adds parameters without notice, so each request carries one that nobody knows."""
STRAYS_WAIT_SECONDS: Final = 15.0


class Failed(Exception):
    """One attempt came to nothing. ``kind`` is one of Twilio's reasons to try again."""

    def __init__(self, kind: str, code: int, words: str, seconds: float) -> None:
        super().__init__(words)
        self.kind, self.code, self.words, self.seconds = kind, code, words, seconds


@dataclass(frozen=True, slots=True)
class Letter:
    """What is asked of the helpline."""

    method: str
    url: str
    fields: tuple[tuple[str, str], ...]
    token: str
    """The same over all attempts."""
    forged: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    words: str
    content_type: str
    goes_to: str
    """Where a redirect leads, or empty."""
    seconds: float

    @property
    def is_fine(self) -> bool:
        return self.status < 400  # noqa: PLR2004


class Wire:
    """One session: its cookies live as long as it does."""

    def __init__(
        self, session: requests.Session, secret: str, header: str, slow: Callable[[], float]
    ) -> None:
        """``slow``: how many seconds a slow answer takes, of nobody's real time."""
        self.session = session
        self._secret = secret
        self._header = header
        self._slow = slow
        session.trust_env = False

    def deliver(self, letter: Letter, patience: Patience, fault: str = "") -> Reply:
        """One attempt. Raises Failed."""
        if fault == "lost":
            raise Failed("ct", 11205, "no connection", patience.connect)
        if fault in {"twice", "imposter"}:
            self.stray(_forged(letter) if fault == "imposter" else letter)
        if fault == "at once":
            reply = self._at_once(letter, patience)
        else:
            reply = self._send(_forged(letter) if fault == "forged" else letter, patience)
        more = {"slow": self._slow(), "unheard": patience.read}.get(fault, 0)
        seconds = reply.seconds + more
        if seconds >= patience.read:
            raise Failed("rt", 11200, "no answer in time", patience.read)
        return replace(reply, seconds=seconds)

    def stray(self, letter: Letter) -> None:
        """A copy whose answer nobody reads."""
        with suppress(Failed):
            self._send(letter, Patience(read=STRAYS_WAIT_SECONDS))

    def _at_once(self, letter: Letter, patience: Patience) -> Reply:
        with ThreadPoolExecutor(1) as other:
            copy = other.submit(self.stray, letter)
            reply = self._send(letter, patience)
            copy.result()
        return reply

    def _send(self, letter: Letter, patience: Patience) -> Reply:
        began = time.monotonic()
        try:
            answer = self.session.send(
                self.session.prepare_request(self._request(letter)),
                timeout=(patience.connect, patience.read),
                allow_redirects=False,
            )
        except (requests.ConnectTimeout, requests.ConnectionError):
            raise Failed("ct", 11205, "no connection", time.monotonic() - began) from None
        except requests.RequestException:
            raise Failed("rt", 11200, "no answer in time", time.monotonic() - began) from None
        answer.encoding = "utf-8"
        return Reply(
            answer.status_code,
            answer.text,
            answer.headers.get("Content-Type", "").partition(";")[0].strip(),
            answer.headers["Location"] if answer.is_redirect else "",
            time.monotonic() - began,
        )

    def _request(self, letter: Letter) -> requests.Request:
        fields, url = [*letter.fields, UNFORESEEN], letter.url
        if letter.method == "GET":
            url += ("&" if "?" in url else "?") + urlencode(fields)
            fields = []
        signed = signature(self._secret, url, fields)
        headers = {
            self._header: "forged" if letter.forged else signed,
            "I-Twilio-Idempotency-Token": letter.token,
            "User-Agent": "TwilioProxy/1.1",
        }
        body = fields if letter.method == "POST" else None
        return requests.Request(letter.method, url, data=body, headers=headers)


def _forged(letter: Letter) -> Letter:
    return replace(letter, forged=True)
